public import JSON
public import WorkflowCalendar
public import WorkflowModel

extension Event {
    /// What happened as canonical JSON, with the names of the workflow.
    public func data(_ workflow: Workflow) -> String {
        var writer = JSONWriter(reserving: 1024)
        writer.beginObject()
        switch body {
        case .started(let started): writer.started(started, for: principal, workflow)
        case .advanced(let advanced): writer.advanced(advanced, for: principal, workflow)
        case .moved(let moved): writer.moved(moved, workflow)
        case .deadlineReached(let reached):
            writer.key("deadline")
            writer.deadline(
                reached.after, name: workflow.deadlines[reached.deadline].name, change: nil)
            if let did = reached.did { writer.member("did", did.rawValue) }
            if let step = reached.ladderStep { writer.member("ladder_step", step) }
            if let refusal = reached.refusal { writer.localized("refusal", refusal) }
            if let tasks = reached.tasks {
                writer.key("tasks")
                writer.beginArray()
                for task in tasks { writer.task(task, workflow) }
                writer.endArray()
            }
            writer.instant("was_due_at", reached.dueAt)
        case .taskCompleted(let completed):
            writer.completed(completed, for: principal, workflow)
        case .taskHandled(let handled): writer.handled(handled, for: principal, workflow)
        case .recounted(let recounted):
            writer.member("calendar", recounted.calendar)
            writer.list("deadlines", recounted.deadlines) { writer, change in
                writer.deadline(
                    change.after, name: workflow.deadlines[change.deadline].name,
                    change: change.kind.rawValue)
            }
            writer.list("timers", recounted.timers) { writer, change in
                writer.timer(change.after, workflow, before: change.before.dueAt)
            }
            writer.key("was_due")
            writer.strings(recounted.before.map(\.description))
        case .documentRegistered(let registered): registered.write(to: &writer, for: principal)
        case .documentWithdrawn(let withdrawn): withdrawn.write(to: &writer, for: principal)
        case .approvalGiven(let given): given.write(to: &writer, for: principal, workflow)
        case .breakGlassRequested(let requested):
            requested.write(to: &writer, for: principal, workflow)
        case .childrenChanged(let changed):
            writer.step(
                changed.step, workflow,
                inserting: { writer, place in
                    switch place {
                    case .children:
                        writer.list("children", changed.children) { $0.child($1, workflow) }
                    case .limits: writer.list("left", changed.left) { $0.left($1) }
                    case .cause, .documents, .note: break
                    }
                })
            writer.rounds(changed.step.rounds, workflow)
            writer.restOfStep(changed.step, workflow)
        case .childAdded(let added):
            writer.member("agency", added.agency)
            writer.key("child")
            writer.opening(added.opening.child, workflow)
            if let principal { writer.member("for", principal) }
        case .changed(let changed): writer.changed(changed, for: principal, workflow)
        case .undone(let undone): writer.undone(undone, for: principal, workflow)
        }
        writer.endObject()
        return writer.text
    }

    /// Reads an event back; nil when it does not fit the workflow.
    public init?(
        version: Int, type: String, at: Instant, actor: String?, data: JSONView, workflow: Workflow
    ) {
        let reader = PartReader(workflow: workflow)
        let body: EventBody? =
            switch type {
            case "item.started": reader.started(data).map { .started($0) }
            case "item.advanced": reader.advanced(data).map { .advanced($0) }
            case "item.moved": reader.moved(data).map { .moved($0) }
            case "deadline.reminder": reader.reached(data, .reminder).map { .deadlineReached($0) }
            case "deadline.overdue": reader.reached(data, .overdue).map { .deadlineReached($0) }
            case "deadline.escalated":
                reader.reached(data, .escalation).map { .deadlineReached($0) }
            case "task.completed": reader.completed(data).map { .taskCompleted($0) }
            case "task.claimed": reader.handled(data, .claimed).map { .taskHandled($0) }
            case "task.assigned": reader.handled(data, .assigned).map { .taskHandled($0) }
            case "task.returned": reader.handled(data, .returned).map { .taskHandled($0) }
            case "deadline.recounted": reader.recounted(data).map { .recounted($0) }
            case "document.registered":
                reader.documentRegistered(data).map { .documentRegistered($0) }
            case "document.withdrawn": DocumentWithdrawn(data).map { .documentWithdrawn($0) }
            case "approval.given": reader.approvalGiven(data).map { .approvalGiven($0) }
            case "break-glass.requested":
                reader.breakGlassRequested(data, at: at.millisecondsSinceEpoch)
                    .map { .breakGlassRequested($0) }
            case "child.changed": reader.childrenChanged(data).map { .childrenChanged($0) }
            case "child.added": reader.childAdded(data).map { .childAdded($0) }
            case "item.changed": reader.changed(data).map { .changed($0) }
            case "item.undone": reader.undone(data).map { .undone($0) }
            default: nil
            }
        guard let body else { return nil }
        self.init(
            version: version, at: at, actor: actor, for: data["for"].string, body: body)
    }
}

/// Where in a step, in canonical order, other members of an event belong.
enum StepPlace { case cause, children, documents, limits, note }

extension JSONWriter {
    /// The members of a step from `armed` to `outcome`.
    mutating func step(
        _ step: borrowing Step, _ workflow: Workflow,
        inserting insert: (inout JSONWriter, StepPlace) -> Void
    ) {
        list("armed", step.armed) { $0.timer($1, workflow) }
        insert(&self, .cause)
        changes(step.changes, workflow)
        insert(&self, .children)
        list("deadlines", step.deadlines) { writer, change in
            writer.deadline(
                change.after, name: workflow.deadlines[change.deadline].name,
                change: change.kind.rawValue)
        }
        insert(&self, .documents)
        key("entered")
        states(step.entered, workflow)
        key("exited")
        states(step.exited, workflow)
        insert(&self, .limits)
        list("memory", step.memory) { $0.memory($1, workflow) }
        insert(&self, .note)
        list("opened", step.opened) { $0.task($1, workflow) }
        list("opened_children", step.openedChildren) { $0.opening($1.child, workflow) }
        if let outcome = step.outcome { member("outcome", outcome) }
    }

    // A step is looked at where it lies, as an argument is.

    fileprivate mutating func started(
        _ started: Started, for principal: String?, _ workflow: Workflow
    ) {
        if let agency = started.agency { member("agency", agency) }
        step(
            started.step, workflow,
            inserting: { writer, place in
                guard place == .limits else { return }
                if let principal { writer.member("for", principal) }
                writer.limits(started.limits, workflow)
            })
        if let parent = started.parent { member("parent", parent) }
        if let plan = started.plan { member("plan", plan) }
        rounds(started.step.rounds, workflow)
        if let schedule = started.schedule { member("schedule", schedule) }
        restOfStep(started.step, workflow)
        self.workflow(workflow)
    }

    fileprivate mutating func advanced(
        _ advanced: Advanced, for principal: String?, _ workflow: Workflow
    ) {
        member("action", workflow.actionNames[advanced.action])
        member("agency", advanced.agency)
        step(
            advanced.step, workflow,
            inserting: { writer, place in
                switch place {
                case .cause:
                    if let cause = advanced.cause { writer.cause(cause) }
                case .documents:
                    writer.list("documents", advanced.documents) { $0.document($1) }
                case .note:
                    if let note = advanced.note { writer.member("note", note) }
                case .limits:
                    if let principal { writer.member("for", principal) }
                case .children: break
                }
            })
        if let override = advanced.override {
            key("override")
            override.write(to: &self)
        }
        rounds(advanced.step.rounds, workflow)
        if let served = advanced.served { member("served", served) }
        restOfStep(advanced.step, workflow)
    }

    fileprivate mutating func moved(_ moved: Moved, _ workflow: Workflow) {
        if moved.isTaken {
            step(moved.step, workflow, inserting: { _, _ in })
            rounds(moved.step.rounds, workflow)
            restOfStep(moved.step, workflow)
        }
        member("taken", moved.isTaken)
        key("timer")
        timer(moved.timer, workflow)
    }

    fileprivate mutating func completed(
        _ completed: TaskCompleted, for principal: String?, _ workflow: Workflow
    ) {
        /// What stands in the middle of a step.
        func insert(_ writer: inout JSONWriter, _ place: StepPlace) {
            switch place {
            case .documents:
                writer.list("documents", completed.documents) { $0.document($1) }
            case .cause, .children: break
            case .limits:
                if let principal { writer.member("for", principal) }
                if completed.isLate { writer.member("late", true) }
                if let member = completed.member { writer.member("member", member) }
            case .note:
                if let note = completed.note { writer.member("note", note) }
                if completed.isOnBehalf { writer.member("on_behalf", true) }
            }
        }
        member("agency", completed.agency)
        if let step = completed.step {
            self.step(step, workflow, inserting: insert)
        } else {
            for place in [StepPlace.documents, .limits, .note] { insert(&self, place) }
        }
        if let outcome = completed.outcome { member("result", outcome) }
        if let step = completed.step {
            rounds(step.rounds, workflow)
            restOfStep(step, workflow)
        }
        member("task", completed.task)
    }

    mutating func restOfStep(_ step: borrowing Step, _ workflow: Workflow) {
        key("states")
        states(step.configuration, workflow)
    }

    fileprivate mutating func workflow(_ workflow: Workflow) {
        key("workflow")
        beginObject()
        member("hash", workflow.hash)
        member("name", workflow.name)
        member("version", workflow.version)
        endObject()
    }

    mutating func changes(_ changes: [FieldChange], _ workflow: Workflow) {
        list("changes", changes) { writer, change in
            writer.beginObject()
            writer.member("field", workflow.fields[change.field].name)
            writer.key("new")
            writer.value(of: change.new)
            if change.old != nil {
                writer.key("old")
                writer.value(of: change.old)
            }
            writer.endObject()
        }
    }

    mutating func limits(_ limits: [Int: FixedLimit], _ workflow: Workflow) {
        guard !limits.isEmpty else { return }
        key("limits")
        beginObject()
        let named = limits.map { (workflow.deadlines[$0.key].name, $0.value) }
        for (name, limit) in named.sorted(by: { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }) {
            key(named: name)
            self.limit(limit)
        }
        endObject()
    }
}
