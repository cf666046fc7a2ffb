public import WorkflowModel

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
    public var openedChildren: [ChildOpening] = []
    public var rounds: [RoundChange] = []
    public var outcome: String?

    public init() {}
}

public struct FieldChange: Hashable, Sendable {
    public var field: Int
    public var old: FieldValue?
    public var new: FieldValue?
}

public struct TimerChange: Hashable, Sendable {
    public var before: ArmedTimer
    public var after: ArmedTimer
}

public struct DeadlineChange: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case started, paused, resumed, restarted, stopped, cancelled, extended
        /// Counted anew by another edition of the calendar.
        case recounted
        /// As it was before an action that was taken back.
        case restored
    }

    public var deadline: Int
    public var kind: Kind
    public var after: DeadlineState
}
