import WorkflowModel

extension Macrostep {
    /// For every innermost active state, the first transition of this kind that is enabled, looked
    /// for outwards; of two that would leave the same state, the inner one wins, then the earlier.
    func enabled(_ kind: (StateNode) -> [Transition]) -> [Transition] {
        var found: [Transition] = []
        for leaf in configuration where !workflow[leaf].descendants.intersects(configuration) {
            var candidate: StateID? = leaf
            while let state = candidate {
                let node = workflow[state]
                let transitions = kind(node)
                if !transitions.isEmpty,
                    let transition = evaluator.firstEnabled(transitions)
                {
                    if !found.contains(where: { $0.range == transition.range }) {
                        found.append(transition)
                    }
                    break
                }
                candidate = node.parent
            }
        }
        return found.count < 2 ? found : withoutConflicts(found)
    }

    func withoutConflicts(_ transitions: [Transition]) -> [Transition] {
        var kept: [(transition: Transition, exits: StateSet)] = []
        for transition in transitions {
            let exits = workflow.exitSet(of: transition, from: configuration)
            let rivals = kept.filter { $0.exits.intersects(exits) }
            let isInner = rivals.allSatisfy { rival in
                workflow[rival.transition.source].descendants.contains(transition.source)
            }
            guard isInner else { continue }
            kept.removeAll { $0.exits.intersects(exits) }
            kept.append((transition, exits))
        }
        return kept.map(\.transition)
    }
}
