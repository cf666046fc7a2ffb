import WorkflowCalendar
package import WorkflowModel
import WorkflowPresentation
package import WorkflowReports

/// How a plan stands, section by section: what was expected and delivered, where each activity is
/// and when it is due.
package struct BoardContent: Sendable {
    package var boards: [Board]
    package var organisation: Organisation
    /// Names and titles of all plans there are.
    package var plans: [(name: String, title: String)]

    package init(
        boards: [Board], organisation: Organisation, plans: [(name: String, title: String)]
    ) {
        self.boards = boards
        self.organisation = organisation
        self.plans = plans
    }

    package var html: String {
        let view: View = [
            "title": say(vi: "Bảng kế hoạch", en: "Board of the plan"),
            "empty": boards.isEmpty ? empty.view : nil,
            "hasPlans": plans.count > 1,
            "plans": plans.count < 2
                ? nil
                : plans.map { plan -> View in
                    [
                        "title": plan.title, "path": "/board?plan=" + plan.name.queryEscaped,
                        "isHere": boards.count == 1 && boards[0].plan == plan.name,
                    ]
                },
            "boards": boards.map(board),
        ]
        return Templates.html("board", view)
    }

    private var empty: EmptyState {
        EmptyState(
            say(vi: "Chưa có kế hoạch nào", en: "There is no plan yet"),
            say(
                vi: "Kế hoạch là một tệp trong thư mục workflows. Người quản trị thêm tệp rồi nạp.",
                en:
                    "A plan is a file in the folder of workflows. An administrator adds and loads it."
            ), link: (say(vi: "Xem hồ sơ", en: "See all items"), "/items"))
    }

    private func board(_ board: Board) -> View {
        let tally = board.tally
        return [
            "title": board.title.spoken,
            "lead": [
                board.number.map { say(vi: "Số \($0)", en: "No. \($0)") },
                say(vi: "Đến ngày ", en: "As of ") + board.today.formatted(.slashed),
            ].compactMap(\.self).joined(separator: " · "),
            "progress": TallyBar(tally).view,
            "sections": board.sections.filter { !$0.entries.isEmpty }.map(section),
            "isUntouched": tally.notStarted == tally.total,
        ]
    }

    private func section(_ section: Board.Section) -> View {
        let title = [section.id, section.title?.spoken ?? ""].filter { !$0.isEmpty }
        return [
            "title": title.isEmpty
                ? say(vi: "Ngoài các mục", en: "In no section") : title.joined(separator: ". "),
            "progress": TallyBar(section.tally).view,
            "entries": section.entries.map(entry),
        ]
    }

    private func entry(_ entry: Board.Entry) -> View {
        let lead = entry.lead.map { code in
            organisation.agency(code).map { $0.shortName ?? $0.name.spoken } ?? code
        }
        return [
            "id": entry.id, "title": entry.title,
            "path": entry.item == nil ? nil : entry.id.itemPath,
            "lead": lead, "expected": entry.expected ?? "–", "delivered": entry.delivered ?? "–",
            "done": done(entry),
            "state": entry.item?.stateTitle.spoken
                ?? say(vi: "Chưa bắt đầu", en: "Not started"),
            "due": entry.item?.dueText, "status": StatusBadge(entry.status)?.view,
        ]
    }

    /// How much of what was expected is there, where both are numbers of the same thing.
    private func done(_ entry: Board.Entry) -> View? {
        guard let expected = entry.expected.map({ Quantity($0) }),
            let wanted = expected.minimum, wanted > 0
        else { return nil }
        let delivered = entry.delivered.map { Quantity($0) }
        let have = delivered?.minimum ?? 0
        guard delivered?.sharesUnit(with: expected) ?? true else { return nil }
        return [
            "value": "\(min(max(have, 0), wanted))", "max": "\(wanted)",
            "text": say(vi: "\(have) trên \(wanted)", en: "\(have) of \(wanted)"),
        ]
    }
}

/// How many of how many stand how, in words and as a bar.
struct TallyBar {
    let tally: Board.Tally

    init(_ tally: Board.Tally) { self.tally = tally }

    var view: View {
        ["text": text, "parts": parts, "hasParts": tally.total > 0]
    }

    private var text: String {
        var words = [
            say(
                vi: "\(tally.total) nhiệm vụ",
                en: tally.total == 1 ? "1 activity" : "\(tally.total) activities")
        ]
        for (count, vi, en) in [
            (tally.finished, "đã kết thúc", "finished"), (tally.overdue, "quá hạn", "overdue"),
            (tally.dueSoon, "sắp đến hạn", "due soon"), (tally.paused, "tạm dừng", "paused"),
            (tally.notStarted, "chưa bắt đầu", "not started"),
        ] where count > 0 {
            words.append("\(count) " + say(vi: vi, en: en))
        }
        return words.joined(separator: ", ")
    }

    /// Pieces of a bar 1000 wide. Only what is finished fills it; how the rest stands is a line along
    /// its foot.
    private var parts: [View] {
        let running =
            tally.total - tally.finished - tally.overdue - tally.dueSoon - tally.paused
            - tally.notStarted
        var x = 0
        var parts: [View] = []
        for (count, look) in [
            (tally.finished, "is-good"), (running, "is-accent"), (tally.dueSoon, "is-warning"),
            (tally.overdue, "is-bad"), (tally.paused, "is-quiet"),
        ] where count > 0 {
            let width = count * 1000 / max(tally.total, 1)
            parts.append([
                "x": "\(x)", "width": "\(width)", "look": look, "isDone": look == "is-good",
            ])
            x += width
        }
        return parts
    }
}
