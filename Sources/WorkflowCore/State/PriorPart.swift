import WorkflowModel

/// What somebody did to an item that its acts do not show: separation of duties counts it all the
/// same.
public enum PriorPart: Hashable, Sendable {
    /// Took the action, by the index of its name, and took it back.
    case undone(action: Int, person: String)
    /// Changed the field, by index, outside an action.
    case changed(field: Int, person: String)
}

extension ItemState {
    /// Each once, in the order of the first time.
    public var priorParts: [PriorPart] { content.priorParts }

    /// Whether somebody ever took an action, be it that they took it back, or changed by themselves
    /// a field that is handed in with it.
    package func tookPart(_ person: String, in action: Int) -> Bool {
        if acts[action]?.people.contains(person) == true { return true }
        if content.priorParts.isEmpty { return false }
        return content.priorParts.contains { part in
            switch part {
            case .undone(action, person): true
            case .changed(let field, person):
                workflow.actionsByName[action].contains { $0.inputFields.contains(field) }
            default: false
            }
        }
    }
}

extension ItemContent {
    mutating func remember(_ part: PriorPart) {
        if !priorParts.contains(part) { priorParts.append(part) }
    }
}
