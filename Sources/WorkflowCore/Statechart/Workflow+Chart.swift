package import WorkflowModel

/// The set algebra of statecharts over one workflow: which states a transition leaves and which it
/// enters. The algorithm is that of W3C SCXML 1.0, appendix D.
extension Workflow {
    /// The innermost state that contains the source and all targets and of which one child is
    /// active at a time. Nothing at or above it is left.
    package func domain(of transition: Transition) -> StateID {
        var shared = ancestors[transition.source.index].subtracting(parallels)
        for target in transition.targets {
            shared = shared.intersection(ancestors[target.index])
        }
        // Ancestors are numbered from the outside in.
        return shared.popLast() ?? .root
    }

    /// Whether a transition leads back to where the item was.
    func isResuming(_ transition: Transition) -> Bool {
        for target in transition.targets {
            if case .history = states[target.index].kind { return true }
        }
        return false
    }

    /// The active states a transition of this domain leaves; one without targets has none.
    package func exitSet(below domain: StateID, from configuration: StateSet) -> StateSet {
        configuration.intersection(descendants[domain.index])
    }

    package func exitSet(of transition: Transition, from configuration: StateSet) -> StateSet {
        if transition.targets.isEmpty { return [] }
        return exitSet(below: domain(of: transition), from: configuration)
    }

    /// The states to enter for the targets, ancestors below the domain and default descendants
    /// included. `kept` are the states that stay active.
    package func entrySet(
        of transition: Transition, below domain: StateID, kept: StateSet, memory: [HistoryMemory]
    ) -> StateSet {
        if transition.targets.count == 1, case let target = transition.targets[0],
            plain.contains(target), ancestors[target.index].last == domain
        {
            // A plain state beside the source: nothing else is entered.
            return StateSet(only: target)
        }
        var entering = EntrySet(workflow: self, memory: memory)
        for target in transition.targets { entering.addDescendants(of: target) }
        for target in transition.targets { entering.addAncestors(of: target, below: domain) }
        return entering.states.subtracting(kept)
    }

    /// The states active when an item begins.
    package func initialEntrySet() -> StateSet {
        var entering = EntrySet(workflow: self, memory: [])
        entering.addDescendants(of: .root)
        return entering.states
    }

    /// Whether a state is done: one of its final children is active, or all its regions are done,
    /// or it is active and has been given all it waits for.
    package func isDone(
        _ state: StateID, in configuration: StateSet, satisfied: StateSet
    ) -> Bool {
        let node = self[state]
        switch node.kind {
        case .compound:
            return node.children.contains { child in
                guard case .final = self[child].kind else { return false }
                return configuration.contains(child)
            }
        case .parallel:
            return node.children.allSatisfy { child in
                if case .history = self[child].kind { return true }
                return isDone(child, in: configuration, satisfied: satisfied)
            }
        case .atomic:
            return configuration.contains(state) && satisfied.contains(state)
        case .final, .history:
            return false
        }
    }
}

/// Collects the states a transition enters.
private struct EntrySet {
    let workflow: Workflow
    let memory: [HistoryMemory]
    var states = StateSet()

    mutating func addDescendants(of state: StateID) {
        let node = workflow[state]
        if case .history(_, let fallback) = node.kind {
            let remembered = memory.first { $0.state == state }?.remembered
            let targets = remembered.map(Array.init) ?? fallback
            // A history state always has a parent: the loader sees to it.
            let parent = node.parent ?? .root
            for target in targets { addDescendants(of: target) }
            for target in targets { addAncestors(of: target, below: parent) }
            return
        }
        states.insert(state)
        switch node.kind {
        case .compound(let initial):
            for child in initial { addDescendants(of: child) }
            for child in initial { addAncestors(of: child, below: state) }
        case .parallel:
            addRegions(of: node)
        case .atomic, .final, .history:
            break
        }
    }

    mutating func addAncestors(of state: StateID, below domain: StateID) {
        // The parent of a history state is entered with it, being an ancestor of what it stands for.
        var ancestor = workflow[state].parent
        while let current = ancestor, current != domain {
            states.insert(current)
            let node = workflow[current]
            if case .parallel = node.kind { addRegions(of: node) }
            ancestor = node.parent
        }
    }

    /// Enters the regions that no target lies in.
    private mutating func addRegions(of node: StateNode) {
        for child in node.children {
            if case .history = workflow[child].kind { continue }
            if !states.intersects(workflow[child].subtree) { addDescendants(of: child) }
        }
    }
}
