public import WorkflowCalendar
public import WorkflowModel

/// What a state asked of the members of a list the last time it was entered, and what came of it.
/// Kept after the state is left, for what comes late and for expressions.
public struct TaskRound: Hashable, Sendable {
    public var state: StateID
    /// In the order of the list.
    public var members: [TaskMember]
    /// Enough was done.
    public var isSatisfied = false

    public init(state: StateID, members: [TaskMember]) {
        self.state = state
        self.members = members
    }

    func member(_ code: String) -> TaskMember? {
        members.first { $0.code == code }
    }
}

/// Offices where somebody sits, or people, who may act on a task.
public struct TaskDesk: Hashable, Sendable {
    public var agency: String
    /// Empty, like `people`: not told apart by it. Both empty: everybody of the agency.
    public var roles: [String] = []
    public var people: [String] = []

    public init(agency: String, roles: [String] = [], people: [String] = []) {
        self.agency = agency
        self.roles = roles
        self.people = people
    }

    /// Whether it is theirs in the capacity they act in.
    public func isHeld(by actor: Actor) -> Bool {
        actor.sits(in: agency)
            && (roles.isEmpty && people.isEmpty || people.contains(actor.holder)
                || roles.contains(where: actor.roles.contains))
    }
}

/// One of those a state asked.
public struct TaskMember: Hashable, Sendable {
    /// The agency, or the person, who is asked. Tells the members of a round apart.
    public var code: String
    /// The codes of the list it came by, where one of each group is waited for.
    public var groups: [String] = []
    public var desk: TaskDesk
    /// Who may answer for it.
    public var substitutes: [TaskDesk] = []
    public var completion: TaskCompletion?
    /// It was taken off the desk before it was done.
    public var isReleased = false

    public init(code: String, desk: TaskDesk) {
        self.code = code
        self.desk = desk
    }

    /// Whether somebody may answer for it.
    func isAnswered(by actor: Actor) -> Bool {
        substitutes.contains { $0.isHeld(by: actor) }
    }
}

/// Who did a task of a round, when, and what they said.
public struct TaskCompletion: Hashable, Sendable {
    public var actor: String
    public var agency: String
    public var at: Instant
    /// Nil for a task without outcomes.
    public var outcome: String?
    public var note: String?
    /// Enough was done before, or the state was left.
    public var isLate = false
    /// Somebody who may answer for the member did it.
    public var isOnBehalf = false
}

/// Who has taken a task that others could do as well. A reference: few tasks have one.
public final class TaskClaim: Sendable {
    public let person: String
    public let at: Instant
    /// Who assigned it; nil when they took it themselves.
    public let assigner: String?

    init(person: String, at: Instant, assigner: String?) {
        self.person = person
        self.at = at
        self.assigner = assigner
    }
}

extension TaskClaim: Hashable {
    public static func == (left: TaskClaim, right: TaskClaim) -> Bool {
        left.person == right.person && left.at == right.at && left.assigner == right.assigner
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(person) }
}

/// What tells an open task of an item from its others.
public struct TaskKey: Hashable, Sendable {
    public var state: StateID
    /// The name of what a step of a ladder asked for.
    public var order: String?
    /// Of the round of its state.
    public var member: String?
}

extension OpenTask {
    var key: TaskKey { TaskKey(state: state, order: order?.name, member: member) }

    /// What people call it by: of a ladder, of a state that asks several, else its state.
    public func name(_ workflow: Workflow) -> String {
        order?.name ?? asked(workflow)?.name ?? workflow[state].name
    }

    /// What its state asks, when it is a task of a round.
    public func asked(_ workflow: Workflow) -> TaskDefinition? {
        member == nil ? nil : workflow[state].tasks
    }
}

extension ItemState {
    /// What the states asked of lists of members, each the last time it was entered.
    public var rounds: [TaskRound] { content.rounds }

    /// The round a task is of, and its member.
    public func asked(of task: OpenTask) -> TaskMember? {
        guard let member = task.member else { return nil }
        return rounds.first { $0.state == task.state }?.member(member)
    }
}
