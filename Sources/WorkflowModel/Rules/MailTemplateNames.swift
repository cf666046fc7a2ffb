/// What the tags of a mail template can name, and what is inside.
///
/// Everything but `type`, `time`, `id`, `subject`, `heading`, `text` and `recipient` may be missing
/// from a message; `{{#due}}…{{/due}}` stands for what only concerns one that has it.
public struct MailTemplateNames: Sendable {
    public indirect enum Kind: Sendable {
        case text
        /// A list of texts, each of which is `{{.}}`.
        case texts
        /// Members, `{{recipient.name}}`.
        case object(MailTemplateNames)
        /// A list, each with members.
        case list(MailTemplateNames)
    }

    public typealias Member = (name: String, kind: Kind)

    /// In the order they are suggested in.
    public let members: [Member]

    private init(_ members: [Member]...) {
        self.members = Array(members.joined())
    }

    public var names: [String] { members.map(\.name) }

    public subscript(name: String) -> Kind? {
        members.first { $0.name == name }?.kind
    }

    /// Those of the template of that name.
    public static func of(template name: String) -> Self {
        name == MailTemplates.digest ? digest : item
    }

    /// Of a message of its own.
    public static let item = Self(envelope, sentence, message)

    /// Of messages gathered into one, the most urgent first in `entries`.
    public static let digest = Self(
        envelope, sentence, texts("count"), [("entries", .list(Self(sentence, message)))])

    private static let envelope: [Member] =
        texts("id", "type", "time", "time_iso", "subject") + [("recipient", .object(person))]

    private static let person = Self(texts("name", "agency", "person"))

    /// What the rule says, and to whom.
    private static let sentence: [Member] =
        texts("heading", "details", "text") + [("to", .list(person))]

    /// About an item.
    private static let message: [Member] =
        texts(
            "item", "title", "state", "due", "due_iso", "days_overdue", "overdue", "was_due",
            "was_due_iso", "deadline", "action", "actor", "note", "plan", "workflow", "rule",
            "template", "version") + [("states", .texts)]

    private static func texts(_ names: String...) -> [Member] {
        names.map { ($0, .text) }
    }
}
