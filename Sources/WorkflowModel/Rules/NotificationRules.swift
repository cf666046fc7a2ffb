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

    /// A reference, because it is looked at for every event.
    public final class Rule: Sendable {
        public let name: String
        /// CloudEvents types, such as `wf.item.advanced`.
        public let events: [String]
        /// Empty: every workflow.
        public let workflows: [String]
        /// In one of which the item is after the event. Empty: in any.
        public let states: [String]
        /// CEL source; compiled for each workflow it applies to.
        public let condition: String?
        public let conditionRange: SourceRange?
        public let targets: [NotificationTarget]
        public let sinks: [String]
        public let text: Text
        /// Nil: every message goes out by itself.
        public let digest: Digest?
        /// Hours in which its messages do not go out but wait.
        public let quiet: QuietHours?
        /// The mail template; nil: that of the type of the event.
        public let template: String?
        public let templateRange: SourceRange?
        /// Nobody may switch it off for themselves.
        public let isRequired: Bool
        public let range: SourceRange

        public init(
            name: String, events: [String], workflows: [String], states: [String] = [],
            condition: String?, conditionRange: SourceRange?, targets: [NotificationTarget],
            sinks: [String], text: Text, digest: Digest? = nil, quiet: QuietHours? = nil,
            template: String? = nil, templateRange: SourceRange? = nil, isRequired: Bool = false,
            range: SourceRange
        ) {
            self.name = name
            self.events = events
            self.workflows = workflows
            self.states = states
            self.condition = condition
            self.conditionRange = conditionRange
            self.targets = targets
            self.sinks = sinks
            self.text = text
            self.digest = digest
            self.quiet = quiet
            self.template = template
            self.templateRange = templateRange
            self.isRequired = isRequired
            self.range = range
        }
    }

    public var sinks: [String: Sink] {
        didSet { hasMail = Self.hasMail(sinks) }
    }
    public var rules: [Rule] {
        didSet { placesByEvent = Self.placesByEvent(rules) }
    }
    /// Where in `rules` those for a type of event are. Kept, as it is asked of every event.
    private var placesByEvent: [String: [Int]]
    /// Some sink sends mail, which is for one recipient each. Kept, as it is asked of every event.
    public private(set) var hasMail: Bool

    public init(sinks: [String: Sink] = [:], rules: [Rule] = []) {
        self.sinks = sinks
        self.rules = rules
        hasMail = Self.hasMail(sinks)
        placesByEvent = Self.placesByEvent(rules)
    }

    /// The places in `rules` of those for any of the types, in order.
    public func places(forEvents types: [String]) -> [Int] {
        if types.count == 1 { return placesByEvent[types[0]] ?? [] }
        return Set(types.flatMap { placesByEvent[$0] ?? [] }).sorted()
    }

    private static func placesByEvent(_ rules: [Rule]) -> [String: [Int]] {
        var places: [String: [Int]] = [:]
        for (place, rule) in rules.enumerated() {
            for type in Set(rule.events) { places[type, default: []].append(place) }
        }
        return places
    }

    private static func hasMail(_ sinks: [String: Sink]) -> Bool {
        sinks.values.contains(where: \.isMail)
    }

    /// The event types there are, for checking what a rule names.
    public static let eventTypes = [
        "wf.item.started", "wf.item.advanced", "wf.item.moved", "wf.item.finished",
        "wf.child.changed",
        "wf.deadline.reminder", "wf.deadline.overdue", "wf.deadline.escalated",
        "wf.deadline.extended", "wf.deadline.recounted", "wf.task.opened", "wf.task.assigned",
        "wf.task.returned", "wf.task.completed", "wf.item.changed", "wf.item.undone",
        "wf.approval.given", breakGlassType,
    ]

    /// Told at once and to everybody its rules name: no digest, quiet hours or preference silences
    /// it.
    public static let breakGlassType = "wf.item.break-glass"
}
