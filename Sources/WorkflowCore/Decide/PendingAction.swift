public import WorkflowModel

/// An action that some have approved of, or asked for under break-glass, and that waits for others.
public struct PendingAction: Sendable {
    public var action: Action
    /// Those that count.
    public var approvals: [Approval]
    /// Who could approve besides: identifiers of people.
    public var couldApprove: [String]
    /// Those whose time is not over.
    public var requests: [BreakGlassRequest]
    /// Who could confirm them.
    public var couldConfirm: [String]
}

extension ItemState {
    /// Whether one of its actions may wait for further people.
    public var hasPendingActions: Bool { outcome == nil && content.oversight != nil }

    /// The actions of active states that wait for further people, innermost first.
    public func pendingActions(_ circumstances: Circumstances) -> [PendingAction] {
        guard hasPendingActions else { return [] }
        let decision = Decision(self, circumstances)
        return decision.available().compactMap { name -> PendingAction? in
            guard let index = workflow.index(ofAction: name),
                let action = decision.candidates(for: index).first
            else { return nil }
            let approvals = standingApprovals(of: action)
            let requests = breakGlassRequests.filter {
                $0.action == index && $0.until >= circumstances.now
            }
            if approvals.isEmpty && requests.isEmpty { return nil }
            let rule = requests.isEmpty ? nil : circumstances.rules.breakGlass
            let holders = circumstances.people { actor in
                rule?.lets(actor) == true
                    && !requests.contains { $0.people.contains(where: actor.people.contains) }
            }
            return PendingAction(
                action: action, approvals: approvals,
                couldApprove: approvals.isEmpty ? [] : decision.permissions.whoCould(action),
                requests: requests, couldConfirm: holders)
        }
    }
}
