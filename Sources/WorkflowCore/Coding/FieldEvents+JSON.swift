import JSON
import WorkflowModel

extension JSONWriter {
    mutating func changed(
        _ changed: FieldsChanged, for principal: String?, _ workflow: Workflow
    ) {
        member("agency", changed.agency)
        step(
            changed.step, workflow,
            inserting: { writer, place in
                switch place {
                case .limits: if let principal { writer.member("for", principal) }
                case .note: if let note = changed.note { writer.member("note", note) }
                case .cause, .children, .documents: break
                }
            })
        rounds(changed.step.rounds, workflow)
        key("set")
        strings(changed.fields.map { workflow.fields[$0].name })
        restOfStep(changed.step, workflow)
    }

    mutating func undone(
        _ undone: ActionUndone, for principal: String?, _ workflow: Workflow
    ) {
        if let act = undone.act {
            key("act")
            self.act(act)
        }
        member("action", workflow.actionNames[undone.action])
        member("agency", undone.agency)
        changes(undone.changes, workflow)
        list("closed", undone.closed) { $0.task($1, workflow) }
        list("deadlines", undone.deadlines) { writer, change in
            writer.deadline(
                change.after, name: workflow.deadlines[change.deadline].name,
                change: change.kind.rawValue)
        }
        key("entered")
        states(undone.entered, workflow)
        key("exited")
        states(undone.exited, workflow)
        if let principal { member("for", principal) }
        list("memory", undone.memory) { $0.memory($1, workflow) }
        if let note = undone.note { member("note", note) }
        list("open", undone.open) { $0.task($1, workflow) }
        key("states")
        states(undone.configuration, workflow)
        list("timers", undone.timers) { $0.timer($1, workflow) }
        member("undone", undone.version)
        if !undone.unset.isEmpty {
            key("unset")
            strings(undone.unset.map { workflow.deadlines[$0].name })
        }
        key("visited")
        states(undone.visited, workflow)
    }

    private mutating func act(_ act: ActHistory) {
        beginObject()
        member("actor", act.last.actor)
        member("agency", act.last.agency)
        instant("at", act.last.at)
        member("count", act.last.count)
        if !act.earlierAgencies.isEmpty {
            key("earlier_agencies")
            strings(act.earlierAgencies)
        }
        key("people")
        strings(act.people)
        member("served", act.served)
        endObject()
    }
}

extension PartReader {
    func changed(_ json: JSONView) -> FieldsChanged? {
        guard let agency = json["agency"].string, let fields = all(json["set"], field),
            let step = step(json)
        else { return nil }
        return FieldsChanged(
            agency: agency, note: json["note"].string, fields: fields, step: step)
    }

    func undone(_ json: JSONView) -> ActionUndone? {
        guard let version = json["undone"].int, let agency = json["agency"].string,
            let action = json["action"].string.flatMap({ workflow.actionIndex[$0] }),
            let entered = states(json["entered"]), let exited = states(json["exited"]),
            let configuration = states(json["states"]), let visited = states(json["visited"]),
            let memory = all(json["memory"], memory), let changes = all(json["changes"], change),
            let deadlines = all(json["deadlines"], deadlineChange),
            let unset = all(json["unset"], deadlineName),
            let timers = all(json["timers"], timer), let open = all(json["open"], task),
            let closed = all(json["closed"], task)
        else { return nil }
        var act: ActHistory?
        if !json["act"].isNull {
            guard let known = self.act(json["act"]) else { return nil }
            act = known
        }
        return ActionUndone(
            version: Int(version), action: action, act: act, agency: agency,
            note: json["note"].string, entered: entered, exited: exited,
            configuration: configuration, visited: visited, memory: memory, changes: changes,
            deadlines: deadlines, unset: unset, timers: timers, open: open, closed: closed)
    }

    private func field(_ json: JSONView) -> Int? { json.string.flatMap { workflow.fieldIndex[$0] } }

    private func deadlineName(_ json: JSONView) -> Int? {
        json.string.flatMap { workflow.deadlineIndex[$0] }
    }

    private func act(_ json: JSONView) -> ActHistory? {
        guard let actor = json["actor"].string, let agency = json["agency"].string,
            let at = instant(json["at"]), let count = json["count"].int,
            let served = json["served"].int
        else { return nil }
        var history = ActHistory(
            last: ActRecord(actor: actor, agency: agency, at: at, count: Int(count)),
            people: strings(json["people"]), served: Int(served))
        history.earlierAgencies = strings(json["earlier_agencies"])
        return history
    }
}

extension SnapshotWriter {
    mutating func priorPart(_ part: PriorPart, _ workflow: Workflow) {
        switch part {
        case .undone(let action, let person):
            byte(0)
            name(workflow.actionNames[action], at: action)
            text(person)
        case .changed(let field, let person):
            byte(1)
            name(workflow.fields[field].name, at: field)
            text(person)
        }
    }
}

extension SnapshotReader {
    mutating func priorPart() -> PriorPart? {
        switch byte() {
        case 0: action().map { .undone(action: $0, person: text()) }
        case 1: field().map { .changed(field: $0, person: text()) }
        default: nil
        }
    }
}
