import Diagnostics
import WorkflowCalendar
import WorkflowModel

extension Permissions {
    /// Which delegations would have let the actor take the action, and why they do not: they are
    /// for something else, over, or yet to begin. Empty when there is none.
    func uncovered(_ action: Action, _ actor: Actor) -> LocalizedText {
        let circumstances = evaluator.circumstances
        let given = circumstances.lapsed + circumstances.standIns.delegations
        return given.filter { $0.deputy == actor.id }.reduce(LocalizedText("")) {
            text, delegation in
            guard let why = whyNot(delegation, action) else { return text }
            return text + why + LocalizedText(" ")
        }
    }

    /// Nil for one that covers the action, or whose principal may not take it either.
    private func whyNot(_ delegation: Delegation, _ action: Action) -> LocalizedText? {
        let organisation = evaluator.circumstances.rules.organisation
        let today = evaluator.circumstances.today
        guard let principal = organisation.person(delegation.principal) else { return nil }
        let could = Actor.capacities(of: principal, in: organisation, on: today).contains { own in
            (delegation.agency.map { $0 == own.agency } ?? true)
                && Permissions(evaluator: evaluator.replacing(actor: own)).isPermitted(action, own)
        }
        guard could else { return nil }
        let first = delegation.from.formatted(.slashed)
        let last = delegation.lastDay.formatted(.slashed)
        let ended = (delegation.endedFrom ?? delegation.from).formatted(.slashed)
        let reason: LocalizedText
        if delegation.lastDay < today {
            reason =
                delegation.lastDay < delegation.from
                ? LocalizedText(vi: "đã thôi từ ngày \(ended)", en: "was ended from \(ended) on")
                : LocalizedText(vi: "đã hết từ sau ngày \(last)", en: "was over after \(last)")
        } else if today < delegation.from {
            reason = LocalizedText(vi: "chỉ từ ngày \(first)", en: "only begins on \(first)")
        } else if !delegation.scope.covers(
            workflow: evaluator.workflow.name, action: action.name)
        {
            reason = LocalizedText(
                vi: "không gồm bước này (chỉ gồm: \(delegation.scope.names))",
                en: "is not for this action (only for: \(delegation.scope.names))")
        } else {
            return nil
        }
        return LocalizedText(
            vi: "Ủy quyền số \(delegation.number) của \(principal.name) \(reason.vi).",
            en: "Delegation \(delegation.number) of \(principal.name) \(reason.en).")
    }

    /// Who of those behind an act did what a constraint keeps apart from it, and for whom the act
    /// would be.
    func behind(_ done: [String], _ actor: Actor) -> (doer: String, forWhom: LocalizedText) {
        guard let principal = actor.principal else { return (actor.name, LocalizedText("")) }
        let workflow = evaluator.workflow
        let isOwn = done.contains { name in
            workflow.actionIndex[name].map { evaluator.before?.tookPart(actor.id, in: $0) == true }
                ?? false
        }
        return (
            isOwn ? actor.name : principal.name,
            LocalizedText(vi: " thay \(principal.name)", en: " for \(principal.name)")
        )
    }
}

extension Delegation.Scope {
    /// What it is for, by the names of the definitions.
    public var names: String { (workflows + actions).joined(separator: ", ") }
}
