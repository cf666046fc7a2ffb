import Diagnostics
import WorkflowCalendar
import WorkflowModel
import WorkflowPresentation

/// People as lines of a table, one for each of their positions.
struct PeopleText {
    private let organisation: Organisation

    init(_ organisation: Organisation) {
        self.organisation = organisation
    }

    func print(_ people: [Organisation.Person], on screen: Screen) {
        var table = TextTable([
            .init(title: say(vi: "Mã", en: "Person")),
            .init(title: say(vi: "Họ tên", en: "Name"), minimum: 12, maxLines: 3),
            .init(title: say(vi: "Cơ quan", en: "Agency"), minimum: 12),
            .init(title: say(vi: "Vai trò", en: "Roles"), minimum: 12, maxLines: 3),
            .init(title: say(vi: "Thời gian", en: "When"), minimum: 10, maxLines: 2),
        ])
        for person in people {
            for (index, position) in person.positions.enumerated() {
                let agency = organisation.agency(position.agency)
                table.add(
                    .init(index == 0 ? person.id : "", .accent),
                    .init(index == 0 ? person.name : ""),
                    .init(agency?.shortName ?? agency?.name.spoken ?? position.agency),
                    .init(roles(position)), .init(period(position), .quiet))
            }
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }

    private func roles(_ position: Organisation.Position) -> String {
        position.roles.map { organisation.role($0)?.title.spoken ?? $0 }.joined(separator: ", ")
    }

    private func period(_ position: Organisation.Position) -> String {
        let from = position.from.map { say(vi: "từ ", en: "from ") + $0.formatted(.slashed) }
        let to = position.to.map { say(vi: "đến ", en: "until ") + $0.formatted(.slashed) }
        return [from, to].compactMap { $0 }.joined(separator: " ")
    }
}
