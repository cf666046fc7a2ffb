import JSON
import WorkflowCalendar
import WorkflowModel

// What states asked of the members of lists, and who took which task. Members of objects stand in
// canonical order.

extension JSONWriter {
    mutating func rounds(_ changes: [RoundChange], _ workflow: Workflow) {
        list("rounds", changes) { $0.round($1, workflow) }
    }

    private mutating func round(_ change: RoundChange, _ workflow: Workflow) {
        beginObject()
        names("kept", change.kept)
        if let members = change.opened {
            key("members")
            beginArray()
            for member in members { self.member(member) }
            endArray()
        }
        names("released", change.released)
        if change.isResumed { member("resumed", true) }
        if change.isSatisfied { member("satisfied", true) }
        member("state", workflow[change.state].name)
        endObject()
    }

    private mutating func member(_ member: TaskMember) {
        beginObject()
        self.member("code", member.code)
        key("desk")
        desk(member.desk)
        names("groups", member.groups)
        list("substitutes", member.substitutes) { $0.desk($1) }
        endObject()
    }

    private mutating func desk(_ desk: TaskDesk) {
        beginObject()
        member("agency", desk.agency)
        names("people", desk.people)
        names("roles", desk.roles)
        endObject()
    }

    private mutating func names(_ name: StaticString, _ names: [String]) {
        if names.isEmpty { return }
        key(name)
        strings(names)
    }

    mutating func claim(_ claim: TaskClaim) {
        key("claim")
        beginObject()
        instant("at", claim.at)
        if let assigner = claim.assigner { member("by", assigner) }
        member("person", claim.person)
        endObject()
    }

    mutating func handled(
        _ handled: TaskHandled, for principal: String?, _ workflow: Workflow
    ) {
        member("agency", handled.agency)
        if let principal { member("for", principal) }
        if let member = handled.task.member { self.member("member", member) }
        if let note = handled.note { member("note", note) }
        if let order = handled.task.order { member("order", order) }
        member("person", handled.person)
        member("state", workflow[handled.task.state].name)
        member("task", handled.task.name(workflow))
    }
}

extension TaskKey {
    /// What people call the task by.
    func name(_ workflow: Workflow) -> String {
        if let order { return order }
        return (member == nil ? nil : workflow[state].tasks?.name) ?? workflow[state].name
    }
}

extension PartReader {
    func handled(_ json: JSONView, _ kind: TaskHandled.Kind) -> TaskHandled? {
        guard let state = state(json["state"]), let person = json["person"].string,
            let agency = json["agency"].string
        else { return nil }
        return TaskHandled(
            kind: kind,
            task: TaskKey(
                state: state, order: json["order"].string, member: json["member"].string),
            person: person, agency: agency, note: json["note"].string)
    }

    func claim(_ json: JSONView) -> TaskClaim? {
        guard let person = json["person"].string, let at = instant(json["at"]) else { return nil }
        return TaskClaim(person: person, at: at, assigner: json["by"].string)
    }

    func round(_ json: JSONView) -> RoundChange? {
        guard let state = state(json["state"]) else { return nil }
        var change = RoundChange(state: state)
        if !json["members"].isNull {
            guard let members = all(json["members"], member) else { return nil }
            change.opened = members
        }
        change.kept = strings(json["kept"])
        change.released = strings(json["released"])
        change.isResumed = json["resumed"].bool ?? false
        change.isSatisfied = json["satisfied"].bool ?? false
        return change
    }

    private func member(_ json: JSONView) -> TaskMember? {
        guard let code = json["code"].string, let desk = desk(json["desk"]) else { return nil }
        var member = TaskMember(code: code, desk: desk)
        member.groups = strings(json["groups"])
        guard let substitutes = all(json["substitutes"], self.desk) else { return nil }
        member.substitutes = substitutes
        return member
    }

    private func desk(_ json: JSONView) -> TaskDesk? {
        json["agency"].string.map {
            TaskDesk(agency: $0, roles: strings(json["roles"]), people: strings(json["people"]))
        }
    }
}
