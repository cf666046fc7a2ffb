public import WorkflowCalendar
public import WorkflowModel

/// Who stands in for whom: the delegations that are in force or yet to come.
public struct StandIns: Sendable {
    public let delegations: [Delegation]
    /// That of the register they were read from; 0 when nothing was ever given.
    public let version: Int

    public init(_ delegations: [Delegation], version: Int = 0) {
        self.delegations = delegations
        self.version = version
    }

    public static let none = StandIns([])

    public var isEmpty: Bool { delegations.isEmpty }

    /// Those of a person that are in force on a day and reach into a workflow.
    func delegations(
        of principal: String, on date: CalendarDate, workflow: String
    ) -> [Delegation] {
        delegations.filter {
            $0.principal == principal && $0.isInForce(on: date)
                && $0.scope.covers(workflow: workflow)
        }
    }

    /// All in which somebody may act for others on a day: the positions of those who gave them
    /// powers, and of those who gave these powers as far as the rules let them be handed on.
    ///
    /// - Returns: In the order of the delegations, what was handed on last.
    public func capacities(
        of deputy: Organisation.Person, in organisation: Organisation, on date: CalendarDate
    ) -> [Actor] {
        var found: [Actor] = []
        var holders: [(id: String, path: [Delegation])] = [(deputy.id, [])]
        for _ in 0..<organisation.delegation.chain {
            var next: [(id: String, path: [Delegation])] = []
            for holder in holders {
                for delegation in delegations
                where delegation.deputy == holder.id && delegation.isInForce(on: date)
                    && delegation.principal != deputy.id
                    && !holder.path.contains(where: { $0.principal == delegation.principal })
                {
                    let path = holder.path + [delegation]
                    found += Actor.acting(deputy, by: path, organisation, on: date)
                    next.append((delegation.principal, path))
                }
            }
            if next.isEmpty { break }
            holders = next
        }
        return found
    }
}

extension Actor {
    /// Of a person, one for each position they hold on a day, the main one first; empty when they
    /// are not there.
    public static func capacities(
        of person: Organisation.Person, in organisation: Organisation, on date: CalendarDate
    ) -> [Actor] {
        (person.on(date)?.positions ?? []).map { position in
            Actor(
                id: person.id, name: person.name, agency: position.agency, roles: position.roles,
                absorbed: organisation.agencies(heldBy: position.agency, on: date))
        }
    }

    /// One for each position of the principal that the last delegation of a path is about.
    fileprivate static func acting(
        _ deputy: Organisation.Person, by path: [Delegation], _ organisation: Organisation,
        on date: CalendarDate
    ) -> [Actor] {
        guard let last = path.last,
            let principal = organisation.person(last.principal)?.on(date)
        else { return [] }
        return principal.positions.compactMap { position in
            if let agency = last.agency, agency != position.agency { return nil }
            return Actor(
                id: deputy.id, name: deputy.name, agency: position.agency, roles: position.roles,
                absorbed: organisation.agencies(heldBy: position.agency, on: date),
                principal: Principal(id: principal.id, name: principal.name, by: path))
        }
    }
}
