public import WorkflowCalendar
public import WorkflowModel

/// One fact in the history of an item. Carries everything that was worked out when it happened,
/// so that applying it again needs no rule, no calendar and no clock.
public struct Event: Sendable {
    /// The version of the item once this has happened: 1, 2, 3 …
    public var version: Int
    public var at: Instant
    /// Nil when the clock caused it.
    public var actor: String?
    public var body: EventBody

    public var type: String { body.type }
}

public enum EventBody: Sendable {
    case started(Started)
    case advanced(Advanced)
    case moved(Moved)
    case deadlineReached(DeadlineReached)

    public var type: String {
        switch self {
        case .started: "item.started"
        case .advanced: "item.advanced"
        case .moved: "item.moved"
        case .deadlineReached(let reached):
            switch reached.step {
            case .reminder: "deadline.reminder"
            case .overdue: "deadline.overdue"
            case .escalation: "deadline.escalated"
            }
        }
    }
}

/// An item came into being.
public struct Started: Sendable {
    public var agency: String
    public var plan: String?
    public var limits: [Int: FixedLimit]
    public var step: Step
}

/// A person took an action.
public struct Advanced: Sendable {
    /// The index of its name in the workflow.
    public var action: Int
    public var agency: String
    public var note: String?
    public var documents: [DocumentRecord]
    public var step: Step
}

/// The time of a timed transition came.
public struct Moved: Sendable {
    public var timer: ArmedTimer
    /// False when its guard was false: the timer is over and nothing else happened.
    public var isTaken: Bool
    public var step: Step
}

/// A step of the ladder of a deadline was due.
public struct DeadlineReached: Sendable {
    public enum Step: String, Hashable, Sendable {
        case reminder, overdue, escalation
    }

    /// The index of the deadline in the workflow.
    public var deadline: Int
    public var step: Step
    /// Which step of the ladder, from 0; nil for the end of the deadline itself.
    public var ladderStep: Int?
    /// When it was due; the event may be later when nobody looked.
    public var dueAt: Instant
    public var after: DeadlineState
}

/// What a macrostep did: states left and entered, and everything that followed from it.
public struct Step: Sendable {
    public var exited = StateSet()
    public var entered = StateSet()
    /// The active states afterwards.
    public var configuration = StateSet()
    public var memory: [HistoryMemory] = []
    public var changes: [FieldChange] = []
    public var deadlines: [DeadlineChange] = []
    public var armed: [ArmedTimer] = []
    public var opened: [OpenTask] = []
    public var outcome: String?

    public init() {}
}

public struct FieldChange: Hashable, Sendable {
    public var field: Int
    public var old: FieldValue?
    public var new: FieldValue?
}

public struct DeadlineChange: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case started, paused, resumed, restarted, stopped, cancelled, extended
    }

    public var deadline: Int
    public var kind: Kind
    public var after: DeadlineState
}
