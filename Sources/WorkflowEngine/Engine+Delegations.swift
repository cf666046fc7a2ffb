import Diagnostics
import JSON
public import WorkflowCalendar
public import WorkflowCore
import WorkflowModel
public import WorkflowStorage

extension Engine {
    /// Has somebody stand in for a person. `DelegationDecision` says who may, and for how long.
    ///
    /// - Throws: `.unknownActor` for people who are not in the organisation, `.refused`.
    public func delegate(
        _ request: DelegationRequest, as actorID: String
    ) async throws(EngineError) -> (delegation: Delegation, event: SealedEvent) {
        _ = try actor(actorID)
        try requirePeople([request.principal, request.deputy])
        var request = request
        request.scope.workflows = Set(request.scope.workflows).sorted()
        request.scope.actions = Set(request.scope.actions).sorted()
        let wanted = request
        return try await changingDelegations { (version) throws(EngineError) in
            let all = try await delegations(DelegationQuery())
            let decision = try delegationDecision(by: actorID, known: all)
            let now = clock.now
            let delegation = try refusing { () throws(Refusal) in
                try decision.give(wanted, number: all.count + 1, at: now)
            }
            let event = DelegationEvent(
                type: "delegation.given", at: now, actor: actorID, data: delegation.data)
            return (delegation, event)
        }
    }

    /// Ends a delegation before its last day.
    ///
    /// - Parameter day: the first on which it holds no more; today at the earliest.
    public func endDelegation(
        _ number: Int, from day: CalendarDate, note: String? = nil, as actorID: String
    ) async throws(EngineError) -> (delegation: Delegation, event: SealedEvent) {
        _ = try actor(actorID)
        return try await changingDelegations { (version) throws(EngineError) in
            guard
                let delegation = try await delegations(DelegationQuery(number: number)).first
            else {
                throw .notFound(.delegation, String(number), suggestion: nil)
            }
            let decision = try delegationDecision(by: actorID, known: [])
            let ended = DelegationEnded(number: number, from: day, note: note)
            let after = try refusing { () throws(Refusal) in
                try decision.end(delegation, ended)
            }
            let event = DelegationEvent(
                type: "delegation.ended", at: clock.now, actor: actorID, data: ended.data)
            return (after, event)
        }
    }

    /// In the order in which they were given.
    public func delegations(
        _ query: DelegationQuery
    ) async throws(EngineError) -> [Delegation] {
        let rows = try await stored { () async throws(StoreError) in
            try await store.delegations(query)
        }
        var found: [Delegation] = []
        for row in rows {
            guard let delegation = Delegation(row) else {
                throw .store(
                    StoreError(
                        .corrupt, subject: "\(DelegationRow.register)/\(row.number)",
                        detail: "the delegation cannot be read; wf verify tells more"))
            }
            found.append(delegation)
        }
        return found
    }

    // MARK: Parts

    /// Decides and writes; again when somebody else was quicker.
    private func changingDelegations(
        _ decide: (Int) async throws(EngineError) -> (Delegation, DelegationEvent)
    ) async throws(EngineError) -> (delegation: Delegation, event: SealedEvent) {
        var attempts = 0
        while true {
            let version = try await stored { () async throws(StoreError) in
                try await store.delegationVersion()
            }
            let (delegation, event) = try await decide(version)
            do throws(StoreError) {
                let sealed = try await store.put(
                    DelegationRow(delegation), over: version, by: event)
                return (delegation, sealed)
            } catch {
                attempts += 1
                guard error.code == .conflict, attempts < 20 else { throw .store(error) }
            }
        }
    }

    private func delegationDecision(
        by id: String, known: [Delegation]
    ) throws(EngineError) -> DelegationDecision {
        guard let person = rules.organisation.person(id) else {
            throw .unknownActor(id, suggestion: nil)
        }
        return DelegationDecision(
            by: person, in: rules.organisation, known: known,
            today: clock.now.date(in: .vietnam))
    }

    private func requirePeople(_ ids: [String]) throws(EngineError) {
        for id in ids where rules.organisation.person(id) == nil {
            throw .unknownActor(
                id, suggestion: nearest(id, in: rules.organisation.everybody.map(\.id)))
        }
    }
}

extension Delegation {
    /// Nil when what is kept cannot be read, or is not about who it says.
    init?(_ row: DelegationRow) {
        guard let json = try? JSONView.parse(row.data),
            let given = Delegation(json, givenBy: row.actor, at: row.at),
            given.number == row.number, given.principal == row.principal,
            given.deputy == row.deputy, given.from == row.from
        else { return nil }
        self = given
        if row.until != to { endedFrom = row.until.adding(days: 1) }
    }
}

extension DelegationRow {
    init(_ delegation: Delegation) {
        self.init(
            number: delegation.number, principal: delegation.principal,
            deputy: delegation.deputy, from: delegation.from, until: delegation.lastDay,
            at: delegation.givenAt, actor: delegation.givenBy, data: delegation.data)
    }
}
