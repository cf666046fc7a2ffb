import Diagnostics
import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

extension Engine {
    /// All in which somebody may act now.
    ///
    /// While nobody stands in for anybody this costs one look-up of the version of the register;
    /// the delegations are read again only when that has changed.
    ///
    /// - Parameter principal: only for this person; their own identifier is only for themselves.
    /// - Throws: as `actor(_:)`; `.refused` when they do not stand in for the principal today.
    public func acting(
        as id: String, for principal: String? = nil
    ) async throws(EngineError) -> Acting {
        let (main, capacities) = try ownCapacities(of: id)
        let today = clock.now.date(in: .vietnam)
        let organisation = rules.organisation
        let standIns = try await standIns(on: today)
        guard let person = organisation.person(id) else { return Acting(standIns: standIns) }
        if standIns.version == 0 {
            if let principal, principal != id {
                throw try standsInForNobody(main, principal, [])
            }
            return Acting(capacities: capacities, standIns: standIns)
        }
        let over = try await delegations(
            DelegationQuery(deputy: id, overBefore: today))
        if principal == id {
            return Acting(capacities: capacities, lapsed: over, standIns: standIns)
        }
        let standing = standIns.capacities(of: person, in: organisation, on: today)
        guard let principal else {
            return Acting(capacities: capacities + standing, lapsed: over, standIns: standIns)
        }
        let wanted = standing.filter { $0.principal?.id == principal }
        if wanted.isEmpty {
            let given = (over + standIns.delegations).filter {
                $0.deputy == id && $0.principal == principal
            }
            throw try standsInForNobody(main, principal, given)
        }
        return Acting(capacities: wanted, lapsed: over, standIns: standIns)
    }

    /// The same while nobody has ever stood in for anybody, as far as was seen; nil when that is not
    /// known, or a principal is named. What is decided so has to be checked when it is written.
    func actingAlone(
        as id: String, for principal: String?
    ) throws(EngineError) -> Acting? {
        guard delegationCache.isEmpty, principal == nil || principal == id else { return nil }
        return Acting(capacities: try ownCapacities(of: id).all, standIns: .none)
    }

    /// Whether that is still so.
    func nobodyStandsIn() async throws(EngineError) -> Bool {
        try await standIns(on: clock.now.date(in: .vietnam)).version == 0
    }

    private func ownCapacities(
        of id: String
    ) throws(EngineError) -> (main: Actor, all: [Actor]) {
        let main = try actor(id)
        let organisation = rules.organisation
        guard let person = organisation.person(id),
            person.positions.count > 1 || !main.absorbed.isEmpty
        else { return (main, [main]) }
        let today = clock.now.date(in: .vietnam)
        return (main, Actor.capacities(of: person, in: organisation, on: today))
    }

    /// The clock, which acts for nobody, with who stands in for whom.
    func clockActing() async throws(EngineError) -> Acting {
        Acting(standIns: try await standIns(on: clock.now.date(in: .vietnam)))
    }

    func standIns(on day: CalendarDate) async throws(EngineError) -> StandIns {
        let version = try await stored { () async throws(StoreError) in
            try await store.delegationVersion()
        }
        if version == 0 {
            delegationCache.remember(.none, on: day)
            return .none
        }
        if let known = delegationCache.standIns(version: version, on: day) { return known }
        // Whoever changes it between the two reads is noticed with the next version.
        let live = try await delegations(DelegationQuery(heldSince: day))
        let standIns = StandIns(live, version: version)
        delegationCache.remember(standIns, on: day)
        return standIns
    }

    /// The refusal of `--for` somebody who gave no powers that hold today.
    private func standsInForNobody(
        _ actor: Actor, _ principal: String, _ given: [Delegation]
    ) throws(EngineError) -> EngineError {
        guard let person = rules.organisation.person(principal) else {
            throw .unknownActor(
                principal, suggestion: nearest(principal, in: rules.organisation.people.map(\.id)))
        }
        let (vi, en) = (given.map(\.days.vi), given.map(\.days.en))
        let message = LocalizedText(
            vi: "\(actor.name) hôm nay không làm thay \(person.name)."
                + (vi.isEmpty
                    ? "" : " Ủy quyền của \(person.name): \(vi.joined(separator: ", ")).")
                + " Người có thẩm quyền: \(person.name) (\(person.id)).",
            en: "\(actor.name) does not stand in for \(person.name) today."
                + (en.isEmpty
                    ? "" : " Delegations of \(person.name): \(en.joined(separator: ", ")).")
                + " Who could: \(person.name) (\(person.id)).")
        return .refused(
            Refusal(
                code: .notPermitted, message: message,
                reasons: [
                    Reason(code: .notPermitted, message: message, whoCould: [person.id])
                ]))
    }
}
