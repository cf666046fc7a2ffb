import Diagnostics
import WorkflowCore
import WorkflowModel
import WorkflowPresentation

/// Draws where an item is on its workflow: the states in the order they are written, those passed
/// ticked, those active marked, regions that run at the same time one under the other.
///
///     ● Đang xử lý → ○ Hoàn thành
///       Tiến trình: ✓ Đề xuất → ● Thẩm định → ○ Phê duyệt
struct StateMap {
    let state: ItemState
    let width: Int
    let palette: Palette

    private var workflow: Workflow { state.workflow }

    func lines() -> [String] {
        var lines: [String] = []
        draw(inside: .root, indent: 2, label: nil, into: &lines)
        return lines
    }

    private func draw(
        inside container: StateID, indent: Int, label: String?, into lines: inout [String]
    ) {
        if case .parallel = workflow[container].kind {
            for region in workflow[container].children where isShown(region: region) {
                let title = workflow[region].title.spoken
                if children(of: region).isEmpty {
                    chain([region], indent: indent, label: nil, into: &lines)
                } else {
                    draw(inside: region, indent: indent, label: title, into: &lines)
                }
            }
            return
        }
        let shown = children(of: container)
        chain(shown, indent: indent, label: label, into: &lines)
        for child in shown where state.configuration.contains(child) {
            guard !workflow[child].children.isEmpty else { continue }
            draw(inside: child, indent: indent + 2, label: nil, into: &lines)
        }
    }

    /// A region is worth a line when something in it is going on that people are shown.
    private func isShown(region: StateID) -> Bool {
        guard !workflow[region].isHidden else { return false }
        return state.visibleLeaves.contains { workflow[region].subtree.contains($0) }
    }

    // MARK: Which states

    /// The states inside a compound one that belong to its path: those on the way that a normal
    /// course takes, and any other that is active or was.
    private func children(of container: StateID) -> [StateID] {
        var hasFinal = false
        let all = workflow[container].children
        let isAtEnd = all.contains { isFinal($0) && state.configuration.contains($0) }
        return all.filter { child in
            let node = workflow[child]
            if case .history = node.kind { return false }
            if node.isHidden { return false }
            if state.configuration.contains(child) { return true }
            if isFinal(child) {
                // One end is enough to see where the way leads; that of a part is none.
                if container != .root || isAtEnd || hasFinal || !isExpected(child) { return false }
                hasFinal = true
                return true
            }
            return state.visited.contains(child) || isExpected(child)
        }
    }

    private func isFinal(_ id: StateID) -> Bool {
        if case .final = workflow[id].kind { return true }
        return false
    }

    /// Whether the state is entered in the normal course: first, or by what is not optional.
    private func isExpected(_ id: StateID) -> Bool { expected.contains(id) }

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

    // MARK: Drawing

    private func chain(
        _ states: [StateID], indent: Int, label: String?, into lines: inout [String]
    ) {
        guard !states.isEmpty else { return }
        let active = states.firstIndex(where: state.configuration.contains)
        let steps = states.enumerated().map { index, id in
            step(id, isPast: index < (active ?? 0) && state.visited.contains(id))
        }
        let margin = String(repeating: " ", count: indent)
        let head = label.map { $0 + ": " } ?? ""
        let labelWidth = DisplayWidth.of(head)
        let room = width - indent - labelWidth
        var line = ""
        var used = 0
        var isFirst = true
        func end() {
            let start =
                isFirst
                ? palette(head, .quiet) : String(repeating: " ", count: labelWidth)
            lines.append(margin + start + line)
            (line, used, isFirst) = ("", 0, false)
        }
        for (index, step) in steps.enumerated() {
            let arrow = index == steps.count - 1 ? "" : " →"
            let text = step.text.truncated(to: max(room - 2, 8))
            let columns = DisplayWidth.of(text) + DisplayWidth.of(arrow)
            if used > 0, used + 1 + columns > room { end() }
            line += (used > 0 ? " " : "") + palette(text, step.tone) + palette(arrow, .quiet)
            used += (used > 0 ? 1 : 0) + columns
        }
        if used > 0 { end() }
    }

    private func step(_ id: StateID, isPast: Bool) -> (text: String, tone: Tone) {
        let title = workflow[id].title.spoken.singleLine
        if state.configuration.contains(id) {
            return isFinal(id) && state.outcome != nil
                ? ("■ " + title, .strong) : ("● " + title, .accent)
        }
        return isPast ? ("✓ " + title, .good) : ("○ " + title, .quiet)
    }
}
