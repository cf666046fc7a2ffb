import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

/// The children of an item, as `wf show` tells them.
struct ChildrenText {
    /// In the order they were opened.
    let rows: [ItemRow]
    let clock: DueClock

    /// - Parameter rows: the items below it, in any order.
    init(_ state: ItemState, _ rows: [ItemRow], _ clock: DueClock) {
        let byID = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.rows = state.children.compactMap { byID[$0.id] }
        self.clock = clock
    }

    var view: [JSON] { rows.map { $0.view(clock.status(of: $0)) } }

    func print(on screen: Screen) {
        var table = TextTable([
            .init(title: say(vi: "Mã", en: "Item")),
            .init(title: say(vi: "Nội dung", en: "Title"), minimum: 14),
            .init(title: say(vi: "Bước", en: "State"), minimum: 12),
            .init(title: say(vi: "Đã xong", en: "Delivered"), minimum: 7),
            .init(title: say(vi: "Hạn", en: "Due")),
            .init(title: say(vi: "Tình trạng", en: "Status"), minimum: 10, maxLines: 3),
        ])
        for row in rows {
            let status = clock.status(of: row)
            table.add(
                .init(row.id, .accent), .init(row.title), .init(row.stateTitle.spoken),
                .init(row.delivered ?? "–"), .init(row.dueOn?.formatted(.slashed) ?? ""),
                .init(status.text.spoken, status.tone))
        }
        for line in table.lines(width: screen.width, indent: 2, screen.palette) {
            screen.print(line)
        }
    }
}
