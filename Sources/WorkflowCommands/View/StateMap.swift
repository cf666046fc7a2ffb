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
    private let course: NormalCourse

    init(state: ItemState, width: Int, palette: Palette) {
        self.state = state
        self.width = width
        self.palette = palette
        course = NormalCourse(of: state)
    }

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
            for region in workflow[container].children where course.isShown(region) {
                let title = workflow[region].title.spoken
                if course.children(of: region).isEmpty {
                    chain([region], indent: indent, label: nil, into: &lines)
                } else {
                    draw(inside: region, indent: indent, label: title, into: &lines)
                }
            }
            return
        }
        let shown = course.children(of: container)
        chain(shown, indent: indent, label: label, into: &lines)
        for child in shown where state.configuration.contains(child) {
            guard !workflow[child].children.isEmpty else { continue }
            draw(inside: child, indent: indent + 2, label: nil, into: &lines)
        }
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
            return workflow[id].isFinal && state.outcome != nil
                ? ("■ " + title, .strong) : ("● " + title, .accent)
        }
        return isPast ? ("✓ " + title, .good) : ("○ " + title, .quiet)
    }
}
