import WorkflowCalendar
import WorkflowModel
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

/// Items as lines of a table.
struct ItemTable {
    private var table = TextTable([
        .init(title: say(vi: "Mã", en: "Item")),
        .init(title: say(vi: "Nội dung", en: "Title"), minimum: 16),
        .init(title: say(vi: "Bước", en: "State"), minimum: 12),
        .init(title: say(vi: "Đang ở", en: "With"), minimum: 8),
        .init(title: say(vi: "Hạn", en: "Due"), minimum: 10),
        .init(title: say(vi: "Tình trạng", en: "Status"), minimum: 12, maxLines: 3),
    ])

    /// - Parameter organisation: for the names of agencies, if its rules can be read.
    init(_ rows: [ItemRow], _ clock: DueClock, _ organisation: Organisation?) {
        for row in rows {
            let owner = row.owner.map { code in
                organisation?.agency(code).map { $0.shortName ?? $0.name.spoken } ?? code
            }
            let status = clock.status(of: row)
            table.add(
                .init(row.parent == nil ? row.id : "↳ " + row.id, .accent), .init(row.title),
                .init(row.stateTitle.spoken),
                .init(owner ?? "", .quiet),
                .init(row.dueText),
                .init(status.text.spoken, status.tone))
        }
    }

    func print(on screen: Screen) {
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }
}
