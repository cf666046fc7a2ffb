import Diagnostics
import WorkflowModel

/// The templates there are without an office writing any, in both languages.
enum BuiltInTemplates {
    static let texts: [MailTemplates.Key: String] = {
        var texts: [MailTemplates.Key: String] = [:]
        for language in Language.allCases {
            for name in MailTemplates.builtIn {
                texts[.init(name, language, .subject)] = "{{heading}}"
            }
            texts[.init(MailTemplates.usual, language, .plain)] = plain(language)
            texts[.init(MailTemplates.digest, language, .plain)] = plainDigest(language)
            texts[.init(MailTemplates.usual, language, .html)] = html(language)
            texts[.init(MailTemplates.digest, language, .html)] = htmlDigest(language)
        }
        return texts
    }()

    /// What is said of an item, in this order: the label and the tag.
    static let facts: [(label: LocalizedText, tag: String)] = [
        (LocalizedText(vi: "Mã việc", en: "Item"), "item"),
        (LocalizedText(vi: "Tên việc", en: "Title"), "title"),
        (LocalizedText(vi: "Trạng thái", en: "State"), "state"),
        (LocalizedText(vi: "Hạn", en: "Due"), "due"),
        (LocalizedText(vi: "Hạn cũ", en: "Was due"), "was_due"),
        (LocalizedText(vi: "Kế hoạch", en: "Plan"), "plan"),
    ]

    static let howToSee = LocalizedText(vi: "Xem và xử lý", en: "See and act")
    static let allTasks = LocalizedText(vi: "Xem mọi việc của bạn", en: "See all your tasks")
    static let automatic = LocalizedText(
        vi: "Thư tự động, không trả lời thư này.",
        en: "This mail was sent automatically; replies are not read.")
    static let due = LocalizedText(vi: "hạn", en: "due")
    static let sentTo = LocalizedText(vi: "Kính gửi", en: "To")

    private static func plain(_ language: Language) -> String {
        let facts = facts.map { fact in
            let late = fact.tag == "due" ? "{{#overdue}} – {{overdue}}{{/overdue}}" : ""
            return "{{#\(fact.tag)}}\n\(fact.label[language]): {{\(fact.tag)}}\(late)\n"
                + "{{/\(fact.tag)}}\n"
        }
        return """
            \(sentTo[language]): {{recipient.name}}

            {{heading}}
            {{#details}}
            {{details}}
            {{/details}}

            \(facts.joined())
            {{#item}}
            \(howToSee[language]): wf show {{item}}
            {{/item}}

            --\u{20}
            \(automatic[language])

            """
    }

    private static func plainDigest(_ language: Language) -> String {
        """
        \(sentTo[language]): {{recipient.name}}

        {{heading}}
        {{#entries}}

        - {{heading}}
        {{#title}}
          {{title}}
        {{/title}}
          {{item}}{{#state}} | {{state}}{{/state}}{{#due}} | \(due[language]) {{due}}{{/due}}\
        {{#overdue}} | {{overdue}}{{/overdue}}
        {{/entries}}

        \(allTasks[language]): wf inbox

        --\u{20}
        \(automatic[language])

        """
    }
}
