extension Workflow {
    /// The step that lies ahead and asks for a field, or writes it, where a new item cannot be given
    /// it: no step that can be taken at once does, it is not required at the start, and nobody may
    /// edit it outside a step. Who starts an item does not answer for what others will have to say.
    ///
    /// - Parameter field: its index.
    public func stepAhead(askingFor field: Int) -> Action? {
        if fields[field].isRequired || edits.contains(where: { $0.fields.contains(field) }) {
            return nil
        }
        var ahead: Action?
        for action in states.lazy.flatMap(\.actions)
        where action.asks(for: field) || action.writes(field) {
            if beginning.contains(action.transitions[0].source) { return nil }
            ahead = ahead ?? action
        }
        return ahead
    }

    /// The states an item may be in once it has begun.
    private var beginning: StateSet {
        var found = StateSet()
        enter(.root, &found)
        return found
    }

    private func enter(_ state: StateID, _ found: inout StateSet) {
        if found.contains(state) { return }
        found.insert(state)
        let node = self[state]
        switch node.kind {
        case .atomic, .final: break
        case .parallel: for child in node.children { enter(child, &found) }
        case .compound(let initial), .history(_, let initial):
            for first in initial { enter(first, within: state, &found) }
        }
        for transition in node.always {
            for target in transition.targets { enter(target, within: .root, &found) }
        }
    }

    /// Enters a state with those around it up to one.
    private func enter(_ state: StateID, within outer: StateID, _ found: inout StateSet) {
        var around = self[state].parent
        while let next = around, next != outer {
            if self[next].kind == .parallel { enter(next, &found) } else { found.insert(next) }
            around = self[next].parent
        }
        enter(state, &found)
    }
}

extension Action {
    /// Whether a field is handed in with it.
    package func asks(for field: Int) -> Bool {
        input.contains(field)
            || requirements.contains { requirement in
                if case .field(field) = requirement { true } else { false }
            }
    }

    fileprivate func writes(_ field: Int) -> Bool {
        transitions.contains { $0.assignments.contains { $0.field == field } }
    }
}
