import JSON
import WorkflowCalendar
import WorkflowModel

// The bodies of events, read back from what `Event+JSON` wrote.

extension PartReader {
    func started(_ json: JSONView) -> Started? {
        guard let limits = limits(json["limits"]), let step = step(json) else { return nil }
        return Started(
            agency: json["agency"].string, plan: json["plan"].string,
            schedule: json["schedule"].string, parent: json["parent"].string, limits: limits,
            step: step)
    }

    func advanced(_ json: JSONView) -> Advanced? {
        guard let action = json["action"].string.flatMap({ workflow.actionIndex[$0] }),
            let agency = json["agency"].string, let step = step(json),
            let documents = all(json["documents"], document)
        else { return nil }
        let override = override(json["override"])
        guard (override == nil) == json["override"].isNull else { return nil }
        return Advanced(
            action: action, agency: agency, note: json["note"].string, documents: documents,
            served: json["served"].int.map { Int($0) }, cause: cause(json["caused_by"]),
            override: override, step: step)
    }

    func childrenChanged(_ json: JSONView) -> ChildrenChanged? {
        guard let children = all(json["children"], child), let left = all(json["left"], left),
            let step = step(json)
        else { return nil }
        return ChildrenChanged(children: children, left: left, step: step)
    }

    func childAdded(_ json: JSONView) -> ChildAdded? {
        guard let agency = json["agency"].string, let child = opening(json["child"]) else {
            return nil
        }
        return ChildAdded(agency: agency, opening: ChildOpening(child: child))
    }

    func moved(_ json: JSONView) -> Moved? {
        guard let timer = timer(json["timer"]), let isTaken = json["taken"].bool else { return nil }
        guard isTaken else { return Moved(timer: timer, isTaken: false, step: Step()) }
        return step(json).map { Moved(timer: timer, isTaken: true, step: $0) }
    }

    func reached(_ json: JSONView, _ step: DeadlineReached.Step) -> DeadlineReached? {
        guard let (index, after) = deadline(json["deadline"]),
            let dueAt = instant(json["was_due_at"])
        else { return nil }
        var tasks: [OpenTask]?
        if !json["tasks"].isNull {
            guard let open = all(json["tasks"], task) else { return nil }
            tasks = open
        }
        return DeadlineReached(
            deadline: index, step: step, ladderStep: json["ladder_step"].int.map { Int($0) },
            dueAt: dueAt, after: after, tasks: tasks,
            did: json["did"].string.flatMap(DeadlineReached.Deed.init),
            refusal: text(json["refusal"]))
    }

    func completed(_ json: JSONView) -> TaskCompleted? {
        guard let task = json["task"].string, let agency = json["agency"].string,
            let documents = all(json["documents"], document)
        else { return nil }
        var step: Step?
        if !json["states"].isNull {
            guard let read = self.step(json) else { return nil }
            step = read
        }
        return TaskCompleted(
            task: task, agency: agency, note: json["note"].string, documents: documents,
            member: json["member"].string, outcome: json["result"].string,
            isLate: json["late"].bool ?? false, isOnBehalf: json["on_behalf"].bool ?? false,
            step: step)
    }

    func recounted(_ json: JSONView) -> Recounted? {
        guard let calendar = json["calendar"].string,
            let deadlines = all(json["deadlines"], deadlineChange),
            let before = all(json["was_due"], date), before.count == deadlines.count,
            let timers = all(json["timers"], timerChange)
        else { return nil }
        return Recounted(
            calendar: calendar, deadlines: deadlines, before: before, timers: timers)
    }

    func documentRegistered(_ json: JSONView) -> DocumentRegistered? {
        guard let document = RegisteredDocument(json),
            let documents = all(json["documents"], self.document)
        else { return nil }
        return DocumentRegistered(document, documents: documents)
    }

    func step(_ json: JSONView) -> Step? {
        guard let exited = states(json["exited"]), let entered = states(json["entered"]),
            let configuration = states(json["states"]), let memory = all(json["memory"], memory),
            let changes = all(json["changes"], change),
            let deadlines = all(json["deadlines"], deadlineChange),
            let armed = all(json["armed"], timer), let opened = all(json["opened"], task),
            let openedChildren = all(json["opened_children"], opening),
            let rounds = all(json["rounds"], round)
        else { return nil }
        var step = Step()
        step.exited = exited
        step.entered = entered
        step.configuration = configuration
        step.memory = memory
        step.changes = changes
        step.deadlines = deadlines
        step.armed = armed
        step.opened = opened
        step.openedChildren = openedChildren.map { ChildOpening(child: $0) }
        step.rounds = rounds
        step.outcome = json["outcome"].string
        return step
    }

    func change(_ json: JSONView) -> FieldChange? {
        guard let field = json["field"].string.flatMap({ workflow.fieldIndex[$0] }) else {
            return nil
        }
        let type = workflow.fields[field].type
        let new = FieldValue(json["new"], as: type)
        let old = FieldValue(json["old"], as: type)
        guard (new == nil) == json["new"].isNull, (old == nil) == json["old"].isNull else {
            return nil
        }
        return FieldChange(field: field, old: old, new: new)
    }

    private func timerChange(_ json: JSONView) -> TimerChange? {
        guard let after = timer(json), let dueAt = instant(json["was_due_at"]) else { return nil }
        var before = after
        before.dueAt = dueAt
        return TimerChange(before: before, after: after)
    }

    func deadlineChange(_ json: JSONView) -> DeadlineChange? {
        guard let (index, after) = deadline(json),
            let kind = json["change"].string.flatMap(DeadlineChange.Kind.init)
        else { return nil }
        return DeadlineChange(deadline: index, kind: kind, after: after)
    }
}
