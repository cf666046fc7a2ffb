import Diagnostics
import WorkflowCalendar
import WorkflowModel
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

/// The board of a plan for a person.
struct BoardText {
    let board: Board
    let organisation: Organisation
    let screen: Screen

    init(_ board: Board, _ organisation: Organisation, _ screen: Screen) {
        self.board = board
        self.organisation = organisation
        self.screen = screen
    }

    func print() {
        for line in board.title.spoken.singleLine.wrapped(to: screen.width) {
            screen.print(screen.palette(line, .strong))
        }
        screen.printWrapped(
            say(vi: "Đến ngày ", en: "As of ") + board.today.formatted(.slashed) + ": "
                + Self.text(board.tally))
        screen.print()
        printTable()
        if board.tally.notStarted == board.tally.total {
            screen.print()
            screen.print(
                say(
                    vi: "Chưa có hồ sơ nào. Bắt đầu: wf load \(board.plan)",
                    en: "No items yet. To begin: wf load \(board.plan)"))
        }
    }

    private func printTable() {
        var table = TextTable([
            .init(title: say(vi: "Mã", en: "Item")),
            .init(title: say(vi: "Nội dung", en: "Activity"), minimum: 12),
            .init(title: say(vi: "Dự kiến", en: "Expected"), minimum: 8),
            .init(title: say(vi: "Đã xong", en: "Delivered"), minimum: 7),
            .init(title: say(vi: "Bước", en: "State"), minimum: 11),
            .init(title: say(vi: "Hạn", en: "Due"), minimum: 10),
            .init(title: say(vi: "Tình trạng", en: "Status"), minimum: 10, maxLines: 3),
        ])
        for section in board.sections where !section.entries.isEmpty {
            let title = [section.id, section.title?.spoken ?? ""].filter { !$0.isEmpty }
            table.addTitle(title.joined(separator: ". "))
            for entry in section.entries {
                table.add(
                    .init(entry.id), .init(entry.title), .init(entry.expected ?? "–"),
                    .init(entry.delivered ?? "–"),
                    .init(
                        entry.item?.stateTitle.spoken ?? say(vi: "Chưa bắt đầu", en: "Not started")),
                    .init(entry.item?.dueText ?? ""),
                    .init(entry.status.text.spoken, entry.status.tone))
            }
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }

    private static func text(_ tally: Board.Tally) -> String {
        var parts = [say(vi: "\(tally.total) nhiệm vụ", en: "\(tally.total) activities")]
        func add(_ count: Int, _ vi: String, _ en: String) {
            if count > 0 { parts.append("\(count) " + say(vi: vi, en: en)) }
        }
        add(tally.finished, "đã kết thúc", "finished")
        add(tally.overdue, "quá hạn", "overdue")
        add(tally.dueSoon, "sắp đến hạn", "due soon")
        add(tally.paused, "tạm dừng", "paused")
        add(tally.notStarted, "chưa bắt đầu", "not started")
        return parts.joined(separator: ", ")
    }
}
