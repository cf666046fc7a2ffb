import ArgumentParser
import WorkflowCalendar
import WorkflowModel
import WorkflowPresentation

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
                      wf calendar due 2021-04-20T16:10 "3 ngày làm việc" --receipt 15:00
                      wf calendar due 2021-05-04 "1 ngày" --before
                      wf calendar due 2021-04-14 "30 ngày, rồi 3 ngày làm việc"
                    """,
                en: """
                    The day of the event is not counted (Civil Code 2015, art. 147); a limit
                    in calendar days that ends on a day off moves to the next working day
                    (art. 148).

                    Examples:
                      wf calendar due 2021-04-14 "10 working days" --explain
                      wf calendar due 2021-04-20T16:10 "3 working days" --receipt 15:00
                      wf calendar due 2021-05-04 "1 day" --before
                      wf calendar due 2021-04-14 "30 days, then 3 working days"
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

    @Flag(help: .say(vi: "Đếm lùi từ ngày đó.", en: "Count backwards from that day."))
    var before = false

    @Option(
        help: .say(
            vi: "Ngày nhận: on-arrival, at-closing hoặc giờ như 15:00; mặc định theo lịch.",
            en: "The day of receipt: on-arrival, at-closing or a time such as 15:00; by default"
                + " as the calendar says.",
            name: ("cách", "rule")))
    var receipt: String?

    @Option(
        help: .say(
            vi: "Hạn rơi vào ngày nghỉ: forward, backward hoặc none; mặc định theo lịch.",
            en: "An end on a day off: forward, backward or none; by default as the calendar says.",
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
        let text = limit.joined(separator: " ")
        guard let limits = FixedLimit(parsing: text)?.parts, limits.count > 1 else {
            let count = try count(try CalendarWords.limit(text), from: start, calendar)
            if session.wantsJSON { return session.answer(count.view) }
            return count.print(isExplained: explain, session.screen)
        }
        try run(limits, calendar, session)
    }

    /// Limits one after the other, each counted from the end of the one before.
    private func run(
        _ limits: [Limit], _ calendar: WorkingCalendar, _ session: Session
    ) throws {
        var counts: [LimitCount] = []
        for limit in limits {
            if let last = counts.last, last.isBeyondCalendar {
                throw Failure.usage(
                    "too-far", vi: "Các thời hạn nối nhau vượt quá năm 9999.",
                    en: "The limits, one after the other, pass the year 9999.")
            }
            counts.append(try count(limit, from: counts.last?.end ?? start, calendar))
        }
        guard let last = counts.last else { return }
        if session.wantsJSON { return session.answer(last.view(asLastOf: counts)) }
        last.print(isExplained: false, session.screen)
        guard explain else { return }
        for (limit, count) in zip(limits, counts) {
            session.screen.print("  " + session.screen.palette(limit.text.spoken, .quiet))
            count.printCount(session.screen)
        }
        session.screen.print("  " + CalendarArgument.edition(calendar))
    }

    private func count(
        _ limit: Limit, from start: String, _ calendar: WorkingCalendar
    ) throws -> LimitCount {
        try LimitCount(
            limit: limit, start: start, isBackwards: before,
            receipt: receipt.map(CalendarWords.receipt),
            roll: roll.map(CalendarWords.roll), calendar: calendar)
    }
}
