import WorkflowModel

extension Macrostep {
    /// The step with everything that follows from the states: timers, deadlines, tasks.
    func finished(limits: [Int: FixedLimit]) -> Step {
        var step = step
        step.configuration = configuration
        let timekeeper = Timekeeper(evaluator: evaluator)
        if !workflow.deadlines.isEmpty {
            step.deadlines = timekeeper.changes(step, completed: completed, limits: limits)
        }
        guard step.outcome == nil else { return step }
        for state in step.entered.intersection(configuration) {
            let node = workflow[state]
            for (index, timed) in node.timed.enumerated() {
                if let dueAt = timekeeper.moment(of: timed) {
                    step.armed.append(ArmedTimer(state: state, index: index, dueAt: dueAt))
                }
            }
            if let task = task(openedBy: node) { step.opened.append(task) }
        }
        return step
    }

    /// The task a newly entered innermost state puts on the desk of its owner.
    private func task(openedBy leaf: StateNode) -> OpenTask? {
        guard !leaf.isHidden, !leaf.isFinal, !leaf.descendants.intersects(configuration) else {
            return nil
        }
        var owner = leaf.owner
        var outermost = leaf
        while owner == nil, let parent = outermost.parent {
            outermost = workflow[parent]
            owner = outermost.owner
        }
        guard let owner else { return nil }
        var performers = Performers()
        var candidate: StateNode? = leaf
        while let node = candidate {
            for action in node.actions where !action.isOptional { add(action, to: &performers) }
            candidate = node.id == outermost.id ? nil : node.parent.map { workflow[$0] }
        }
        guard performers.hasActions,
            let agency = evaluator.code(owner)
        else { return nil }
        return OpenTask(
            state: leaf.id, agency: agency, roles: performers.roles, people: performers.people,
            openedAt: evaluator.circumstances.now)
    }

    /// Who can act on a task, put together from its actions.
    private struct Performers {
        var hasActions = false
        var roles: [String] = []
        var people: [String] = []
    }

    private func add(_ action: Action, to performers: inout Performers) {
        performers.hasActions = true
        for performer in action.performers {
            for role in performer.roles {
                if let code = evaluator.code(role),
                    !performers.roles.contains(code)
                {
                    performers.roles.append(code)
                }
            }
            if let person = performer.person,
                let id = evaluator.code(.expression(person)),
                !performers.people.contains(id)
            {
                performers.people.append(id)
            }
        }
    }
}
