import WorkflowModel

extension Macrostep {
    /// Adds everything that follows from the states: timers, deadlines, tasks.
    func finish(_ step: inout Step, limits: [Int: FixedLimit]) {
        step.configuration = configuration
        if !workflow.deadlines.isEmpty {
            step.deadlines = Timekeeper(evaluator: evaluator)
                .changes(step, completed: completed, limits: limits)
        }
        guard step.outcome == nil else {
            // Nothing stays on any desk.
            for index in step.rounds.indices { step.rounds[index].releaseAll() }
            return
        }
        let opening = step.entered.intersection(configuration).intersection(workflow.opening)
        for state in opening {
            arm(state, &step)
            open(state, &step)
            if workflow[state].tasks != nil { openTasks(of: state, &step) }
        }
    }

    /// The timed transitions of a newly entered state wait from now on.
    private func arm(_ state: StateID, _ step: inout Step) {
        let timed = workflow[state].timed
        if timed.isEmpty { return }
        let timekeeper = Timekeeper(evaluator: evaluator)
        for (index, timed) in timed.enumerated() {
            if let timer = timekeeper.armed(timed, state, index) {
                step.armed.append(timer)
            }
        }
    }

    /// The task a newly entered innermost state puts on the desk of its owner.
    private func open(_ leaf: StateID, _ step: inout Step) {
        guard let template = workflow.tasks[leaf.index],
            !workflow.descendants[leaf.index].intersects(configuration),
            let agency = evaluator.code(template.owner)
        else { return }
        var task = OpenTask(
            state: leaf, agency: agency, roles: template.roles ?? [], people: [],
            openedAt: evaluator.circumstances.now)
        if template.roles == nil { assign(template.performers, to: &task) }
        // The one there usually is, without an array that grows.
        if step.opened.isEmpty { step.opened = [task] } else { step.opened.append(task) }
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
