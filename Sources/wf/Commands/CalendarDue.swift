import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar

struct CalendarDue: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "due",
            abstract: say(vi: "Hạn rơi vào ngày nào.", en: "On which day a limit ends."),
            usage: say(
                vi: "wf calendar due <bắt-đầu> <thời-hạn> [<tùy-chọn>]",
                en: "wf calendar due <start> <limit> [<options>]"),
            discussion: say(
                vi: """
                    Ngày xảy ra sự kiện không tính (BLDS 2015, Điều 147); hạn theo ngày rơi
                    vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo (Điều 148).

                    Ví dụ:
                      wf calendar due 14/04/2021 "10 ngày làm việc" --explain
                      wf calendar due 2021-04-20T16:10 "16 working hours"
                    """,
                en: """
                    The day of the event is not counted (Civil Code 2015, art. 147); a limit
                    in calendar days that ends on a day off moves to the next working day
                    (art. 148).

                    Examples:
                      wf calendar due 2021-04-14 "10 working days" --explain
                      wf calendar due 2021-04-20T16:10 "16 working hours"
                    """))
    }

    @Argument(
        help: .say(
            vi: "Ngày hoặc thời điểm bắt đầu.", en: "The day or moment it begins.",
            name: ("bắt-đầu", "start")))
    var start: String

    @Argument(
        help: .say(
            vi: "Thời hạn, như \"30 ngày\".", en: "The limit, such as \"30 days\".",
            name: ("thời-hạn", "limit")))
    var limit: [String]

    @Flag(help: .say(vi: "Đếm từng ngày.", en: "Count day by day."))
    var explain = false

    @Option(help: CalendarArgument.name)
    var calendar: String?

    @OptionGroup var global: GlobalOptions

    func run(in session: Session) async throws {
        let calendar = try session.calendar(named: calendar)
        let words = limit.joined(separator: " ")
        guard let limit = Limit(parsing: words) else {
            throw Failure.usage(
                "bad-limit",
                vi: "“\(words)” không phải thời hạn; viết \"10 ngày làm việc\", \"30 ngày\".",
                en: "“\(words)” is not a limit; write \"10 working days\", \"30 days\".")
        }
        let count: DayCount
        var moment: Instant?
        if let date = CalendarDate(parsing: start) {
            count = calendar.count(from: date, limit: limit)
            if limit.endsWithinDay {
                moment =
                    calendar.deadline(from: Instant(date, in: calendar.zone), limit: limit).instant
            }
        } else if let instant = Instant(parsing: start, in: calendar.zone) {
            count = calendar.count(from: instant, limit: limit)
            if limit.endsWithinDay {
                moment = calendar.deadline(from: instant, limit: limit).instant
            }
        } else {
            throw Failure.usage(
                "bad-date", vi: "“\(start)” không phải ngày; viết 14/04/2021 hoặc 2021-04-14.",
                en: "“\(start)” is not a date; write 2021-04-14 or 14/04/2021.")
        }
        if session.wantsJSON {
            return session.answer(view(count, moment, calendar))
        }
        print(count, moment, calendar, session.screen)
    }

    private func view(_ count: DayCount, _ moment: Instant?, _ calendar: WorkingCalendar) -> JSON {
        var view = JSONObject()
        view["due"] = .string(count.due.description)
        view["due_at"] = moment.map { .string($0.iso8601(in: calendar.zone)) }
        view["counted"] = .array(
            count.counted.map { ["date": .string($0.date.description), "n": .int(Int64($0.n))] })
        view["skipped"] = .array(
            count.skipped.map { day in
                ["date": .string(day.date.description), "why": .string(day.reason.text.spoken)]
            })
        view["calendar"] = .string(count.calendarVersion)
        view["provisional"] = .bool(count.end.isProvisional)
        return .object(view)
    }

    private func print(
        _ count: DayCount, _ moment: Instant?, _ calendar: WorkingCalendar, _ screen: Screen
    ) {
        var due = count.due.formatted(.slashed)
        if let moment { due = moment.formatted(in: calendar.zone) }
        let provisional =
            count.end.isProvisional
            ? say(
                vi: " (dự kiến: lịch nghỉ năm này chưa được quyết định)",
                en: " (expected: the days off of that year are not decided yet)") : ""
        screen.print(
            screen.palette(due, .strong) + " " + count.due.weekday.name.spoken + provisional)
        guard explain else { return }
        for line in count.text(Speech.language).wrapped(to: screen.width - 2) {
            screen.print("  " + line)
        }
        screen.print(
            say(
                vi: "  Lịch \(calendar.name), bản \(count.calendarVersion)",
                en: "  Calendar \(calendar.name), version \(count.calendarVersion)"))
    }
}
