import JSON
import WorkflowCalendar
import WorkflowModel

extension ItemState {
    /// Reads a snapshot of before version 4 of the stores, which were JSON; nil when it does not fit
    /// the workflow.
    init?(id: String, workflow: Workflow, oldSnapshot json: JSONView) {
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
                people: strings(act["people"]), served: act["served"].int.map { Int($0) } ?? 0)
        }
        return acts
    }
}
