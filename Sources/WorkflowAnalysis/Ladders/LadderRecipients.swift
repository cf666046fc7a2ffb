import WorkflowModel

/// Turns targets into recipients (an agency, or `agency/person`) without an item.
struct LadderRecipients {
    /// Those that can own an item. A group can too, in name.
    let agencies: [String]
    private let organisation: Organisation
    private let people: [String: [Organisation.Person]]

    init(_ organisation: Organisation) {
        self.organisation = organisation
        agencies = organisation.agencies.filter { $0.kind != .group }.map(\.code)
        people = Dictionary(grouping: organisation.people, by: \.agency)
    }

    /// Nil when they hang on the item.
    func of(_ target: NotificationTarget) -> [String]? {
        switch target {
        case .role(let role, agency: nil):
            return organisation.people.filter { $0.roles.contains(role) }.map(key)
        case .role(let role, agency: .code(let code)?): return everybody(in: code, role)
        case .agency(.code(let code)): return everybody(in: code, nil)
        case .superior(.code(let code), let role):
            return organisation.superiors(of: code).flatMap { everybody(in: $0, role) }
        case .person(let id): return organisation.person(id).map { [key($0)] } ?? []
        // At most everybody.
        case .previous: return organisation.people.map(key)
        case .agency(.coordinating): return agencies.flatMap { everybody(in: $0, nil) }
        case .role(let role, agency: .coordinating?):
            return agencies.flatMap { everybody(in: $0, role) }
        case .superior(.coordinating, let role):
            return agencies.flatMap(organisation.superiors).flatMap { everybody(in: $0, role) }
        // The clock takes the steps: there is nobody who caused them.
        case .actor: return []
        default: return nil
        }
    }

    /// Those of a target that starts from the owner; `roles` are of those who can act.
    func of(_ target: NotificationTarget, owner: String, _ roles: [String]?) -> [String] {
        switch target {
        case .owner:
            guard let roles else { return everybody(in: owner, nil) }
            let holders = members(of: owner).flatMap { people[$0] ?? [] }
                .filter { $0.roles.contains(where: roles.contains) }
            return holders.isEmpty ? members(of: owner) : holders.map(key)
        case .role(let role, _): return everybody(in: owner, role)
        case .superior(_, let role):
            return organisation.superiors(of: owner).flatMap { everybody(in: $0, role) }
        default: return everybody(in: owner, nil)
        }
    }

    private func everybody(in agency: String, _ role: String?) -> [String] {
        members(of: agency).flatMap { agency in
            let found = (people[agency] ?? []).filter { role.map($0.roles.contains) ?? true }
            return found.isEmpty ? [agency] : found.map(key)
        }
    }

    private func members(of agency: String) -> [String] {
        let members = organisation.agencies(meantBy: agency)
        return members.isEmpty ? [agency] : members
    }

    private func key(_ person: Organisation.Person) -> String { "\(person.agency)/\(person.id)" }
}

extension NotificationTarget {
    /// The agency it starts from.
    var agency: AgencyReference? {
        switch self {
        case .owner: .owner
        case .lead: .lead
        case .role(_, let agency): agency
        case .agency(let agency), .superior(let agency, _): agency
        case .actor, .starter, .previous, .person: nil
        }
    }

    /// The same, starting from the owner.
    var ofOwner: NotificationTarget {
        switch self {
        case .lead: .agency(.owner)
        case .role(let role, _): .role(role, agency: .owner)
        case .superior(_, let role): .superior(.owner, role: role)
        default: .agency(.owner)
        }
    }
}
