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
        /// Whom to tell; empty when the step only does something.
        public var targets: [NotificationTarget]
        public var effect: Effect?
        public var range: SourceRange

        public init(
            moment: Moment, isReminder: Bool, targets: [NotificationTarget], effect: Effect? = nil,
            range: SourceRange
        ) {
            self.moment = moment
            self.isReminder = isReminder
            self.targets = targets
            self.effect = effect
            self.range = range
        }
    }

    /// What a step does besides telling people.
    public enum Effect: Sendable {
        /// Puts a task of its own on a desk; it is over when it is done or the deadline is.
        case open(TaskOrder)
        /// Moves the work that is late to another desk, whose people may then do it.
        case reassign(NotificationTarget)
        /// Takes an action in nobody's name. Only actions that say `automatic: true` can be.
        case act(Located<String>)
    }

    /// A task a ladder opens.
    public struct TaskOrder: Sendable {
        /// What to type to complete it: `wf advance ITEM NAME`.
        public var name: Located<String>
        public var title: LocalizedText
        /// On whose desk.
        public var assignee: NotificationTarget
        /// The kind of document it is completed with, such as `cong-van`.
        public var document: String?

        public init(
            name: Located<String>, title: LocalizedText, assignee: NotificationTarget,
            document: String?
        ) {
            self.name = name
            self.title = title
            self.assignee = assignee
            self.document = document
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
    /// Who started the item or took an action on it before, but for who caused the event.
    case previous
    /// The holders of a role; in the owner's agency when `agency` is `owner`.
    case role(String, agency: AgencyReference?)
    case agency(AgencyReference)
    /// The agency above one, or those of its people who hold a role.
    case superior(AgencyReference, role: String?)
    case person(String)

    public enum AgencyReference: Hashable, Sendable {
        case owner, lead
        /// The agencies the item's field `coordinating` names, those a group is made of.
        case coordinating
        case code(String)
    }
}
