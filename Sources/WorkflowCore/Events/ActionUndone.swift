public import WorkflowModel

/// A person took their own last action back. It carries what the item is put back to, so that
/// applying it needs no look at what was before.
public final class ActionUndone: Sendable {
    /// The version the item had right after the event that is taken back.
    public let version: Int
    /// The action taken back, by the index of its name.
    public let action: Int
    /// What is known of that action again; nil when it had never been taken before.
    public let act: ActHistory?
    public let agency: String
    public let note: String?
    /// Active again, and no longer.
    public let entered: StateSet
    public let exited: StateSet
    public let configuration: StateSet
    public let visited: StateSet
    public let memory: [HistoryMemory]
    /// From the value there was by now to that of before.
    public let changes: [FieldChange]
    /// Those the action had changed, as they are again.
    public let deadlines: [DeadlineChange]
    /// Deadlines the action had started for the first time.
    public let unset: [Int]
    public let timers: [ArmedTimer]
    /// All open tasks afterwards.
    public let open: [OpenTask]
    /// Tasks that are on no desk any more: whoever had one is told.
    public let closed: [OpenTask]

    init(
        version: Int, action: Int, act: ActHistory?, agency: String, note: String?,
        entered: StateSet, exited: StateSet, configuration: StateSet, visited: StateSet,
        memory: [HistoryMemory], changes: [FieldChange], deadlines: [DeadlineChange],
        unset: [Int], timers: [ArmedTimer], open: [OpenTask], closed: [OpenTask]
    ) {
        self.version = version
        self.action = action
        self.act = act
        self.agency = agency
        self.note = note
        self.entered = entered
        self.exited = exited
        self.configuration = configuration
        self.visited = visited
        self.memory = memory
        self.changes = changes
        self.deadlines = deadlines
        self.unset = unset
        self.timers = timers
        self.open = open
        self.closed = closed
    }
}
