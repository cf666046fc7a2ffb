public import WorkflowCalendar

/// The register of who stands in for whom.
///
/// What is given and ended is told in one history, whose length is the version of the register.
/// Every change names the version it was decided on: two that were decided at the same moment do not
/// both happen.
public protocol DelegationRegister: Sendable {
    /// 0 while nothing was ever given. One look-up: whoever has read the register before need not
    /// read it again as long as this stays.
    func delegationVersion() async throws(StoreError) -> Int
    /// In the order of their numbers.
    func delegations(_ query: DelegationQuery) async throws(StoreError) -> [DelegationRow]
    /// Keeps a delegation, a new one or one that was ended, with the event that tells of it. Throws
    /// `.conflict`, and does nothing, when the register is not at `version`.
    func put(
        _ delegation: DelegationRow, over version: Int, by event: DelegationEvent
    ) async throws(StoreError) -> SealedEvent
    /// Replaces what is kept by what the history gives, in one transaction.
    func replaceDelegations(_ delegations: [DelegationRow]) async throws(StoreError)
}

/// A delegation as it is kept.
public struct DelegationRow: Hashable, Sendable {
    /// 1, 2, 3 … in the order given.
    public var number: Int
    public var principal: String
    public var deputy: String
    /// The first day.
    public var from: CalendarDate
    /// The last day it holds; before `from` when it was ended before it began.
    public var until: CalendarDate
    /// When and by whom it was given.
    public var at: Instant
    public var actor: String
    /// The delegation as it was given, a canonical JSON object.
    public var data: String

    public init(
        number: Int, principal: String, deputy: String, from: CalendarDate, until: CalendarDate,
        at: Instant, actor: String, data: String
    ) {
        self.number = number
        self.principal = principal
        self.deputy = deputy
        self.from = from
        self.until = until
        self.at = at
        self.actor = actor
        self.data = data
    }

    /// What their history is told under; no item is called so.
    public static let register = "delegations/all"
}

/// What is told in the history of the register.
public struct DelegationEvent: Hashable, Sendable {
    /// `delegation.given` or `delegation.ended`.
    public var type: String
    public var at: Instant
    public var actor: String
    /// Canonical JSON, an object.
    public var data: String

    public init(type: String, at: Instant, actor: String, data: String) {
        self.type = type
        self.at = at
        self.actor = actor
        self.data = data
    }

    package var draft: DraftEvent {
        DraftEvent(
            item: DelegationRow.register, version: 0, type: type, at: at, actor: actor, data: data)
    }
}

/// Which delegations; nil stands for any.
public struct DelegationQuery: Hashable, Sendable {
    public var number: Int?
    public var deputy: String?
    /// Those whose last day is this or later.
    public var heldSince: CalendarDate?
    /// Those whose last day is before this.
    public var overBefore: CalendarDate?

    public init(
        number: Int? = nil, deputy: String? = nil, heldSince: CalendarDate? = nil,
        overBefore: CalendarDate? = nil
    ) {
        self.number = number
        self.deputy = deputy
        self.heldSince = heldSince
        self.overBefore = overBefore
    }

    package func matches(_ row: DelegationRow) -> Bool {
        (number.map { $0 == row.number } ?? true) && (deputy.map { $0 == row.deputy } ?? true)
            && (heldSince.map { $0 <= row.until } ?? true)
            && (overBefore.map { row.until < $0 } ?? true)
    }
}

extension StoreError {
    /// The register of delegations is not at the version a change was decided on.
    package static func delegationsMoved(expected: Int, found: Int) -> StoreError {
        .conflict(DelegationRow.register, expected: expected, found: found)
    }
}
