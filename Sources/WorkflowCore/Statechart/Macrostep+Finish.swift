import WorkflowModel

extension Macrostep {
    /// Hands over the step with everything that follows from the states: timers, deadlines, tasks.
    ///
    /// - Parameter step: empty before. Handed in, because a result would be copied.
    mutating func finish(limits: [Int: FixedLimit], into step: inout Step) {
        swap(&step, &self.step)
        step.configuration = configuration
        let timekeeper = Timekeeper(evaluator: evaluator)
        if !workflow.deadlines.isEmpty {
            step.deadlines = timekeeper.changes(step, completed: completed, limits: limits)
        }
        guard step.outcome == nil else { return }
        for state in step.entered.intersection(configuration) {
            let node = workflow[state]
            for (index, timed) in node.timed.enumerated() {
                if let timer = timekeeper.armed(timed, state, index) { step.armed.append(timer) }
            }
            if let task = task(openedBy: node) { step.opened.append(task) }
        }
    }

    /// The task a newly entered innermost state puts on the desk of its owner.
    private func task(openedBy leaf: StateNode) -> OpenTask? {
        guard let template = workflow.tasks[leaf.id.index],
            !leaf.descendants.intersects(configuration),
            let agency = evaluator.code(template.owner)
        else { return nil }
        var task = OpenTask(
            state: leaf.id, agency: agency, roles: template.roles ?? [], people: [],
            openedAt: evaluator.circumstances.now)
        if template.roles == nil { assign(template.performers, to: &task) }
        return task
    }

    /// Who can act on a task, where it hangs on the item.
    private func assign(_ performers: [Action.Performer], to task: inout OpenTask) {
        // Who sits elsewhere can act, but the task does not lie on their desk.
        let here = performers.filter { performer in
            performer.agency.map { evaluator.code($0) == task.agency } ?? true
        }
        let assigned = here.isEmpty ? performers : here
        if assigned.contains(where: \.isAnyone) { return }
        for performer in assigned {
            for role in performer.roles {
                if let code = evaluator.code(role), !task.roles.contains(code) {
                    task.roles.append(code)
                }
            }
            if let person = performer.person,
                let id = evaluator.code(.expression(person)), !task.people.contains(id)
            {
                task.people.append(id)
            }
        }
    }
}
