import WorkflowCalendar
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
        guard case .started(let started) = event.body,
            event.actor != nil || started.schedule != nil || started.parent != nil
        else { return nil }
        self.init(
            ItemContent(
                id: id, workflow: workflow, version: 0, plan: started.plan,
                schedule: started.schedule, startedAt: event.at, startedBy: event.actor,
                updatedAt: event.at, configuration: [], visited: [], memory: [],
                fields: Array(repeating: nil, count: workflow.fields.count),
                acts: Array(repeating: nil, count: workflow.actionNames.count),
                deadlines: Array(repeating: nil, count: workflow.deadlines.count), timers: [],
                tasks: [], documents: [], limits: started.limits, outcome: nil,
                parent: started.parent))
        apply(event)
    }

    /// Applies the next event of this item in place.
    public mutating func apply(_ event: Event) {
        content.apply(event)
    }

    /// Applies the next events of this item in place, in their order.
    public mutating func apply(_ events: [Event]) {
        for event in events { content.apply(event) }
    }
}

extension ItemContent {
    mutating func apply(_ event: Event) {
        version = event.version
        updatedAt = event.at
        switch event.body {
        case .started(let started):
            apply(started)
        case .advanced(let advanced):
            if let actor = event.actor {
                record(advanced, by: actor, for: event.principal, at: event.at)
            }
            if !advanced.documents.isEmpty { documents.append(contentsOf: advanced.documents) }
            apply(advanced)
        case .moved(let moved):
            timers.removeAll { $0 == moved.timer }
            if moved.isTaken { apply(moved) }
        case .deadlineReached(let reached):
            deadlines[reached.deadline] = reached.after
            if let open = reached.tasks { tasks = open }
        case .taskCompleted(let completed):
            apply(completed, event)
        case .taskHandled(let handled):
            apply(handled, event)
        case .recounted(let recounted):
            for change in recounted.deadlines { deadlines[change.deadline] = change.after }
            for change in recounted.timers {
                guard let index = timers.firstIndex(of: change.before) else { continue }
                timers[index] = change.after
            }
        case .documentRegistered(let registered):
            record(registered)
        case .documentWithdrawn(let withdrawn):
            for index in documents.indices where documents[index].registered == withdrawn.id {
                documents[index].isWithdrawn = true
            }
        case .approvalGiven(let given): give(given, at: event.at)
        case .breakGlassRequested(let requested): ask(requested.request)
        case .childrenChanged(let changed):
            for child in changed.children {
                guard let index = children.firstIndex(where: { $0.id == child.id }) else {
                    continue
                }
                children[index] = child
            }
            apply(changed.step)
        case .childAdded(let added):
            children.append(added.opening.child)
        case .changed(let changed):
            record(changed, by: event.people)
            apply(changed)
        case .undone(let undone):
            apply(undone, by: event.people)
        }
    }

    private mutating func record(
        _ advanced: Advanced, by actor: String, for principal: String?, at now: Instant
    ) {
        let isRepeated: Void? = acts[advanced.action]?.add(actor, of: advanced.agency, at: now)
        if isRepeated == nil {
            acts[advanced.action] = ActHistory(
                last: ActRecord(actor: actor, agency: advanced.agency, at: now, count: 1),
                people: [actor])
        }
        if let principal { acts[advanced.action]?.count(principal) }
        if let served = advanced.served { acts[advanced.action]?.served = served }
        // Those who took it together did it, all of them.
        if let override = advanced.override {
            for person in override.others.flatMap(\.people) {
                acts[advanced.action]?.count(person)
            }
        }
        if oversight != nil { serveOversight(ofAction: advanced.action) }
    }

    private mutating func record(_ registered: DocumentRegistered) {
        documents.append(contentsOf: registered.documents)
        guard let sha256 = registered.document.sha256,
            let index = documents.lastIndex(where: { $0.sha256 == sha256 })
        else { return }
        documents[index].registered = registered.document.id
    }

    // A step is looked at where it lies: it is large, and copying it costs as much as deciding on it.
    private mutating func apply(_ started: Started) { apply(started.step) }
    private mutating func apply(_ advanced: Advanced) { apply(advanced.step) }
    private mutating func apply(_ moved: Moved) { apply(moved.step) }
    private mutating func apply(_ changed: FieldsChanged) { apply(changed.step) }

    mutating func apply(_ step: borrowing Step) {
        configuration = step.configuration
        visited.formUnion(step.entered)
        if !step.memory.isEmpty { remember(step.memory) }
        if !step.changes.isEmpty {
            for change in step.changes { fields[change.field] = change.new }
        }
        if !step.deadlines.isEmpty { change(step.deadlines) }
        let exited = step.exited
        if !timers.isEmpty { timers.removeAll { exited.contains($0.state) } }
        if !step.armed.isEmpty { timers.append(contentsOf: step.armed) }
        if !rounds.isEmpty || !step.rounds.isEmpty {
            applyTasks(step)
        } else if tasks.allSatisfy({ exited.contains($0.state) }) {
            tasks = step.opened
        } else {
            tasks.removeAll { exited.contains($0.state) }
            tasks.append(contentsOf: step.opened)
        }
        if !step.openedChildren.isEmpty { children += step.openedChildren.map(\.child) }
        if step.outcome != nil { outcome = step.outcome }
        if oversight != nil { reviseOversight(exited: exited, changes: step.changes) }
    }

    private mutating func remember(_ entries: [HistoryMemory]) {
        for entry in entries {
            if let index = memory.firstIndex(where: { $0.state == entry.state }) {
                memory[index] = entry
            } else {
                memory.append(entry)
            }
        }
    }

    private mutating func change(_ changes: [DeadlineChange]) {
        for change in changes {
            deadlines[change.deadline] = change.after
            if change.kind == .paused || change.kind == .resumed { continue }
            // What was asked for because of the old date is no longer wanted.
            if tasks.contains(where: { $0.order?.deadline == change.deadline }) {
                tasks.removeAll { $0.order?.deadline == change.deadline }
            }
        }
    }
}

extension ActHistory {
    /// The action was taken once more.
    fileprivate mutating func add(_ actor: String, of agency: String, at now: Instant) {
        if last.actor != actor { last.actor = actor }
        if last.agency != agency {
            earlierAgencies.removeAll { $0 == agency }
            if !earlierAgencies.contains(last.agency) { earlierAgencies.append(last.agency) }
            last.agency = agency
        }
        last.at = now
        last.count += 1
        count(actor)
    }

    /// Whoever acts for somebody counts, and so does that one.
    fileprivate mutating func count(_ person: String) {
        if !people.contains(person) { people.append(person) }
    }
}
