import Diagnostics
import WorkflowModel
import WorkflowPresentation

/// What of a workflow is drawn: its states as a tree, and the ways out of each.
///
/// A compound state becomes a frame around those inside it, everything else a card. A history
/// state is not drawn: what leads to it leads back into the frame it stands in.
struct ChartOutline {
    /// A way out of a state: one line on its card, from which arrows go.
    struct Exit {
        enum Cause: Hashable {
            /// The index of the action in `Workflow.actionNames`.
            case action(Int)
            /// Some time after the state was entered.
            case timed
            /// As soon as its condition holds, or what is inside is done.
            case automatic
        }

        var label: String
        var cause: Cause
        var isOptional: Bool
        /// Each drawn; without the same twice.
        var targets: [StateID]
    }

    let workflow: Workflow
    /// By the index of the state: those drawn inside it.
    private(set) var children: [[StateID]]
    /// By the index of the state.
    private(set) var exits: [[Exit]] = []
    private var drawn = StateSet()

    init(_ workflow: Workflow) {
        self.workflow = workflow
        children = workflow.states.map { _ in [] }
        for node in workflow.states where Self.isDrawn(node, in: workflow) {
            drawn.insert(node.id)
        }
        for node in workflow.states where drawn.contains(node.id) {
            children[node.id.index] = node.children.filter(drawn.contains)
        }
        exits = workflow.states.map { drawn.contains($0.id) ? exits(of: $0) : [] }
        for node in workflow.states where isFrame(node.id) { moveDone(of: node) }
        for node in workflow.states where isFrame(node.id) {
            children[node.id.index] = ordered(children[node.id.index], in: node)
        }
        for steps in children {
            for (step, next) in zip(steps, steps.dropFirst()) where !isFrame(step) {
                putLast(of: step, leadingTo: next)
            }
        }
    }

    /// What happens when everything inside is done begins at the one end inside, if there is one.
    private mutating func moveDone(of node: StateNode) {
        let ends = children[node.id.index].filter { workflow[$0].isFinal }
        guard !node.done.isEmpty, ends.count == 1 else { return }
        let isDone = { (exit: Exit) in
            exit.cause == .automatic && exit.label == Self.whenDone
        }
        exits[ends[0].index] += exits[node.id.index].filter(isDone)
        exits[node.id.index].removeAll(where: isDone)
    }

    /// An arrow to the step that follows may leave from the foot of a card.
    private mutating func putLast(of step: StateID, leadingTo next: StateID) {
        let subtree = workflow[next].subtree
        let all = exits[step.index]
        func leads(_ exit: Exit) -> Bool { exit.targets.contains(where: subtree.contains) }
        exits[step.index] = all.filter { !leads($0) } + all.filter(leads)
    }

    var states: [StateID] { drawn.filter { $0 != .root } }

    func isFrame(_ state: StateID) -> Bool { !children[state.index].isEmpty }

    /// An idle part: drawn without its title, as nothing goes on in it.
    func isIdle(_ state: StateID) -> Bool { workflow[state].isHidden && !isFrame(state) }

    /// How many cards stand in it.
    func cards(in state: StateID) -> Int {
        isFrame(state) ? children[state.index].reduce(0) { $0 + cards(in: $1) } : 1
    }

    // MARK: Which states

    private static func isDrawn(_ node: StateNode, in workflow: Workflow) -> Bool {
        if case .history = node.kind { return false }
        guard node.isHidden else { return true }
        // Nothing goes on in it, but something can begin from it.
        return node.actions.contains { $0.transitions.contains { !$0.targets.isEmpty } }
    }

    // MARK: The ways out

    private func exits(of node: StateNode) -> [Exit] {
        var exits: [Exit] = []
        func add(_ label: String, _ cause: Exit.Cause, optional: Bool, _ moves: [Transition]) {
            var targets: [StateID] = []
            for move in moves {
                guard let target = drawnTarget(move.targets), !targets.contains(target) else {
                    continue
                }
                targets.append(target)
            }
            guard !targets.isEmpty else { return }
            if let index = exits.firstIndex(where: { $0.label == label && $0.cause == cause }) {
                exits[index].targets += targets.filter { !exits[index].targets.contains($0) }
            } else {
                exits.append(
                    Exit(label: label, cause: cause, isOptional: optional, targets: targets))
            }
        }
        for action in node.actions {
            add(
                action.title.spoken.singleLine, .action(action.nameIndex),
                optional: action.isOptional, action.transitions)
        }
        for timed in node.timed {
            add(Self.label(of: timed), .timed, optional: false, [timed.transition])
        }
        if !node.done.isEmpty {
            let label =
                node.tasks == nil
                ? Self.whenDone
                : say(vi: "Khi đã trả lời đủ", en: "Once all have answered")
            add(label, .automatic, optional: false, node.done)
        }
        add(
            say(vi: "Tự động khi đủ điều kiện", en: "By itself when conditions are met"),
            .automatic, optional: false, node.always)
        return exits
    }

    private static var whenDone: String { say(vi: "Khi đã xong", en: "When done") }

    private static func label(of timed: TimedTransition) -> String {
        guard case .fixed(let limit) = timed.within else {
            return say(vi: "Khi hết thời hạn", en: "When the time is over")
        }
        let text = limit.text.spoken
        return say(vi: "Sau \(text)", en: "After \(text)")
    }

    /// Where an arrow to these states ends: at the card that becomes active, or at the frame in
    /// which several do.
    private func drawnTarget(_ targets: [StateID]) -> StateID? {
        guard let first = targets.first else { return nil }
        if targets.count > 1 {
            var common = workflow.path(to: first)
            for target in targets.dropFirst() {
                common = common.intersection(workflow.path(to: target))
            }
            if let frame = common.last, frame != .root { return frame }
        }
        return entered(first)
    }

    private func entered(_ state: StateID) -> StateID? {
        let node = workflow[state]
        if !drawn.contains(state) {
            // A history state, or an idle one from which nothing begins.
            guard let parent = node.parent, parent != .root else { return nil }
            return parent
        }
        guard isFrame(state), case .compound(let initial) = node.kind, initial.count == 1,
            workflow[initial[0]].parent == state, drawn.contains(initial[0])
        else { return state }
        return entered(initial[0])
    }

    // MARK: Their order

    /// Along the way an item usually goes: each before those it leads to, ways back left out of
    /// account; ends last; regions as they are written.
    private func ordered(_ states: [StateID], in container: StateNode) -> [StateID] {
        if case .parallel = container.kind { return states }
        var after: [StateID] = []
        var seen = StateSet()
        func visit(_ state: StateID) {
            guard !seen.contains(state) else { return }
            seen.insert(state)
            for next in successors(of: state, among: states).reversed() { visit(next) }
            after.append(state)
        }
        var starts: [StateID] = []
        if case .compound(let initial) = container.kind {
            starts = states.filter { state in
                initial.contains { workflow[state].subtree.contains($0) }
            }
        }
        // Visited last comes first.
        for state in states.reversed() where !starts.contains(state) && !isEntered(state, states) {
            visit(state)
        }
        let rest = after
        after = []
        for state in starts { visit(state) }
        let reached = Array(after.reversed())
        after = []
        for state in states.reversed() { visit(state) }
        let order = reached + rest.reversed() + after.reversed()
        return order.filter { !workflow[$0].isFinal } + order.filter { workflow[$0].isFinal }
    }

    private func isEntered(_ state: StateID, _ states: [StateID]) -> Bool {
        states.contains { $0 != state && successors(of: $0, among: states).contains(state) }
    }

    /// Those of `states` that arrows out of `state`, or of what is in it, lead to.
    func successors(of state: StateID, among states: [StateID]) -> [StateID] {
        var found: [StateID] = []
        // What must be done comes before what may be.
        let inside = workflow[state].subtree.flatMap { exits[$0.index] }
        for exit in inside.filter({ !$0.isOptional }) + inside.filter(\.isOptional) {
            for target in exit.targets {
                guard
                    let step = states.first(where: { workflow[$0].subtree.contains(target) }),
                    step != state, !found.contains(step)
                else { continue }
                found.append(step)
            }
        }
        return found
    }
}
