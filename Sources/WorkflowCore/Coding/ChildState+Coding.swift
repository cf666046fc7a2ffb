import Diagnostics
import JSON
import WorkflowModel

extension JSONWriter {
    /// What a parent knows of a child.
    mutating func child(_ child: ChildState, _ workflow: Workflow) {
        beginObject()
        let known = zip(workflow.childFields, child.fields).compactMap { field, value in
            value.map { (field.name, $0) }
        }
        if !known.isEmpty {
            key("fields")
            beginObject()
            for (name, value) in known.sorted(by: {
                $0.0.utf8.lexicographicallyPrecedes($1.0.utf8)
            }) {
                key(named: name)
                self.value(of: value)
            }
            endObject()
        }
        member("id", child.id)
        identity(child)
        member("opener", workflow[child.opener].name)
        if let outcome = child.outcome { member("outcome", outcome) }
        key("states")
        strings(child.states)
        member("workflow", child.workflow)
        endObject()
    }

    /// A child that is about to begin.
    mutating func opening(_ child: ChildState, _ workflow: Workflow) {
        beginObject()
        member("id", child.id)
        identity(child)
        member("opener", workflow[child.opener].name)
        member("workflow", child.workflow)
        endObject()
    }

    private mutating func identity(_ child: ChildState) {
        if let member = child.member { self.member("member", member) }
        member("n", child.number)
    }

    mutating func left(_ left: ChildLeft) {
        beginObject()
        member("action", left.action)
        member("child", left.child)
        localized("reason", left.reason)
        endObject()
    }

    mutating func cause(_ cause: EventCause) {
        key("caused_by")
        beginObject()
        member("item", cause.item)
        member("version", cause.version)
        endObject()
    }
}

extension PartReader {
    func child(_ json: JSONView) -> ChildState? {
        guard var child = opening(json), let states = json["states"].array else { return nil }
        child.states = states.compactMap(\.string)
        child.outcome = json["outcome"].string
        for (index, field) in workflow.childFields.enumerated() {
            let value = json["fields"][named: field.name]
            guard !value.isNull else { continue }
            guard let read = FieldValue(value, as: field.type) else { return nil }
            child.fields[index] = read
        }
        return child
    }

    func opening(_ json: JSONView) -> ChildState? {
        guard let id = json["id"].string, let name = json["workflow"].string,
            let opener = state(json["opener"]), let number = json["n"].int
        else { return nil }
        return ChildState(
            id: id, workflow: name, opener: opener, number: Int(number),
            member: json["member"].string,
            fields: Array(repeating: nil, count: workflow.childFields.count))
    }

    func left(_ json: JSONView) -> ChildLeft? {
        guard let child = json["child"].string, let action = json["action"].string,
            let reason = text(json["reason"])
        else { return nil }
        return ChildLeft(child: child, action: action, reason: reason)
    }

    func cause(_ json: JSONView) -> EventCause? {
        guard let item = json["item"].string, let version = json["version"].int else { return nil }
        return EventCause(item: item, version: Int(version))
    }
}

extension SnapshotWriter {
    mutating func child(_ child: ChildState, _ workflow: Workflow) {
        text(child.id)
        text(child.workflow)
        state(child.opener, workflow)
        number(child.number)
        optional(child.member)
        list(child.states) { $0.text($1) }
        optional(child.outcome)
        present(child.fields) { writer, index, value in
            writer.name(workflow.childFields[index].name, at: index)
            writer.value(value)
        }
    }
}

extension SnapshotReader {
    /// Nil when something of it is not in the workflow.
    mutating func child() -> ChildState? {
        let id = text()
        let name = text()
        guard let opener = state() else { return nil }
        var child = ChildState(
            id: id, workflow: name, opener: opener, number: smallNumber(),
            member: optionalText(), states: list { $0.text() }, outcome: optionalText(),
            fields: Array(repeating: nil, count: workflow.childFields.count))
        let fields = workflow.childFields
        while flag() {
            guard
                let index = place(
                    of: fields.count, { fields[$0].name },
                    { name in fields.firstIndex { $0.name == name } }),
                let value = value(as: fields[index].type)
            else { return nil }
            child.fields[index] = value
        }
        return child
    }
}
