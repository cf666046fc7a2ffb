import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

struct Due: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "due",
            abstract: say(
                vi: "Việc quá hạn và sắp đến hạn, gấp nhất trước.",
                en: "What is overdue or due soon, soonest first."),
            usage: say(
                vi: "wf due [<tùy-chọn>]",
                en: "wf due [<options>]"),
            discussion: say(
                vi: """
                    Hồ sơ đang xử lý có hạn gần nhất rơi vào khoảng thời gian này, tính từ bây giờ;
                    hồ sơ đã quá hạn đứng đầu. Sau đó là hồ sơ sẽ tự chuyển bước khi đến giờ.

                    Ví dụ:
                      wf due
                      wf due --within "10 ngày làm việc" --agency so-khcn
                      wf due --within "8 giờ làm việc"
                    """,
                en: """
                    Open items whose nearest deadline ends within this time from now; overdue ones
                    come first. Then what moves on by itself when its time comes.

                    Examples:
                      wf due
                      wf due --within "10 working days" --agency so-khcn
                      wf due --within "8 working hours"
                    """))
    }

    static let usualLimit = 50
    static let usualTime = say(vi: "5 ngày làm việc", en: "5 working days")

    @Option(
        help: .say(
            vi: "Trong khoảng bao lâu kể từ bây giờ.", en: "How far ahead from now.",
            name: ("thời-hạn", "limit")))
    var within = Self.usualTime

    @Option(
        help: .say(
            vi: "Cơ quan chủ trì hoặc đang giữ hồ sơ: mã hoặc tên.",
            en: "The agency that leads or holds it: its code or name.",
            name: ("cơ-quan", "agency")))
    var agency: String?

    @Option(help: .say(vi: "Của quy trình này.", en: "Of this workflow.", name: ("tên", "name")))
    var workflow: String?

    @Option(help: .say(vi: "Nhiều nhất bao nhiêu.", en: "At most so many.", name: ("số", "n")))
    var limit = Self.usualLimit

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func validate() throws {
        guard (1...100_000).contains(limit) else {
            throw ValidationError(
                say(vi: "--limit phải từ 1 đến 100000.", en: "--limit must be 1 to 100000."))
        }
    }

    func run(in session: Session) async throws {
        let within = try CalendarWords.limit(within)
        let calendar = try session.calendar()
        let end = calendar.deadline(from: session.now, limit: within)
        // What is due at the end of the last day is still within.
        let before = end.instant.adding(milliseconds: 1)
        let clock = session.dueClock(calendar)
        let engine = try session.engine()
        // Nobody has to know codes. Only when nothing goes by that one are the names looked up.
        var due = try await engine.due(
            before: before, agency: agency, workflow: workflow, limit: limit)
        if due.isEmpty {
            let asked = AskedNames(agency: agency, workflow: workflow)
            let codes = try session.codes(of: asked)
            if codes != asked {
                due = try await engine.due(
                    before: before, agency: codes.agency, workflow: codes.workflow, limit: limit)
            }
        }
        let (rows, moves) = (due.items, due.moves)
        if session.wantsJSON {
            return session.answer(due.view(clock))
        }
        let screen = session.screen
        guard !rows.isEmpty || !moves.isEmpty else {
            return screen.printWrapped(nothing(until: end, within, calendar))
        }
        if !rows.isEmpty { ItemTable(rows, clock, engine.rules.organisation).print(on: screen) }
        if !moves.isEmpty {
            if !rows.isEmpty { screen.print() }
            print(moves, screen)
        }
        if due.hasMore {
            screen.print()
            screen.print(
                say(
                    vi: "Còn nữa: dùng --limit lớn hơn.",
                    en: "There are more: give a larger --limit.")
            )
        }
    }

    private func nothing(
        until end: Deadline, _ within: Limit, _ calendar: WorkingCalendar
    ) -> String {
        if within.endsWithinDay {
            let time = end.instant.formatted(in: calendar.zone)
            return say(
                vi: "Không có hồ sơ nào quá hạn, hoặc đến hạn trước \(time).",
                en: "Nothing is overdue, or due before \(time).")
        }
        let day = end.date.due.formatted(.slashed)
        return say(
            vi: "Không có hồ sơ nào quá hạn, hoặc đến hạn tới hết ngày \(day).",
            en: "Nothing is overdue, or due by the end of \(day).")
    }

    private func print(_ moves: [TimedMove], _ screen: Screen) {
        var table = TextTable([
            .init(title: say(vi: "Mã", en: "Item")),
            .init(title: say(vi: "Tự chuyển bước", en: "Moves on by itself"), minimum: 16),
            .init(title: say(vi: "Lúc", en: "At")),
        ])
        for move in moves {
            table.add(.init(move.item, .accent), .init(move.text), .init(move.moment))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }
}
