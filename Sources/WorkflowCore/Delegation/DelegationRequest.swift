public import WorkflowCalendar

/// What somebody asks for who has another stand in for a person.
public struct DelegationRequest: Hashable, Sendable {
    public var principal: String
    public var deputy: String
    public var kind: Delegation.Kind
    /// The first day.
    public var from: CalendarDate
    /// The last day.
    public var to: CalendarDate
    public var scope: Delegation.Scope
    /// Only the position in this agency.
    public var agency: String?
    public var note: String?

    public init(
        principal: String, deputy: String, kind: Delegation.Kind = .delegation,
        from: CalendarDate, to: CalendarDate, scope: Delegation.Scope = .all,
        agency: String? = nil, note: String? = nil
    ) {
        self.principal = principal
        self.deputy = deputy
        self.kind = kind
        self.from = from
        self.to = to
        self.scope = scope
        self.agency = agency
        self.note = note
    }
}

/// A delegation was ended before its last day.
public struct DelegationEnded: Hashable, Sendable {
    public var number: Int
    /// The first day it holds no more.
    public var from: CalendarDate
    public var note: String?

    public init(number: Int, from: CalendarDate, note: String? = nil) {
        self.number = number
        self.from = from
        self.note = note
    }
}
