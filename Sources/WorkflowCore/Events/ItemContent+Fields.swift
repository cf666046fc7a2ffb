import WorkflowModel

extension ItemContent {
    /// Applies what stands beside the step itself.
    mutating func record(_ changed: FieldsChanged, by people: [String]) {
        for field in changed.fields
        where changed.step.changes.contains(where: { $0.field == field }) {
            for person in people { remember(.changed(field: field, person: person)) }
        }
    }

    mutating func apply(_ undone: ActionUndone, by people: [String]) {
        configuration = undone.configuration
        visited = undone.visited
        memory = undone.memory
        for change in undone.changes { fields[change.field] = change.new }
        for change in undone.deadlines { deadlines[change.deadline] = change.after }
        for index in undone.unset { deadlines[index] = nil }
        timers = undone.timers
        tasks = undone.open
        acts[undone.action] = undone.act
        outcome = nil
        if oversight != nil { reviseOversight(exited: undone.exited, changes: undone.changes) }
        for person in people { remember(.undone(action: undone.action, person: person)) }
    }
}
