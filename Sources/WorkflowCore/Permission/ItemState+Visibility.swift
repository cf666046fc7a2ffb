import WorkflowModel

extension ItemState {
    /// Whether the rule of its workflow on who sees its items is true for somebody in this capacity.
    /// What the rule reads and the item does not have makes it untrue: rather hidden than shown.
    ///
    /// - Returns: nil when the workflow has none.
    package func isVisible(to actor: Actor, _ circumstances: Circumstances) -> Bool? {
        guard let rule = workflow.visibility else { return nil }
        guard isReached(by: actor) else { return false }
        return Evaluator(
            workflow, item: id, state: self, circumstances: circumstances.replacing(actor: actor)
        ).isTrue(rule)
    }

    /// Whether somebody in this capacity has a part in the item, as far as its state tells: started
    /// it, acted on it, has a task of it, could take or assign one, or may break the glass for it.
    package func involves(_ actor: Actor, _ circumstances: Circumstances) -> Bool {
        guard isReached(by: actor) else { return false }
        let person = actor.holder
        if startedBy == person || isOnDesk(of: actor, circumstances) { return true }
        if acts.contains(where: { $0?.people.contains(person) == true }) { return true }
        if approvals.contains(where: { $0.people.contains(person) }) { return true }
        if breakGlassRequests.contains(where: { $0.people.contains(person) }) { return true }
        guard outcome == nil, let rule = circumstances.rules.breakGlass, rule.lets(actor) else {
            return false
        }
        return workflow.actionNames.contains { rule.covers($0, of: workflow.name) }
    }

    /// Powers that somebody gave may be for other workflows.
    package func isReached(by actor: Actor) -> Bool {
        actor.principal?.by.allSatisfy { $0.scope.covers(workflow: workflow.name) } ?? true
    }

    private func isOnDesk(of actor: Actor, _ circumstances: Circumstances) -> Bool {
        if tasks.isEmpty { return false }
        let permissions = Decision(self, circumstances.replacing(actor: actor)).permissions
        return tasks.contains { task in
            permissions.mayWork(on: task, actor) || task.claim?.person == actor.holder
                || permissions.mayAssign(task, actor)
        }
    }

    /// The item it was opened below, whoever looks.
    package var openedBelow: String? { content.parent }

    /// The whole item, whatever somebody does not see of it: what is decided about it.
    package var revealed: ItemState {
        if content.concealed.isEmpty { return self }
        var state = self
        state.content.concealed = []
        return state
    }

    /// The same item for somebody who does not see these relatives of it.
    package func concealing(_ relatives: Set<String>) -> ItemState {
        if relatives.isEmpty { return self }
        var state = self
        state.content.concealed = relatives
        return state
    }
}

extension Event {
    /// Everybody it gives a part in the item: who acted, whom they acted for, and who was given a
    /// task.
    package var participants: [String] {
        if case .taskHandled(let handled) = body { return people + [handled.person] }
        return people
    }
}
