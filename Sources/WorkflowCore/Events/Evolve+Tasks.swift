import WorkflowModel

extension ItemContent {
    mutating func apply(_ handled: TaskHandled, _ event: Event) {
        guard let index = tasks.firstIndex(where: { $0.key == handled.task }) else { return }
        switch handled.kind {
        case .claimed:
            tasks[index].claim = TaskClaim(person: handled.person, at: event.at, assigner: nil)
        case .assigned:
            tasks[index].claim = TaskClaim(
                person: handled.person, at: event.at, assigner: event.actor)
        case .returned:
            tasks[index].claim = nil
        }
    }

    mutating func apply(_ completed: TaskCompleted, _ event: Event) {
        documents.append(contentsOf: completed.documents)
        guard let code = completed.member,
            let state = workflow.askingIndex[completed.task],
            let round = rounds.firstIndex(where: { $0.state == state }),
            let member = rounds[round].members.firstIndex(where: { $0.code == code })
        else {
            tasks.removeAll { $0.order?.name == completed.task }
            return
        }
        rounds[round].members[member].completion = TaskCompletion(completed, event)
        tasks.removeAll { $0.state == state && $0.member == code }
        if let step = completed.step { apply(step) }
    }

    /// What a step did to rounds and to their tasks, and then to all others.
    mutating func applyTasks(_ step: borrowing Step) {
        for change in step.rounds { apply(change) }
        let exited = step.exited
        tasks.removeAll { task in
            guard let code = task.member else { return exited.contains(task.state) }
            let member = rounds.first { $0.state == task.state }?.member(code)
            return member.map { $0.isReleased || $0.completion != nil } ?? true
        }
        // What is late lies below the work of the states that are active.
        let late = tasks.filter { !configuration.contains($0.state) }
        if !late.isEmpty { tasks.removeAll { !configuration.contains($0.state) } }
        tasks += step.opened + late
        if step.outcome != nil { tasks = [] }
    }

    private mutating func apply(_ change: RoundChange) {
        if change.opened != nil || change.isResumed {
            tasks.removeAll { $0.state == change.state && $0.member != nil }
        }
        rounds.apply(change)
    }
}

extension [TaskRound] {
    /// The rounds after a change.
    mutating func apply(_ change: RoundChange) {
        if let members = change.opened {
            removeAll { $0.state == change.state }
            append(TaskRound(state: change.state, members: members))
        }
        guard let index = firstIndex(where: { $0.state == change.state }) else { return }
        if change.isResumed {
            for member in self[index].members.indices {
                self[index].members[member].isReleased = false
            }
        }
        if change.isSatisfied { self[index].isSatisfied = true }
        if change.released.isEmpty { return }
        for member in self[index].members.indices
        where change.released.contains(self[index].members[member].code) {
            self[index].members[member].isReleased = true
        }
    }
}

extension TaskCompletion {
    init(_ completed: TaskCompleted, _ event: Event) {
        self.init(
            actor: event.actor ?? "", agency: completed.agency, at: event.at,
            outcome: completed.outcome, note: completed.note, isLate: completed.isLate,
            isOnBehalf: completed.isOnBehalf)
    }
}
