import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowPresentation

/// Delegations, for a person.
struct DelegationText {
    private let organisation: Organisation
    private let today: CalendarDate

    init(_ organisation: Organisation, today: CalendarDate) {
        self.organisation = organisation
        self.today = today
    }

    /// `Delegation 3: Nam (tc.nam) stands in for Lan (tc.lan), 15/12/2021 – 20/12/2021.`
    func sentence(_ delegation: Delegation) -> String {
        let (deputy, principal) = (name(delegation.deputy), name(delegation.principal))
        let scope = delegation.scope.isAll ? "" : " (\(delegation.scope.names))"
        return say(
            vi: "Ủy quyền số \(delegation.number): \(deputy) làm thay \(principal)\(scope),"
                + " \(days(delegation)).",
            en: "Delegation \(delegation.number): \(deputy) stands in for \(principal)\(scope),"
                + " \(days(delegation)).")
    }

    func print(_ delegations: [Delegation], on screen: Screen) {
        var table = TextTable([
            .init(title: say(vi: "Số", en: "No."), alignment: .right),
            .init(title: say(vi: "Người vắng, người giao", en: "Principal"), minimum: 12),
            .init(title: say(vi: "Người làm thay", en: "Deputy"), minimum: 12),
            .init(title: say(vi: "Thời gian", en: "When"), minimum: 12, maxLines: 2),
            .init(title: say(vi: "Việc", en: "For"), minimum: 10, maxLines: 3),
            .init(title: "", minimum: 10, maxLines: 3),
        ])
        for delegation in delegations {
            let status = delegation.status(on: today)
            let tone: Tone = status == .inForce ? .good : .quiet
            let scope =
                delegation.scope.isAll
                ? say(vi: "mọi việc", en: "everything") : delegation.scope.names
            let remark = [status.text, delegation.note].compactMap { $0 }
            table.add(
                .init("\(delegation.number)", .accent), .init(name(delegation.principal)),
                .init(name(delegation.deputy)), .init(days(delegation)),
                .init([scope, delegation.agency].compactMap { $0 }.joined(separator: ", ")),
                .init(remark.joined(separator: "; "), tone))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }

    private func name(_ id: String) -> String {
        organisation.person(id).map { "\($0.name) (\(id))" } ?? id
    }

    private func days(_ delegation: Delegation) -> String { delegation.days.spoken }
}
