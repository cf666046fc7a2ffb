import Diagnostics
package import WorkflowCalendar
package import WorkflowCore
package import WorkflowModel
import WorkflowPresentation

/// Who stands in for whom, with what it takes to end it.
package struct DelegationsContent: Sendable {
    package var delegations: [Delegation]
    package var withOver: Bool
    package var today: CalendarDate
    package var organisation: Organisation
    /// The titles of workflows, by name.
    package var workflows: [String: String]
    package var user: String
    package var refusal: RefusalBox?

    package init(
        delegations: [Delegation], withOver: Bool, today: CalendarDate, organisation: Organisation,
        workflows: [String: String], user: String, refusal: RefusalBox? = nil
    ) {
        self.delegations = delegations
        self.withOver = withOver
        self.today = today
        self.organisation = organisation
        self.workflows = workflows
        self.user = user
        self.refusal = refusal
    }

    package var html: String {
        let view: View = [
            "title": Place.delegations.title.spoken,
            "lead": say(
                vi: "Ai làm thay ai, từ ngày nào đến ngày nào. Khi quy tắc đòi những người khác"
                    + " nhau, việc làm thay tính cho cả người ủy quyền và người làm thay.",
                en: "Who stands in for whom, from when to when. Where different people are needed,"
                    + " what a deputy does counts for both."),
            "give": say(vi: "Ủy quyền cho người khác", en: "Have somebody stand in"),
            "refusal": refusal?.view,
            "empty": delegations.isEmpty ? empty.view : nil, "hasRows": !delegations.isEmpty,
            "rows": delegations.map(row),
            "other": withOver
                ? say(vi: "Chỉ những ủy quyền còn hiệu lực", en: "Only those in force or to come")
                : say(vi: "Cả những ủy quyền đã hết", en: "Also those that are over"),
            "otherPath": withOver ? "/delegations" : "/delegations?all=true",
        ]
        return Templates.html("delegations", view)
    }

    private var empty: EmptyState {
        EmptyState(
            say(vi: "Không ai đang làm thay ai", en: "Nobody stands in for anybody"),
            say(
                vi: "Sắp đi vắng? Ủy quyền để việc của bạn không bị chậm; hết ngày thì tự hết.",
                en: "Going away? Have somebody stand in so that nothing is late; it ends by itself."
            ),
            link: (
                say(vi: "Ủy quyền cho người khác", en: "Have somebody stand in"),
                "/delegations/new"
            ))
    }

    private func name(_ id: String) -> String { organisation.person(id)?.name ?? id }

    private func row(_ delegation: Delegation) -> View {
        let isInForce = delegation.isInForce(on: today)
        let isOver = delegation.lastDay < today
        let status =
            isInForce
            ? StatusBadge(say(vi: "Đang có hiệu lực", en: "In force"), .good)
            : isOver
                ? StatusBadge(say(vi: "Đã hết", en: "Over"), .quiet)
                : StatusBadge(say(vi: "Chưa đến ngày", en: "Yet to come"), .plain)
        let scope =
            delegation.scope.workflows.map { workflows[$0] ?? $0 } + delegation.scope.actions
        return [
            "number": "\(delegation.number)",
            "principal": name(delegation.principal), "deputy": name(delegation.deputy),
            "kind": delegation.kind == .absence
                ? say(vi: "đi vắng", en: "away") : say(vi: "ủy quyền", en: "delegation"),
            "days": delegation.days.spoken,
            "scope": scope.isEmpty
                ? say(vi: "mọi việc", en: "everything") : scope.joined(separator: ", "),
            "agency": delegation.agency.flatMap { organisation.agency($0)?.name.spoken },
            "note": delegation.note,
            "by": delegation.givenBy == delegation.principal
                ? nil
                : say(
                    vi: "do \(name(delegation.givenBy)) giao",
                    en: "given by \(name(delegation.givenBy))"),
            "status": status.view,
            "endPath": isOver ? nil : "/delegations/\(delegation.number)/end",
            "end": say(vi: "Chấm dứt ủy quyền", en: "End it"),
            "endLabel": say(
                vi:
                    "Chấm dứt ủy quyền số \(delegation.number), \(name(delegation.deputy)) làm thay "
                    + name(delegation.principal),
                en: "End delegation \(delegation.number), \(name(delegation.deputy)) for "
                    + name(delegation.principal)),
            "confirm": say(
                vi: "Từ hôm nay \(name(delegation.deputy)) không làm thay "
                    + "\(name(delegation.principal)) nữa?",
                en: "From today on \(name(delegation.deputy)) no longer stands in for "
                    + "\(name(delegation.principal))?"),
        ]
    }
}
