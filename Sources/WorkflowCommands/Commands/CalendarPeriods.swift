import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowPresentation

struct CalendarPeriods: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "periods",
            abstract: say(
                vi: "Các kỳ báo cáo của một năm.", en: "The reporting periods of a year."),
            usage: say(
                vi: "wf calendar periods <năm> [<tùy-chọn>]",
                en: "wf calendar periods <year> [<options>]"),
            discussion: say(
                vi: """
                    Theo NĐ 09/2019/NĐ-CP, Điều 12: từ ngày 15 đến ngày 14.

                    Ví dụ:
                      wf calendar periods 2021 --day 20
                      wf calendar periods 2021 --cycle half-year --window calendar
                    """,
                en: """
                    By Decree 09/2019/NĐ-CP, art. 12: from the 15th to the 14th.

                    Examples:
                      wf calendar periods 2021 --day 20
                      wf calendar periods 2021 --cycle half-year --window calendar
                    """))
    }

    @Argument(help: .say(vi: "Năm.", en: "The year.", name: ("năm", "year")))
    var year: Int

    @Option(
        help: .say(
            vi: "month, quarter, half-year hoặc year; mặc định quarter.",
            en: "month, quarter, half-year or year; by default quarter.", name: ("chu-kỳ", "cycle"))
    )
    var cycle: String?

    @Option(
        help: .say(
            vi: "decree09 (15 đến 14), hoặc calendar (tháng tròn); mặc định decree09.",
            en: "decree09 (15th to 14th) or calendar (whole months); by default decree09.",
            name: ("kiểu", "window")))
    var window: String?

    @Option(
        help: .say(
            vi: "Cho biết thêm ngày N của tháng cuối kỳ, 1–31.",
            en: "Tell day N of the last month, too; 1–31.", name: ("N", "N")))
    var day: Int?

    @Option(
        help: .say(
            vi: "Ngày N là ngày nghỉ: forward, backward hoặc none; mặc định theo lịch.",
            en: "Where day N moves off a day off: forward, backward or none; by default as the"
                + " calendar says.",
            name: ("cách", "rule")))
    var roll: String?

    @Option(help: CalendarArgument.name)
    var calendar: String?

    @Option(help: CalendarArgument.version)
    var version: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let calendar = try session.calendar(named: calendar, version: version)
        let roll = try roll.map(CalendarWords.roll)
        let periods = try CalendarWords.periods(of: year, cycle: cycle, window: window)
        if let day, !(1...31).contains(day) {
            throw Failure.usage(
                "bad-day", vi: "Ngày phải từ 1 đến 31.", en: "The day must be from 1 to 31.")
        }
        if session.wantsJSON {
            return session.answer(periods.view(of: year, day: day, roll, calendar))
        }
        let rows = periods.map { period in
            (period, due: day.map { calendar.moved(period.dayOfLastMonth($0), roll) })
        }
        print(rows, session.screen)
    }

    private func print(_ rows: [(ReportingPeriod, due: DueDate?)], _ screen: Screen) {
        var table = TextTable([
            .init(title: say(vi: "Kỳ", en: "Period"), minimum: 10),
            .init(title: say(vi: "Từ ngày", en: "From")),
            .init(title: say(vi: "Đến ngày", en: "To")),
            .init(title: day.map { say(vi: "Ngày \($0)", en: "Day \($0)") } ?? "", minimum: 12),
        ])
        for (period, due) in rows {
            table.add(
                .init(period.title.spoken), .init(period.first.formatted(.slashed)),
                .init(period.last.formatted(.slashed)), .init(due.map(text) ?? ""))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }

    /// `22/03/2021 Thứ Hai (20/03 là ngày nghỉ)`.
    private func text(_ due: DueDate) -> String {
        let date = due.due.dueText(isProvisional: due.isProvisional)
        let day = "\(date) \(due.due.weekday.name.spoken)"
        guard due.raw != due.due else { return day }
        let raw = due.raw.formatted(.slashed).prefix(5)
        return day + say(vi: " (\(raw) là ngày nghỉ)", en: " (\(raw) is a day off)")
    }
}
