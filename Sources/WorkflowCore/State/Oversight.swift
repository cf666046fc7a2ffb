public import WorkflowCalendar
public import WorkflowModel

/// Somebody approved of an action that takes several people, before its transition was taken.
public struct Approval: Hashable, Sendable {
    /// The index of the action's name.
    public var action: Int
    /// The state the action stands on.
    public var state: StateID
    /// Who approved, then whom they stand in for.
    public var people: [String]
    public var agency: String
    public var at: Instant
    /// It still counts. It does not once the action was taken, its state was left, or what was
    /// approved of was changed; separation of duties remembers it all the same.
    public var isStanding: Bool

    public init(
        action: Int, state: StateID, people: [String], agency: String, at: Instant,
        isStanding: Bool = true
    ) {
        self.action = action
        self.state = state
        self.people = people
        self.agency = agency
        self.at = at
        self.isStanding = isStanding
    }
}

/// Somebody asked that an action be taken against the rules, and waits for others to confirm it.
public struct BreakGlassRequest: Hashable, Sendable {
    /// The index of the action's name.
    public var action: Int
    /// The state the action stands on.
    public var state: StateID
    /// Who asked, then whom they stand in for.
    public var people: [String]
    public var at: Instant
    /// The last moment at which it can be confirmed.
    public var until: Instant
    /// Why.
    public var note: String
    /// The names of the constraints that stood against who asked.
    public var constraints: [String]
    /// Who asked was not among those who may.
    public var lacksPermission: Bool

    public init(
        action: Int, state: StateID, people: [String], at: Instant, until: Instant, note: String,
        constraints: [String], lacksPermission: Bool
    ) {
        self.action = action
        self.state = state
        self.people = people
        self.at = at
        self.until = until
        self.note = note
        self.constraints = constraints
        self.lacksPermission = lacksPermission
    }
}

/// What several people do together on an item. A reference, as few items have any.
final class Oversight: Sendable {
    /// In the order given, those that count no more included.
    let approvals: [Approval]
    let requests: [BreakGlassRequest]

    /// Nil when there is nothing.
    init?(approvals: [Approval], requests: [BreakGlassRequest]) {
        if approvals.isEmpty && requests.isEmpty { return nil }
        self.approvals = approvals
        self.requests = requests
    }
}

extension ItemState {
    /// Every approval given on the item, in order, those that count no more included.
    public var approvals: [Approval] { content.oversight?.approvals ?? [] }

    /// What was asked under break-glass and not yet taken, also when its time is over.
    public var breakGlassRequests: [BreakGlassRequest] { content.oversight?.requests ?? [] }

    /// The approvals that count towards an action.
    public func standingApprovals(of action: Action) -> [Approval] {
        guard let oversight = content.oversight else { return [] }
        let source = action.transitions[0].source
        return oversight.approvals.filter {
            $0.isStanding && $0.action == action.nameIndex && $0.state == source
        }
    }
}

extension ItemContent {
    mutating func give(_ given: ApprovalGiven, at now: Instant) {
        var approvals = oversight?.approvals ?? []
        approvals.append(
            Approval(
                action: given.action, state: given.state, people: given.people,
                agency: given.agency, at: now))
        oversight = Oversight(approvals: approvals, requests: oversight?.requests ?? [])
        documents.append(contentsOf: given.documents)
        for change in given.changes { fields[change.field] = change.new }
    }

    /// Those whose time is over are forgotten.
    mutating func ask(_ request: BreakGlassRequest) {
        let others = (oversight?.requests ?? []).filter { $0.until >= request.at }
        oversight = Oversight(approvals: oversight?.approvals ?? [], requests: others + [request])
    }

    /// The action was taken: what led to it has served.
    mutating func serveOversight(ofAction action: Int) {
        forget {
            $0.action == action
        } requests: {
            $0.action == action
        }
    }

    /// A step was taken: what hung on a state that was left, or on values that are others now, is
    /// over.
    mutating func reviseOversight(exited: StateSet, changes: [FieldChange]) {
        let isRevised = changes.contains { workflow.fields[$0.field].value == nil }
        forget {
            isRevised || exited.contains($0.state)
        } requests: {
            exited.contains($0.state)
        }
    }

    private mutating func forget(
        approvals isOver: (Approval) -> Bool, requests isOverToo: (BreakGlassRequest) -> Bool
    ) {
        guard let known = oversight else { return }
        var approvals = known.approvals
        for index in approvals.indices where isOver(approvals[index]) {
            approvals[index].isStanding = false
        }
        oversight = Oversight(
            approvals: approvals, requests: known.requests.filter { !isOverToo($0) })
    }
}
