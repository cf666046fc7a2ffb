import Diagnostics
import Mustache
import WorkflowModel

/// The texts of mails, made from templates.
struct MailRenderer: Sendable {
    private let templates: [MailTemplates.Key: MustacheTemplate]

    /// - Parameter own: the templates of the office. They come before those of the program.
    init(_ own: MailTemplates) throws(MailError) {
        var templates: [MailTemplates.Key: MustacheTemplate] = [:]
        let texts = BuiltInTemplates.texts.merging(own.texts) { _, own in own }
        for (key, text) in texts.sorted(by: { $0.key.description < $1.key.description }) {
            do {
                templates[key] = try MustacheTemplate(string: key.part.marked(text))
            } catch {
                throw MailError.badTemplate(key, "\(error)")
            }
        }
        self.templates = templates
    }

    func render(
        _ part: MailTemplates.Part, of name: String, in language: Language,
        _ context: [String: Any]
    ) -> String {
        let other: Language = language == .vi ? .en : .vi
        // One written in the other language says more of the matter than the usual one.
        let keys = [name, MailTemplates.usual].flatMap { name in
            [language, other].map { MailTemplates.Key(name, $0, part) }
        }
        // There is always the usual one.
        return keys.lazy.compactMap { templates[$0] }.first?.render(context) ?? ""
    }
}

extension MailTemplates.Part {
    /// What is put in is written so that it is text in this medium and nothing else.
    fileprivate func marked(_ text: String) -> String {
        switch self {
        case .html: text
        case .plain, .subject: "{{% CONTENT_TYPE:TEXT}}\n" + text
        }
    }
}
