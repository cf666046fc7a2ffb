public import WorkflowModel

/// Somebody took a task, gave it to somebody, or handed it back.
public final class TaskHandled: Sendable {
    public enum Kind: String, Hashable, Sendable {
        case claimed, assigned, returned
    }

    public let kind: Kind
    public let task: TaskKey
    /// Who has it now; of one handed back, who had it.
    public let person: String
    /// Of who did this.
    public let agency: String
    public let note: String?

    init(kind: Kind, task: TaskKey, person: String, agency: String, note: String?) {
        self.kind = kind
        self.task = task
        self.person = person
        self.agency = agency
        self.note = note
    }
}

/// What a step did to what a state asks of the members of a list.
public struct RoundChange: Hashable, Sendable {
    public var state: StateID
    /// Those who are asked now; nil when nobody new is.
    public var opened: [TaskMember]?
    /// Those who had not answered when the item was suspended are asked again.
    public var isResumed = false
    /// Enough is done.
    public var isSatisfied = false
    /// Those whose tasks were taken off their desks undone.
    public var released: [String] = []
    /// Those whose tasks stay on their desks though they are late now.
    public var kept: [String] = []

    init(state: StateID) {
        self.state = state
    }

    mutating func releaseAll() {
        released += kept
        kept = []
    }
}

extension Step {
    /// Whether nothing happened.
    var isEmpty: Bool {
        entered.isEmpty && exited.isEmpty && changes.isEmpty && deadlines.isEmpty
            && rounds.isEmpty && openedChildren.isEmpty && outcome == nil
    }
}
