import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowPresentation

struct CalendarDays: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "days",
            abstract: say(
                vi: "Ngày nghỉ và ngày làm bù của một năm.",
                en: "The days off and make-up days of a year."),
            usage: say(
                vi: "wf calendar days <năm> [<tùy-chọn>]",
                en: "wf calendar days <year> [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf calendar days 2021
                    """,
                en: """
                    Example:
                      wf calendar days 2021
                    """))
    }

    @Argument(help: .say(vi: "Năm.", en: "The year.", name: ("năm", "year")))
    var year: Int

    @Option(help: CalendarArgument.name)
    var calendar: String?

    @Option(help: CalendarArgument.version)
    var version: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let calendar = try session.calendar(named: calendar, version: version)
        guard let days = calendar.days(year) else { throw CalendarWords.notCovered }
        if session.wantsJSON { return session.answer(days.view(of: calendar, year)) }
        print(days, calendar, session.screen)
    }

    private func print(_ days: CalendarYear, _ calendar: WorkingCalendar, _ screen: Screen) {
        let basis =
            days.basis.isProjected
            ? say(vi: "Dự kiến, chưa có quyết định", en: "Expected, not decided yet")
            : say(vi: "Theo quyết định", en: "As decided")
        for line in "\(year) – \(basis): \(days.basis.text.spoken)".wrapped(to: screen.width) {
            screen.print(screen.palette(line, .strong))
        }
        var table = TextTable([
            .init(title: say(vi: "Ngày", en: "Date")), .init(title: say(vi: "Thứ", en: "Day")),
            .init(title: say(vi: "Nghỉ / làm bù", en: "Off / worked"), minimum: 12),
            .init(title: say(vi: "Lý do", en: "Why"), minimum: 20),
        ])
        let all =
            days.off.map { ($0.key, $0.value, true) }
            + days.worked.map { ($0.key, $0.value, false) }
        for (date, reason, isOff) in all.sorted(by: { $0.0 < $1.0 }) {
            table.add(
                .init(date.formatted(.slashed)), .init(date.weekday.name.spoken),
                .init(
                    isOff ? say(vi: "nghỉ", en: "off") : say(vi: "làm bù", en: "worked"),
                    isOff ? .plain : .warning),
                .init(reason.text.spoken))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
        screen.print(CalendarArgument.edition(calendar))
    }
}
