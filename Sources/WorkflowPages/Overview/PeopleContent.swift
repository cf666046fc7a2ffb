import Diagnostics
package import WorkflowCalendar
package import WorkflowCore
package import WorkflowModel
import WorkflowPresentation

/// The agencies, who sits there with which roles, and who stands in for whom today.
package struct PeopleContent: Sendable {
    package var organisation: Organisation
    /// In force today.
    package var delegations: [Delegation]
    package var today: CalendarDate

    package init(organisation: Organisation, delegations: [Delegation], today: CalendarDate) {
        self.organisation = organisation
        self.delegations = delegations
        self.today = today
    }

    package var html: String {
        let agencies = organisation.agencies.filter { $0.exists(on: today) }
        let people = organisation.people.count
        let isUsed = { (agency: Organisation.Agency) in
            !agency.members.isEmpty
                || !organisation.people(role: nil, agency: agency.code).isEmpty
        }
        let others = agencies.filter { !isUsed($0) }
        let view: View = [
            "title": Place.people.title.spoken,
            "summary": say(
                vi: "\(people) người ở \(agencies.count) cơ quan, đến ngày "
                    + today.formatted(.slashed) + ".",
                en: "\(people) people in \(agencies.count) agencies, as of "
                    + today.formatted(.slashed) + "."),
            "filterLabel": say(
                vi: "Lọc theo tên, mã, vai trò (không cần dấu)",
                en: "Narrow by name, code or role (marks are not needed)"),
            "agencies": agencies.filter(isUsed).map(agency),
            "hasOthers": !others.isEmpty, "others": others.map(agency),
            "othersTitle": say(vi: "Cơ quan chưa có người dùng", en: "Agencies without users"),
        ]
        return Templates.html("people", view)
    }

    private func agency(_ agency: Organisation.Agency) -> View {
        let people = organisation.people(role: nil, agency: agency.code)
        let kind: String? =
            switch agency.kind {
            case .agency: nil
            case .group: say(vi: "nhóm cơ quan", en: "group of agencies")
            case .council: say(vi: "hội đồng", en: "council")
            }
        let parent = agency.parent.flatMap { organisation.agency($0)?.name.spoken }
        let members = agency.members.map { organisation.agency($0)?.name.spoken ?? $0 }
        return [
            "id": agency.code.anchor, "name": agency.name.spoken,
            "meta": [agency.shortName, agency.code, kind].compactMap(\.self)
                .joined(separator: " · "),
            "parent": parent.map { say(vi: "Thuộc \($0)", en: "Part of \($0)") },
            "members": members.isEmpty ? nil : members.joined(separator: ", "),
            "people": people.map { person($0, in: agency.code) }, "hasPeople": !people.isEmpty,
            "itemsPath": "/items?agency=" + agency.code.queryEscaped,
        ]
    }

    private func person(_ person: Organisation.Person, in agency: String) -> View {
        let roles = person.positions.filter { $0.agency == agency }.flatMap(\.roles).uniqued
        let standIn = delegations.filter { $0.principal == person.id }.map { delegation in
            let name = organisation.person(delegation.deputy)?.name ?? delegation.deputy
            let until = delegation.lastDay.formatted(.slashed)
            return delegation.kind == .absence
                ? say(vi: "vắng, \(name) làm thay đến \(until)", en: "away, \(name) until \(until)")
                : say(
                    vi: "ủy quyền cho \(name) đến \(until)",
                    en: "represented by \(name) until \(until)")
        }
        return [
            "id": person.id.anchor, "name": person.name, "code": person.id,
            "roles": roles.map { organisation.role($0)?.title.spoken ?? $0 }
                .joined(separator: ", "),
            "standIn": standIn.joined(separator: "; "), "email": person.email,
        ]
    }
}
