import JSON
import WorkflowCalendar
import WorkflowModel

// Approvals and break-glass in events, in canonical order.

extension ApprovalGiven {
    func write(to writer: inout JSONWriter, for principal: String?, _ workflow: Workflow) {
        writer.member("action", workflow.actionNames[action])
        writer.member("agency", agency)
        writer.changes(changes, workflow)
        writer.list("documents", documents) { $0.document($1) }
        if let principal { writer.member("for", principal) }
        writer.member("given", given)
        writer.member("needed", needed)
        if let note { writer.member("note", note) }
        writer.key("people")
        writer.strings(people)
        writer.member("state", workflow[state].name)
    }
}

extension BreakGlassRequested {
    func write(to writer: inout JSONWriter, for principal: String?, _ workflow: Workflow) {
        writer.member("action", workflow.actionNames[request.action])
        writer.member("agency", agency)
        writer.key("constraints")
        writer.strings(request.constraints)
        if let principal { writer.member("for", principal) }
        writer.member("note", request.note)
        writer.key("people")
        writer.strings(request.people)
        writer.member("permission", request.lacksPermission)
        writer.member("state", workflow[request.state].name)
        writer.instant("until", request.until)
    }
}

extension Override {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.list("by", others) { writer, other in
            writer.beginObject()
            writer.instant("at", other.at)
            writer.member("note", other.note)
            writer.key("people")
            writer.strings(other.people)
            writer.endObject()
        }
        writer.key("constraints")
        writer.strings(constraints)
        writer.member("permission", lacksPermission)
        writer.endObject()
    }
}

extension PartReader {
    func approvalGiven(_ json: JSONView) -> ApprovalGiven? {
        guard let action = json["action"].string.flatMap({ workflow.actionIndex[$0] }),
            let state = state(json["state"]), let agency = json["agency"].string,
            let documents = all(json["documents"], document),
            let changes = all(json["changes"], change), let given = json["given"].int,
            let needed = json["needed"].int
        else { return nil }
        return ApprovalGiven(
            action: action, state: state, people: strings(json["people"]), agency: agency,
            note: json["note"].string, documents: documents, changes: changes,
            given: Int(given), needed: Int(needed))
    }

    func breakGlassRequested(_ json: JSONView, at now: Int64) -> BreakGlassRequested? {
        guard let action = json["action"].string.flatMap({ workflow.actionIndex[$0] }),
            let state = state(json["state"]), let agency = json["agency"].string,
            let note = json["note"].string, let until = instant(json["until"]),
            let permission = json["permission"].bool
        else { return nil }
        return BreakGlassRequested(
            BreakGlassRequest(
                action: action, state: state, people: strings(json["people"]),
                at: .init(millisecondsSinceEpoch: now), until: until, note: note,
                constraints: strings(json["constraints"]), lacksPermission: permission),
            agency: agency)
    }

    /// Nil also when there is none.
    func override(_ json: JSONView) -> Override? {
        guard let permission = json["permission"].bool else { return nil }
        let others = all(json["by"]) { other -> Override.Participant? in
            guard let at = instant(other["at"]), let note = other["note"].string else {
                return nil
            }
            return Override.Participant(people: strings(other["people"]), at: at, note: note)
        }
        guard let others else { return nil }
        return Override(
            others: others, constraints: strings(json["constraints"]),
            lacksPermission: permission)
    }
}
