import Diagnostics
import WorkflowCore
import WorkflowModel
import WorkflowPresentation

/// Where an item is, as the states of its normal course in the order they are written: those passed
/// ticked, those active marked; what runs at the same time, one under the other.
struct StepChains {
    let state: ItemState

    private var workflow: Workflow { state.workflow }

    var view: [View] { chains(inside: .root, label: nil) }

    private func chains(inside container: StateID, label: String?) -> [View] {
        if case .parallel = workflow[container].kind {
            return workflow[container].children.filter(isShown).flatMap { region in
                children(of: region).isEmpty
                    ? [chain([region], label: nil)]
                    : chains(inside: region, label: workflow[region].title.spoken)
            }
        }
        let shown = children(of: container)
        if shown.isEmpty { return [] }
        var views = [chain(shown, label: label)]
        for child in shown
        where state.configuration.contains(child) && !workflow[child].children.isEmpty {
            views += chains(inside: child, label: workflow[child].title.spoken)
        }
        // What only says that the item is open is no step of its own.
        if container == .root, views.count > 1 { views.removeFirst() }
        return views
    }

    /// A region is worth a line when something in it is going on that people are shown.
    private func isShown(_ region: StateID) -> Bool {
        !workflow[region].isHidden
            && state.visibleLeaves.contains { workflow[region].subtree.contains($0) }
    }

    private func children(of container: StateID) -> [StateID] {
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

    /// The states that the normal course enters: first, or by what is not optional.
    private var expected: StateSet {
        var set = StateSet()
        for node in workflow.states {
            if case .compound(let initial) = node.kind { set.formUnion(StateSet(initial)) }
            var transitions = node.always + node.done + node.timed.map(\.transition)
            for action in node.actions where !action.isOptional {
                transitions += action.transitions
            }
            for target in transitions.flatMap(\.targets) {
                set.insert(target)
                var parent = workflow[target].parent
                while let id = parent {
                    set.insert(id)
                    parent = workflow[id].parent
                }
            }
        }
        return set
    }

    private func chain(_ states: [StateID], label: String?) -> View {
        let active = states.firstIndex(where: state.configuration.contains) ?? 0
        return [
            "label": label,
            "steps": states.enumerated().map { index, id -> View in
                let isHere = state.configuration.contains(id)
                let isPast = index < active && state.visited.contains(id)
                return [
                    "title": workflow[id].title.spoken, "isHere": isHere,
                    "className": isHere ? "is-here" : isPast ? "is-past" : "is-ahead",
                    "sign": isPast ? "✓" : isHere ? "●" : nil,
                    "spoken": isPast
                        ? say(vi: "đã qua", en: "passed")
                        : isHere ? say(vi: "đang ở đây", en: "here now") : nil,
                ]
            },
        ]
    }
}
