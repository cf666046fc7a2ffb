public import WorkflowCalendar
public import WorkflowModel

/// Everything the next decision about an item depends on. Built by applying its events in order.
public struct ItemState: Sendable {
    public let id: String
    public let workflow: Workflow
    /// The number of the last event applied.
    public internal(set) var version: Int
    public internal(set) var plan: String?
    public internal(set) var startedAt: Instant
    public internal(set) var startedBy: String
    public internal(set) var updatedAt: Instant

    /// The active states, ancestors included.
    public internal(set) var configuration: StateSet
    /// Every state that was ever active.
    public internal(set) var visited: StateSet
    /// What each history state remembers.
    public internal(set) var memory: [HistoryMemory]
    /// One value for each field of the workflow; nil when it has none.
    public internal(set) var fields: [FieldValue?]
    /// What was done, by the index of the action.
    public internal(set) var acts: [ActHistory?]
    /// One for each deadline of the workflow; nil before it first started.
    public internal(set) var deadlines: [DeadlineState?]
    /// The timed transitions that wait.
    public internal(set) var timers: [ArmedTimer]
    public internal(set) var tasks: [OpenTask]
    public internal(set) var documents: [DocumentRecord]
    /// Limits set for this item in place of the workflow's, by the index of the deadline.
    public internal(set) var limits: [Int: FixedLimit]
    /// The outcome of the final state it reached; nil while it is open.
    public internal(set) var outcome: String?

    /// The active states that have no active state inside, hidden ones included.
    public var leaves: [StateID] {
        configuration.filter { state in
            !workflow[state].descendants.intersects(configuration)
        }
    }

    /// The innermost active states that people are shown.
    public var visibleLeaves: [StateID] {
        leaves.filter { !workflow[$0].isHidden }
    }

    public func isActive(_ name: String) -> Bool {
        workflow.stateIndex[name].map(configuration.contains) ?? false
    }

    public subscript(field name: String) -> FieldValue? {
        workflow.fieldIndex[name].flatMap { fields[$0] }
    }
}

public struct HistoryMemory: Hashable, Sendable {
    /// The history state.
    public var state: StateID
    public var remembered: StateSet
}

/// Who took an action on an item, ever. Separation of duties looks at all of `people`.
public struct ActHistory: Hashable, Sendable {
    public var last: ActRecord
    /// Each person once, in the order of their first time.
    public var people: [String]
}

/// A timed transition waiting for its moment.
public struct ArmedTimer: Hashable, Sendable {
    public var state: StateID
    /// Which of the state's timed transitions.
    public var index: Int
    public var dueAt: Instant
}

/// Work lying on a desk because a state is active.
public struct OpenTask: Hashable, Sendable {
    public var state: StateID
    public var agency: String
    /// Who there may act: holders of any of these roles, or these people; both empty is everybody.
    public var roles: [String]
    public var people: [String]
    public var openedAt: Instant
}

/// A document handed in with an action.
public struct DocumentRecord: Hashable, Sendable {
    /// Such as `to-trinh`.
    public var kind: String
    public var name: String
    /// SHA-256 of the content, in hexadecimal.
    public var sha256: String
    /// Bytes.
    public var size: Int64

    public init(kind: String, name: String, sha256: String, size: Int64) {
        self.kind = kind
        self.name = name
        self.sha256 = sha256
        self.size = size
    }
}
