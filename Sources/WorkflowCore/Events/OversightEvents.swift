public import WorkflowCalendar
public import WorkflowModel

/// One of several people approved of an action that takes as many; its transition is not taken yet.
public final class ApprovalGiven: Sendable {
    /// The index of the action's name.
    public let action: Int
    /// The state the action stands on.
    public let state: StateID
    /// Who approved, then whom they stand in for.
    public let people: [String]
    public let agency: String
    public let note: String?
    public let documents: [DocumentRecord]
    public let changes: [FieldChange]
    /// Which approval this is, from 1.
    public let given: Int
    /// How many it takes.
    public let needed: Int

    init(
        action: Int, state: StateID, people: [String], agency: String, note: String?,
        documents: [DocumentRecord], changes: [FieldChange], given: Int, needed: Int
    ) {
        self.action = action
        self.state = state
        self.people = people
        self.agency = agency
        self.note = note
        self.documents = documents
        self.changes = changes
        self.given = given
        self.needed = needed
    }
}

/// Somebody asked that an action be taken against the rules. Nothing else happened.
public final class BreakGlassRequested: Sendable {
    public let request: BreakGlassRequest
    public let agency: String

    init(_ request: BreakGlassRequest, agency: String) {
        self.request = request
        self.agency = agency
    }
}

/// That an action was taken against the rules, by several people together.
public final class Override: Sendable {
    public struct Participant: Hashable, Sendable {
        /// Who asked, then whom they stand in for.
        public var people: [String]
        public var at: Instant
        public var note: String

        public init(people: [String], at: Instant, note: String) {
            self.people = people
            self.at = at
            self.note = note
        }
    }

    /// Those who asked before, in that order; the last is the actor of the event.
    public let others: [Participant]
    /// The names of the constraints that stood against one of them.
    public let constraints: [String]
    /// One of them was not among those who may.
    public let lacksPermission: Bool

    init(others: [Participant], constraints: [String], lacksPermission: Bool) {
        self.others = others
        self.constraints = constraints
        self.lacksPermission = lacksPermission
    }
}
