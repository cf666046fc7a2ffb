public import Diagnostics
public import WorkflowCalendar

/// A ladder of steps around a deadline.
public struct Escalation: Sendable {
    public enum Moment: Hashable, Sendable {
        case before(Limit)
        case due
        case after(Limit)
    }

    public struct Step: Sendable {
        public var moment: Moment
        /// A reminder rather than an alarm.
        public var isReminder: Bool
        public var targets: [NotificationTarget]
        public var range: SourceRange

        public init(
            moment: Moment, isReminder: Bool, targets: [NotificationTarget], range: SourceRange
        ) {
            self.moment = moment
            self.isReminder = isReminder
            self.targets = targets
            self.range = range
        }
    }

    public var name: String
    public var title: LocalizedText
    /// In the order of time.
    public var steps: [Step]
    public var range: SourceRange

    public init(name: String, title: LocalizedText, steps: [Step], range: SourceRange) {
        self.name = name
        self.title = title
        self.steps = steps
        self.range = range
    }
}

/// Whom to tell.
public enum NotificationTarget: Hashable, Sendable {
    /// The people the open task lies with.
    case owner
    /// The agency that leads the activity.
    case lead
    /// Who caused the event.
    case actor
    /// Who started the item.
    case starter
    /// The holders of a role; in the owner's agency when `agency` is `owner`.
    case role(String, agency: AgencyReference?)
    case agency(AgencyReference)
    case person(String)

    public enum AgencyReference: Hashable, Sendable {
        case owner, lead
        case code(String)
    }
}
