import JSON
import WorkflowCalendar
import WorkflowModel

/// Somebody to be told: a person, or an agency when nobody in it is known.
struct Recipient: Hashable {
    var agency: String
    var person: Organisation.Person?
    /// Whom the person stands in for: the message is theirs.
    var principal: Organisation.Person?

    /// Tells recipients apart: `so-khcn/khcn.linh`, or the agency.
    var key: String { person.map { "\(agency)/\($0.id)" } ?? agency }

    /// By whom they are; all else of a person follows from that.
    static func == (left: Recipient, right: Recipient) -> Bool {
        left.agency == right.agency && left.person?.id == right.person?.id
            && left.principal?.id == right.principal?.id
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(agency)
        hasher.combine(person?.id)
        hasher.combine(principal?.id)
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("agency", agency)
        if let principal { writer.member("for", principal.id) }
        if let person {
            writer.member("name", person.name)
            writer.member("person", person.id)
        }
        writer.endObject()
    }
}

/// Turns the targets of a rule into people.
struct Recipients {
    let state: ItemState
    let organisation: Organisation
    let actor: String?
    /// The day of the message.
    let day: CalendarDate
    /// On whose desks the item lies, as far as this message is concerned.
    let tasks: [OpenTask]

    func resolve(_ target: NotificationTarget) -> [Recipient] {
        switch target {
        case .owner:
            return tasks.flatMap(holders)
        case .lead:
            return agencies(.lead).flatMap { people(in: $0, role: nil) }
        case .actor:
            return actor.map(person) ?? []
        case .starter:
            return state.startedBy.map(person) ?? []
        case .previous:
            return previousActors.flatMap(person)
        case .person(let id):
            return person(id)
        case .agency(let reference):
            return agencies(reference).flatMap { people(in: $0, role: nil) }
        case .superior(let reference, let role):
            let superiors = agencies(reference).flatMap(organisation.superiors)
            return superiors.flatMap { people(in: $0, role: role) }
        case .role(let role, let reference):
            guard let reference else {
                return organisation.people(role: role, agency: nil).map {
                    Recipient(agency: $0.agency, person: $0)
                }
            }
            return agencies(reference).flatMap { people(in: $0, role: role) }
        }
    }

    private var lead: String? {
        if case .string(let agency)? = state[field: "lead"] { return agency }
        return nil
    }

    private func agencies(_ reference: NotificationTarget.AgencyReference) -> [String] {
        switch reference {
        case .code(let code): return [code]
        case .lead: return lead.map { [$0] } ?? []
        case .coordinating: return coordinating
        case .owner:
            var found: [String] = []
            for task in tasks where !found.contains(task.agency) { found.append(task.agency) }
            return found
        }
    }

    /// Those who can act on a task; the agency when there is nobody.
    private func holders(_ task: OpenTask) -> [Recipient] {
        if let claim = task.claim { return person(claim.person) }
        let agencies = members(of: task.agency)
        var all = task.people.flatMap(person)
        for role in task.roles {
            for agency in agencies {
                for person in organisation.people(role: role, agency: agency) {
                    all.append(Recipient(agency: person.agency, person: person))
                }
            }
        }
        // Nobody there is known: whoever may answer for them is told too.
        if all.isEmpty, let member = state.asked(of: task) {
            return agencies.map { Recipient(agency: $0, person: nil) }
                + member.substitutes.flatMap { people(at: $0) }
        }
        return all.isEmpty ? agencies.map { Recipient(agency: $0, person: nil) } : all
    }

    private func people(at desk: TaskDesk) -> [Recipient] {
        if desk.roles.isEmpty { return people(in: desk.agency, role: nil) }
        return desk.roles.flatMap { people(in: desk.agency, role: $0) }
    }

    private func people(in agency: String, role: String?) -> [Recipient] {
        members(of: agency).flatMap { agency in
            let found = organisation.people(role: role, agency: agency)
            guard !found.isEmpty else { return [Recipient(agency: agency, person: nil)] }
            return found.map { Recipient(agency: agency, person: $0) }
        }
    }

    /// The members of a group, or the agency itself; so is a group of nobody. Of one that is no
    /// more, the agency that has its work.
    private func members(of agency: String) -> [String] {
        guard organisation.isGroup(agency) else {
            return [organisation.holder(ofWorkOf: agency, on: day)]
        }
        let members = organisation.agencies(meantBy: agency)
        return (members.isEmpty ? [agency] : members).map {
            organisation.holder(ofWorkOf: $0, on: day)
        }
    }

    private func person(_ id: String) -> [Recipient] {
        organisation.person(id).map { [Recipient(agency: $0.agency, person: $0)] } ?? []
    }
}
