import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct Schedules: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "schedules",
            abstract: say(
                vi: "Hồ sơ định kỳ: đã tạo đến đâu, lần tới khi nào.",
                en: "What starts by itself: how far it has come, what is next."),
            usage: say(
                vi: "wf schedules [<tùy-chọn>]",
                en: "wf schedules [<options>]"),
            discussion: say(
                vi: """
                    Lịch định kỳ ở rules/schedules.yaml; wf tick lập hồ sơ khi đến ngày.

                    Ví dụ:
                      wf schedules
                      wf schedules --now 2021-12-31
                    """,
                en: """
                    They stand in rules/schedules.yaml; wf tick starts what is due.

                    Examples:
                      wf schedules
                      wf schedules --now 2021-12-31
                    """))
    }

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let engine = try session.engine(knowing: .all)
        let lines = try await engine.scheduleLines()
        if session.wantsJSON {
            return session.answer(["schedules": .array(lines.map(\.view))])
        }
        print(lines, session.screen)
    }

    private func print(_ lines: [ScheduleLine], _ screen: Screen) {
        guard !lines.isEmpty else {
            return screen.print(
                say(
                    vi: "Trong rules/ không có lịch định kỳ nào.",
                    en: "There are no schedules in rules/."))
        }
        var table = TextTable([
            .init(title: say(vi: "Lịch", en: "Schedule"), minimum: 12),
            .init(title: say(vi: "Tên", en: "Title"), minimum: 16, maxLines: 3),
            .init(title: say(vi: "Gần nhất", en: "Last"), minimum: 10, maxLines: 4),
            .init(title: say(vi: "Chưa tạo", en: "Missing"), minimum: 8),
            .init(title: say(vi: "Lần tới", en: "Next"), minimum: 12, maxLines: 3),
        ])
        for line in lines {
            let missing = line.missing.count
            table.add(
                .init(line.schedule.name, .accent), .init(line.schedule.title.spoken),
                .init(line.last.isEmpty ? "–" : line.last.joined(separator: " ")),
                .init(missing == 0 ? "" : String(missing), .warning),
                .init(line.nextText))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }
}
