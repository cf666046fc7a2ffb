package import WorkflowCore
package import WorkflowModel
import WorkflowPresentation

/// A workflow as a picture: its states as cards, states with others inside as frames around them,
/// and an arrow for every way from one to another, each beginning at the words of the action it
/// is. Of an item it also shows where it is, where it was and the way it took.
///
/// As HTML with two pictures, of which a stylesheet shows the one there is room for, and all of it
/// again as a list in words. Colours come from the stylesheet. The same workflow gives the same
/// bytes.
///
///     WorkflowDrawing(workflow).html
///     WorkflowDrawing(of: item).html
package struct WorkflowDrawing: Sendable {
    let workflow: Workflow
    let item: ItemState?

    package init(_ workflow: Workflow) {
        self.workflow = workflow
        item = nil
    }

    package init(of item: ItemState) {
        workflow = item.workflow
        self.item = item
    }

    /// A `figure`, in the language of whoever reads.
    package var html: String {
        let outline = ChartOutline(workflow)
        let wide = svg(.wide)
        let tall = svg(.tall)
        return """
            <figure class="drawing">
            \(wide)
            \(tall)
            <figcaption>
            \(legend)
            <details class="drawing-words"><summary>\
            \(say(vi: "Đọc bằng chữ", en: "The same in words"))</summary>
            \(DrawingList(outline: outline, progress: progress).html)
            </details>
            </figcaption>
            </figure>

            """
    }

    var progress: DrawnProgress { DrawnProgress(workflow, item) }

    /// One picture, `svg` element alone.
    private func svg(_ shape: ChartLayout.Shape) -> String {
        let drawing = DrawnCharts.shared.drawing(of: workflow, shape, progress)
        return DrawingSVG(drawing: drawing, progress: progress, title: title, summary: summary).text
    }

    private var title: String {
        let name = workflow.title.spoken.singleLine
        guard let item else { return say(vi: "Quy trình: \(name)", en: "Workflow: \(name)") }
        return say(
            vi: "Hồ sơ \(item.id) trên quy trình \(name)",
            en: "Item \(item.id) on its workflow: \(name)")
    }

    private var summary: String {
        guard let item else {
            let count = workflow.states.count { !$0.isHidden && $0.children.isEmpty }
            return say(
                vi: "Gồm \(count) bước; xem bản bằng chữ dưới hình.",
                en: "\(count) steps; the same in words is below the picture.")
        }
        let here = item.visibleLeaves.map { workflow[$0].title.spoken.singleLine }
            .joined(separator: ", ")
        return say(vi: "Đang ở: \(here).", en: "It is at: \(here).")
    }

    private var legend: String {
        guard item != nil else { return "" }
        return """
            <p class="drawing-legend"><span>✓ \(say(vi: "đã qua", en: "passed"))</span>\
            <span>● \(say(vi: "đang ở đây", en: "it is here"))</span>\
            <span>○ \(say(vi: "chưa đến", en: "to come"))</span></p>
            """
    }
}

/// How an item stands to the parts of the picture.
struct DrawnProgress: Sendable {
    enum Standing: Hashable, Sendable {
        case none, passed, active, ahead
    }

    private let workflow: Workflow
    private let item: ItemState?

    init(_ workflow: Workflow, _ item: ItemState?) {
        self.workflow = workflow
        self.item = item
    }

    var hasItem: Bool { item != nil }

    /// The cards that say that the item is there.
    var badges: StateSet {
        guard let item else { return StateSet() }
        return StateSet(item.visibleLeaves)
    }

    func standing(_ state: StateID) -> Standing {
        // That nothing goes on in a part is no place to be.
        guard let item, !workflow[state].isHidden else { return .none }
        if item.configuration.contains(state) { return .active }
        return item.visited.contains(state) ? .passed : .ahead
    }

    /// Whether the item went that way: somebody took the action, and it was at both ends.
    func wasTaken(_ exit: ChartCard.Exit, from source: StateID, to target: StateID) -> Bool {
        guard let item, item.visited.contains(source) || source == .root,
            item.visited.contains(target)
        else { return false }
        guard case .action(let name) = exit.cause else {
            // Nobody is asked, and nothing but the states tells of it.
            return exit.targets.count == 1 && !item.configuration.contains(source)
        }
        return item.acts[name] != nil
    }
}
