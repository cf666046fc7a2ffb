import Diagnostics
import WorkflowModel

/// Finds what is wrong with a workflow as a whole though each of its lines is right: states that
/// nothing leads to, and automatic transitions that chase one another for ever.
struct WorkflowCheck {
    let states: [StateNode]
    let sink: DiagnosticSink

    func run() {
        checkReachability()
        checkAutomaticLoops()
    }

    // MARK: Entering

    /// The states that become active when `targets` are entered from outside: themselves, what
    /// they begin with inside, and what surrounds them.
    private func entered(_ targets: [StateID]) -> StateSet {
        var set = StateSet()
        for target in targets { enter(target, into: &set) }
        return set
    }

    private func enter(_ target: StateID, into set: inout StateSet) {
        var outer = states[target.index].parent
        while let parent = outer, !set.contains(parent) {
            set.insert(parent)
            let node = states[parent.index]
            if node.kind == .parallel {
                for region in regions(node) where !states[region.index].subtree.contains(target) {
                    begin(region, &set)
                }
            }
            outer = node.parent
        }
        begin(target, &set)
    }

    /// Enters a state whose surroundings are active.
    private func begin(_ state: StateID, _ set: inout StateSet) {
        guard !set.contains(state) else { return }
        set.insert(state)
        let node = states[state.index]
        switch node.kind {
        case .atomic, .final:
            break
        case .compound(let targets), .history(_, let targets):
            for target in targets { enter(target, into: &set) }
        case .parallel:
            for region in regions(node) { begin(region, &set) }
        }
    }

    /// The children of a parallel state that are active together: all but its history states.
    private func regions(_ node: StateNode) -> [StateID] {
        node.children.filter { child in
            if case .history = states[child.index].kind { false } else { true }
        }
    }

    // MARK: Reachability

    private func checkReachability() {
        var reached = StateSet()
        var waiting = entered([.root])
        while let state = waiting.first {
            waiting.remove(state)
            guard !reached.contains(state) else { continue }
            reached.insert(state)
            let node = states[state.index]
            let transitions =
                node.actions.flatMap(\.transitions) + node.always + node.done
                + node.timed.map(\.transition)
            for transition in transitions {
                waiting.formUnion(entered(transition.targets).subtracting(reached))
            }
        }
        for node in states where !reached.contains(node.id) {
            // Of a whole branch nobody enters only the outermost state is worth a word.
            guard let parent = node.parent, reached.contains(parent) else { continue }
            sink.warning(
                "unreachable-state",
                LocalizedText(
                    vi: "không có đường nào dẫn đến trạng thái “\(node.name)”",
                    en: "nothing leads to the state “\(node.name)”"),
                at: node.range)
        }
    }

    // MARK: Loops

    /// Automatic transitions without a condition that lead back to where they start never end.
    private func checkAutomaticLoops() {
        var next: [StateID: StateSet] = [:]
        for node in states {
            guard let transition = node.always.first(where: { $0.guardExpression == nil }) else {
                continue
            }
            guard !transition.targets.isEmpty else {
                reportLoop([node, node], at: transition.range)
                continue
            }
            next[node.id] = entered(transition.targets)
        }
        var safe = StateSet()
        for node in states where next[node.id] != nil {
            var path: [StateID] = []
            follow(node.id, next, &path, &safe)
        }
    }

    private func follow(
        _ state: StateID, _ next: [StateID: StateSet], _ path: inout [StateID],
        _ safe: inout StateSet
    ) {
        guard let entered = next[state], !safe.contains(state) else { return }
        path.append(state)
        for other in entered where next[other] != nil {
            // What surrounds the state stays active and does not start again.
            guard other == state || !states[other.index].subtree.contains(state) else { continue }
            if let start = path.firstIndex(of: other) {
                let cycle = path[start...].map { states[$0.index] } + [states[other.index]]
                let range = states[state.index].always.first { $0.guardExpression == nil }?.range
                reportLoop(cycle, at: range ?? states[state.index].range)
                continue
            }
            follow(other, next, &path, &safe)
        }
        path.removeLast()
        safe.insert(state)
    }

    private func reportLoop(_ cycle: [StateNode], at range: SourceRange) {
        let names = cycle.map(\.name)
        let chain = names.joined(separator: " → ")
        sink.error(
            "endless-loop",
            LocalizedText(
                vi: "các chuyển tiếp tự động (always) chạy vòng mãi: \(chain)",
                en: "the automatic transitions (always) go round for ever: \(chain)"),
            at: range,
            hint: LocalizedText(
                vi: "thêm điều kiện “when” để vòng này có lúc dừng",
                en: "add a “when” that at some point is false"),
            trace: names)
    }
}
