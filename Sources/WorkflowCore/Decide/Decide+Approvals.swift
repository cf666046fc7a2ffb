import Diagnostics
import WorkflowModel

extension Decision {
    /// The approval that taking an action comes to while it still lacks others; nil when this is
    /// the last it takes, and its transition is to be taken.
    ///
    /// - Parameter changes: what was set together with it.
    func approved(
        _ action: Action, _ command: ActCommand, _ actor: Actor?, _ changes: [FieldChange]
    ) throws(Refusal) -> Event? {
        guard let actor else { return nil }
        let standing = state.standingApprovals(of: action)
        if let first = standing.first { try keepWhatIsApproved(changes, command, since: first) }
        guard standing.count + 1 < action.approvals else { return nil }
        return Event(
            version: state.version + 1, at: circumstances.now, actor: actor.id,
            for: actor.principal?.id,
            body: .approvalGiven(
                ApprovalGiven(
                    action: action.nameIndex, state: action.transitions[0].source,
                    people: actor.people, agency: actor.agency, note: command.note,
                    documents: command.documents, changes: changes, given: standing.count + 1,
                    needed: action.approvals)))
    }

    /// Refuses other values than those an earlier approval was given for.
    private func keepWhatIsApproved(
        _ changes: [FieldChange], _ command: ActCommand, since first: Approval
    ) throws(Refusal) {
        let changed = changes.map { workflow.fields[$0.field] }.first { field in
            command.fields.contains { $0.name == field.name }
        }
        guard let changed else { return }
        let name = circumstances.rules.organisation.person(first.people[0])?.name ?? first.people[0]
        throw Refusal(
            Reason(
                code: .invalidInput,
                message: LocalizedText(
                    vi: "\(name) đã duyệt với “\(changed.title.vi)” như hiện nay; người duyệt sau"
                        + " không đổi được: bỏ --set \(changed.name)",
                    en: "\(name) approved of “\(changed.title.en)” as it is, and whoever approves"
                        + " later cannot change it: leave out --set \(changed.name)")))
    }

    /// That the actor has approved, and another person must.
    func alreadyApproved(_ action: Action, _ actor: Actor) -> Reason? {
        guard permissions.hasApproved(action, actor.people) else { return nil }
        let given = state.standingApprovals(of: action).count
        let could = permissions.whoCould(action)
        return Reason(
            code: .alreadyApproved,
            message: LocalizedText(
                vi: "“\(action.title.vi)” cần \(action.approvals) người khác nhau: \(actor.name)"
                    + " đã duyệt (\(given) trong \(action.approvals)), phải chờ người khác. ",
                en: "“\(action.title.en)” takes \(action.approvals) different people: \(actor.name)"
                    + " has approved (\(given) of \(action.approvals)), and another person must. ")
                + circumstances.rules.organisation.naming(could),
            whoCould: could)
    }
}
