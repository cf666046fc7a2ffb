public import Diagnostics

/// `rules/notifications.yaml`: which event tells whom, through which sink.
public struct NotificationRules: Sendable {
    /// The text of a notification in every language.
    public struct Text: Hashable, Sendable {
        public var vi: NotificationText
        public var en: NotificationText

        public init(_ templates: LocalizedText) {
            vi = NotificationText(templates.vi)
            en = NotificationText(templates.en)
        }
    }

    /// How long a message waits for others to the same recipient, which then go out as one.
    public enum Digest: Hashable, Sendable {
        /// Until somebody looks what is to be done; in office hours at once.
        case eachTick
        /// Until this time of a working day, in minutes since the start of the day.
        case daily(minute: Int)
    }

    public struct Rule: Sendable {
        public var name: String
        /// CloudEvents types, such as `wf.item.advanced`.
        public var events: [String]
        /// Empty: every workflow.
        public var workflows: [String]
        /// CEL source; compiled for each workflow it applies to.
        public var condition: String?
        public var conditionRange: SourceRange?
        public var targets: [NotificationTarget]
        public var sinks: [String]
        public var text: Text
        /// Nil: every message goes out by itself.
        public var digest: Digest?
        public var range: SourceRange

        public init(
            name: String, events: [String], workflows: [String], condition: String?,
            conditionRange: SourceRange?, targets: [NotificationTarget], sinks: [String],
            text: Text, digest: Digest? = nil, range: SourceRange
        ) {
            self.name = name
            self.events = events
            self.workflows = workflows
            self.condition = condition
            self.conditionRange = conditionRange
            self.targets = targets
            self.sinks = sinks
            self.text = text
            self.digest = digest
            self.range = range
        }
    }

    public var sinks: [String: Sink]
    public var rules: [Rule]

    public init(sinks: [String: Sink] = [:], rules: [Rule] = []) {
        self.sinks = sinks
        self.rules = rules
    }

    /// The event types there are, for checking what a rule names.
    public static let eventTypes = [
        "wf.item.started", "wf.item.advanced", "wf.item.moved", "wf.item.finished",
        "wf.deadline.reminder", "wf.deadline.overdue", "wf.deadline.escalated",
        "wf.deadline.extended", "wf.deadline.recounted", "wf.task.completed",
    ]
}
