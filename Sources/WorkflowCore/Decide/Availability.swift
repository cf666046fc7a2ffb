public import WorkflowModel

/// An action of an item as seen by one person.
public struct AvailableAction: Sendable {
    public var action: Action
    /// Empty when the person may take it now.
    public var reasons: [Reason]

    public var isAllowed: Bool { reasons.isEmpty }

    /// The only obstacles are things to hand in with the action: it is theirs to take.
    public var isTheirs: Bool { reasons.allSatisfy { $0.code == .missing } }
}

extension ItemState {
    /// What every action of the active states says to this person, innermost first.
    public func actions(
        _ circumstances: Circumstances
    ) -> [AvailableAction] {
        guard outcome == nil, let actor = circumstances.actor else { return [] }
        var found: [AvailableAction] = []
        let plain = Decision(self, circumstances)
        for name in plain.available() {
            guard let index = workflow.index(ofAction: name) else { continue }
            let decision = Decision(self, circumstances, action: index)
            var best: AvailableAction?
            for action in decision.candidates(for: index) {
                let reasons = decision.reasons(
                    against: action, actor, ActCommand(action: name))
                let candidate = AvailableAction(action: action, reasons: reasons)
                if best == nil || (candidate.isAllowed && best?.isAllowed == false) {
                    best = candidate
                }
            }
            if let best { found.append(best) }
        }
        return found
    }

    /// Why a person may not take an action; no reasons when they may.
    public func why(
        _ action: String, _ circumstances: Circumstances
    ) -> [Reason] {
        if let outcome { return Refusal.finished(self, outcome).reasons }
        let index = workflow.index(ofAction: action)
        let decision = Decision(self, circumstances, action: index)
        guard let actor = circumstances.actor else { return Refusal.nobody.reasons }
        guard let index else {
            if let task = decision.orderedTask(action) {
                return decision.obstacles(to: task, ActCommand(action: action), actor)
            }
            return decision.unavailable(action).reasons
        }
        let candidates = decision.candidates(for: index)
        guard let first = candidates.first else { return decision.unavailable(action).reasons }
        var reasonsOfFirst: [Reason]?
        for candidate in candidates {
            let reasons = decision.reasons(
                against: candidate, actor, ActCommand(action: action))
            if reasons.isEmpty { return [] }
            if candidate.transitions[0].source == first.transitions[0].source {
                reasonsOfFirst = reasonsOfFirst ?? reasons
            }
        }
        return reasonsOfFirst ?? []
    }
}
