public import WorkflowModel

/// The state after an event. Pure; applying the same events gives the same state.
public func evolve(_ state: ItemState, _ event: Event) -> ItemState {
    var next = state
    next.apply(event)
    return next
}

extension ItemState {
    /// The state right after the first event of an item, which must be `started`; nil otherwise.
    public init?(id: String, workflow: Workflow, first event: Event) {
        guard case .started(let started) = event.body, let actor = event.actor else { return nil }
        self.init(
            ItemContent(
                id: id, workflow: workflow,
                identity: ItemObject.Identity(
                    id: id, workflow: workflow.name, version: workflow.version),
                version: 0, plan: started.plan, startedAt: event.at,
                startedBy: actor, updatedAt: event.at, configuration: [], visited: [], memory: [],
                fields: Array(repeating: nil, count: workflow.fields.count),
                acts: Array(repeating: nil, count: workflow.actionNames.count),
                deadlines: Array(repeating: nil, count: workflow.deadlines.count), timers: [],
                tasks: [], documents: [], limits: started.limits, outcome: nil))
        apply(event)
    }

    /// Applies the next event of this item in place.
    public mutating func apply(_ event: Event) {
        content.apply(event)
    }
}

extension ItemContent {
    mutating func apply(_ event: Event) {
        version = event.version
        updatedAt = event.at
        switch event.body {
        case .started(let started):
            apply(started.step)
        case .advanced(let advanced):
            record(advanced, event)
            apply(advanced.step)
        case .moved(let moved):
            timers.removeAll { $0 == moved.timer }
            if moved.isTaken { apply(moved.step) }
        case .deadlineReached(let reached):
            deadlines[reached.deadline] = reached.after
        }
    }

    private mutating func record(_ advanced: Advanced, _ event: Event) {
        documents.append(contentsOf: advanced.documents)
        guard let actor = event.actor else { return }
        let record = ActRecord(
            actor: actor, agency: advanced.agency, at: event.at,
            count: (acts[advanced.action]?.last.count ?? 0) + 1)
        if acts[advanced.action] == nil {
            acts[advanced.action] = ActHistory(last: record, people: [actor])
        } else {
            acts[advanced.action]?.last = record
            if acts[advanced.action]?.people.contains(actor) == false {
                acts[advanced.action]?.people.append(actor)
            }
        }
    }

    private mutating func apply(_ step: Step) {
        configuration = step.configuration
        visited.formUnion(step.entered)
        for memory in step.memory {
            if let index = self.memory.firstIndex(where: { $0.state == memory.state }) {
                self.memory[index] = memory
            } else {
                self.memory.append(memory)
            }
        }
        for change in step.changes { fields[change.field] = change.new }
        for change in step.deadlines { deadlines[change.deadline] = change.after }
        if !step.exited.isEmpty {
            if !timers.isEmpty { timers.removeAll { step.exited.contains($0.state) } }
            if !tasks.isEmpty { tasks.removeAll { step.exited.contains($0.state) } }
        }
        if !step.armed.isEmpty { timers.append(contentsOf: step.armed) }
        if !step.opened.isEmpty { tasks.append(contentsOf: step.opened) }
        outcome = step.outcome
    }
}
