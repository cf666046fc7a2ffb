public import WorkflowModel

/// An action of an item as seen by one person.
public struct AvailableAction: Sendable {
    public var action: Action
    /// Empty when the person may take it now.
    public var reasons: [Reason]
    /// For whom they would take it; nil for themselves.
    public var principal: Actor.Principal?

    public var isAllowed: Bool { reasons.isEmpty }

    /// The only obstacles are things to hand in with the action: it is theirs to take.
    public var isTheirs: Bool { reasons.allSatisfy { $0.code == .missing } }
}

extension ItemState {
    /// What every action of the active states says to this person, innermost first.
    public func actions(
        _ circumstances: Circumstances
    ) -> [AvailableAction] {
        guard outcome == nil, circumstances.actor != nil else { return [] }
        var found: [AvailableAction] = []
        let plain = Decision(self, circumstances)
        for name in plain.available() {
            guard let index = workflow.index(ofAction: name) else { continue }
            var acting = circumstances
            var ambiguity: Refusal?
            do throws(Refusal) {
                acting = try circumstances.acting(on: self, name, index)
            } catch {
                ambiguity = error
            }
            guard let actor = acting.actor else { continue }
            let decision = Decision(self, acting, action: index)
            var best: AvailableAction?
            for action in decision.candidates(for: index) {
                let reasons =
                    ambiguity?.reasons
                    ?? decision.reasons(against: action, actor, ActCommand(action: name))
                let candidate = AvailableAction(
                    action: action, reasons: reasons, principal: actor.principal)
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
        let asked = circumstances
        let circumstances: Circumstances
        do throws(Refusal) {
            circumstances = try asked.acting(on: self, action, index)
        } catch {
            return error.reasons
        }
        let decision = Decision(self, circumstances, action: index)
        guard let actor = circumstances.actor else { return Refusal.nobody.reasons }
        guard let index else {
            if let task = decision.orderedTask(action) {
                return decision.obstacles(to: task, ActCommand(action: action), actor)
            }
            if let asked = decision.asked(action) {
                return decision.obstacles(to: asked, ActCommand(action: action), actor)
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

    /// The names of the actions of the active states, and of the tasks that ladders asked for.
    public var availableActions: [String] {
        guard outcome == nil else { return [] }
        var names = tasks.compactMap { task in
            task.order == nil && task.member == nil ? nil : task.name(workflow)
        }
        for state in configuration {
            for action in workflow[state].actions where !names.contains(action.name) {
                names.append(action.name)
            }
        }
        return names
    }
}
