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
        var found: [Action.Performer] = []
        var candidate: StateNode? = leaf
        while let node = candidate {
            for action in node.actions where !action.isOptional {
                performers.hasActions = true
                found.append(contentsOf: action.performers)
            }
            candidate = node.id == outermost.id ? nil : node.parent.map { workflow[$0] }
        }
        guard performers.hasActions, let agency = evaluator.code(owner) else { return nil }
        // Who sits elsewhere can act, but the task does not lie on their desk.
        let here = found.filter { performer in
            performer.agency.map { evaluator.code($0) == agency } ?? true
        }
        for performer in here.isEmpty ? found : here { add(performer, to: &performers) }
        let isOpen = performers.isForAnyone
        return OpenTask(
            state: leaf.id, agency: agency, roles: isOpen ? [] : performers.roles,
            people: isOpen ? [] : performers.people, openedAt: evaluator.circumstances.now)
    }

    /// Who can act on a task, put together from its actions.
    private struct Performers {
        var hasActions = false
        /// One of the actions is open to everybody there.
        var isForAnyone = false
        var roles: [String] = []
        var people: [String] = []
    }

    private func add(_ performer: Action.Performer, to performers: inout Performers) {
        if performer.roles.isEmpty && performer.person == nil { performers.isForAnyone = true }
        for role in performer.roles {
            if let code = evaluator.code(role), !performers.roles.contains(code) {
                performers.roles.append(code)
            }
        }
        if let person = performer.person,
            let id = evaluator.code(.expression(person)), !performers.people.contains(id)
        {
            performers.people.append(id)
        }
    }
}
