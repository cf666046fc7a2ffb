public import JSON
import WorkflowCalendar
public import WorkflowModel

extension ItemState {
    /// The state as canonical JSON, for the next decision to start from without its history.
    public var snapshot: String {
        var writer = JSONWriter(reserving: 2048)
        writer.beginObject()
        writer.key("acts")
        writer.beginArray()
        for (index, history) in acts.enumerated() {
            guard let history else { continue }
            writer.act(history, workflow.actionNames[index])
        }
        writer.endArray()
        writer.key("deadlines")
        writer.beginArray()
        for (index, deadline) in deadlines.enumerated() {
            guard let deadline else { continue }
            writer.deadline(deadline, name: workflow.deadlines[index].name, change: nil)
        }
        writer.endArray()
        writer.list("documents", documents) { $0.document($1) }
        writeFields(&writer)
        writer.limits(limits, workflow)
        writer.list("memory", memory) { $0.memory($1, workflow) }
        if let outcome { writer.member("outcome", outcome) }
        if let plan { writer.member("plan", plan) }
        if let schedule { writer.member("schedule", schedule) }
        writer.instant("started_at", startedAt)
        if let startedBy { writer.member("started_by", startedBy) }
        writer.key("states")
        writer.states(configuration, workflow)
        writer.list("tasks", tasks) { $0.task($1, workflow) }
        writer.list("timers", timers) { $0.timer($1, workflow) }
        writer.instant("updated_at", updatedAt)
        writer.member("version", version)
        writer.key("visited")
        writer.states(visited, workflow)
        writer.endObject()
        return writer.text
    }

    private func writeFields(_ writer: inout JSONWriter) {
        writer.key("fields")
        writer.beginArray()
        for (index, value) in fields.enumerated() {
            guard let value else { continue }
            writer.beginArray()
            writer.string(workflow.fields[index].name)
            writer.value(of: value)
            writer.endArray()
        }
        writer.endArray()
    }

    /// Reads a snapshot back; nil when it does not fit the workflow.
    public init?(id: String, workflow: Workflow, snapshot json: JSONView) {
        let reader = PartReader(workflow: workflow)
        guard let configuration = reader.states(json["states"]),
            let visited = reader.states(json["visited"]), let version = json["version"].int,
            let startedAt = reader.instant(json["started_at"]),
            let updatedAt = reader.instant(json["updated_at"]),
            let memory = reader.all(json["memory"], reader.memory),
            let documents = reader.all(json["documents"], reader.document),
            let tasks = reader.all(json["tasks"], reader.task),
            let timers = reader.all(json["timers"], reader.timer),
            let limits = reader.limits(json["limits"]),
            let fields = reader.fields(json["fields"]), let acts = reader.acts(json["acts"]),
            let deadlineList = reader.all(json["deadlines"], reader.deadline)
        else { return nil }
        var deadlines = [DeadlineState?](repeating: nil, count: workflow.deadlines.count)
        for (index, deadline) in deadlineList { deadlines[index] = deadline }
        self.init(
            ItemContent(
                id: id, workflow: workflow, version: Int(version), plan: json["plan"].string,
                schedule: json["schedule"].string, startedAt: startedAt,
                startedBy: json["started_by"].string, updatedAt: updatedAt,
                configuration: configuration, visited: visited, memory: memory, fields: fields,
                acts: acts, deadlines: deadlines, timers: timers, tasks: tasks,
                documents: documents, limits: limits, outcome: json["outcome"].string))
    }
}

extension JSONWriter {
    fileprivate mutating func act(_ history: ActHistory, _ name: String) {
        beginObject()
        member("action", name)
        member("actor", history.last.actor)
        member("agency", history.last.agency)
        instant("at", history.last.at)
        member("count", history.last.count)
        key("people")
        strings(history.people)
        endObject()
    }
}

extension PartReader {
    fileprivate func fields(_ json: JSONView) -> [FieldValue?]? {
        var fields = [FieldValue?](repeating: nil, count: workflow.fields.count)
        guard let pairs = json.array else { return fields }
        for pair in pairs {
            guard let index = pair[0].string.flatMap({ workflow.fieldIndex[$0] }),
                let value = FieldValue(pair[1], as: workflow.fields[index].type)
            else { return nil }
            fields[index] = value
        }
        return fields
    }

    fileprivate func acts(_ json: JSONView) -> [ActHistory?]? {
        var acts = [ActHistory?](repeating: nil, count: workflow.actionNames.count)
        guard let list = json.array else { return acts }
        for act in list {
            guard let index = act["action"].string.flatMap({ workflow.actionIndex[$0] }),
                let actor = act["actor"].string, let agency = act["agency"].string,
                let at = instant(act["at"]), let count = act["count"].int
            else { return nil }
            acts[index] = ActHistory(
                last: ActRecord(actor: actor, agency: agency, at: at, count: Int(count)),
                people: strings(act["people"]))
        }
        return acts
    }
}
