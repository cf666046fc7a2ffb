import WorkflowModel

extension Recipients {
    /// Who started the item, then who took its actions, in the order of the definition; each once
    /// and without who caused the event.
    var previousActors: [String] {
        var found: [String] = []
        func add(_ id: String) {
            if id != actor, !found.contains(id) { found.append(id) }
        }
        if let starter = state.startedBy { add(starter) }
        for act in state.acts { act?.people.forEach(add) }
        for approval in state.approvals { approval.people.forEach(add) }
        return found
    }

    /// The agencies the field `coordinating` names, by code or as people call them. A name nobody
    /// knows stands as it is, so that whoever reads the message sees it.
    var coordinating: [String] {
        let names: [FieldValue] =
            switch state[field: "coordinating"] {
            case .list(let values)?: values
            case let value?: [value]
            case nil: []
            }
        var found: [String] = []
        for case .string(let name) in names where !name.isEmpty {
            let code = organisation.agency(called: name)?.code ?? name
            if !found.contains(code) { found.append(code) }
        }
        return found
    }
}
