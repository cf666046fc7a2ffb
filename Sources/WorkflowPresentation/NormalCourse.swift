package import WorkflowCore
package import WorkflowModel

/// Which states show where an item is: those on the way that the normal course takes, and any other
/// that is active or was.
package struct NormalCourse {
    private let state: ItemState
    /// Entered first, or by what is not optional.
    private let expected: StateSet

    private var workflow: Workflow { state.workflow }

    package init(of state: ItemState) {
        self.state = state
        expected = Self.expected(in: state.workflow)
    }

    /// A region is worth a line when something in it is going on that people are shown.
    package func isShown(_ region: StateID) -> Bool {
        !workflow[region].isHidden
            && state.visibleLeaves.contains { workflow[region].subtree.contains($0) }
    }

    /// Those inside a compound one, in the order they are written.
    package func children(of container: StateID) -> [StateID] {
        var hasFinal = false
        let all = workflow[container].children
        let isAtEnd = all.contains { workflow[$0].isFinal && state.configuration.contains($0) }
        return all.filter { child in
            let node = workflow[child]
            if case .history = node.kind { return false }
            if node.isHidden { return false }
            if state.configuration.contains(child) { return true }
            if node.isFinal {
                // One end is enough to see where the way leads; that of a part is none.
                if container != .root || isAtEnd || hasFinal || !expected.contains(child) {
                    return false
                }
                hasFinal = true
                return true
            }
            return state.visited.contains(child) || expected.contains(child)
        }
    }

    private static func expected(in workflow: Workflow) -> StateSet {
        var set = StateSet()
        for node in workflow.states {
            if case .compound(let initial) = node.kind { set.formUnion(StateSet(initial)) }
            var transitions = node.always + node.done + node.timed.map(\.transition)
            for action in node.actions where !action.isOptional {
                transitions += action.transitions
            }
            for target in transitions.flatMap(\.targets) {
                set.insert(target)
                // To enter a state is to enter those around it.
                var parent = workflow[target].parent
                while let id = parent {
                    set.insert(id)
                    parent = workflow[id].parent
                }
            }
        }
        return set
    }
}
