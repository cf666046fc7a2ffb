public import Diagnostics
public import JSON
public import WorkflowCalendar
public import WorkflowModel

/// What the program that speaks to the network is asked to do. It reads no rules: everything it
/// needs is here, but for the secrets, which it reads where they are kept.
public struct DeliveryJob: Hashable, Sendable {
    /// Of the form of jobs and reports. Programs of different versions do not understand each other.
    public static let version = 1

    /// The file of the SQLite store.
    public var store: String
    /// A clock that stands still; nil for that of the machine.
    public var now: Instant?
    /// In which reports tell why something did not arrive.
    public var language: Language
    /// The sinks to deliver for, by name. Logs are not among them.
    public var sinks: [String: NotificationRules.Sink]
    /// Who can be written to; empty when none of the sinks sends mail, as are the templates.
    public var directory: MailDirectory
    /// The templates of mails the office wrote itself.
    public var templates: MailTemplates
    /// Whom a test notification is for, as notifications name one: `{agency, person?, name?}`.
    public var recipient: JSON?

    public init(
        store: String, now: Instant? = nil, language: Language,
        sinks: [String: NotificationRules.Sink], directory: MailDirectory = MailDirectory(),
        templates: MailTemplates = MailTemplates(), recipient: JSON? = nil
    ) {
        self.store = store
        self.now = now
        self.language = language
        self.sinks = sinks
        self.directory = directory
        self.templates = templates
        self.recipient = recipient
    }
}
