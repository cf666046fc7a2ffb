import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowPresentation

/// A limit counted for a person or a program: by when, and how that came about.
struct LimitCount {
    private let calendar: WorkingCalendar
    private let count: DayCount
    /// The moment, for limits that end within a day.
    private var moment: Instant?
    /// When something arrived that counts as received on a later day.
    private var arrival: (at: Instant, rule: ReceiptRule)?
    private let roll: Roll

    /// - Parameter start: a date or a moment, as it was typed.
    init(
        limit: Limit, start: String, isBackwards: Bool, receipt: ReceiptRule?, roll: Roll?,
        calendar: WorkingCalendar
    ) throws(Failure) {
        self.calendar = calendar
        self.roll = roll ?? (isBackwards ? .backward : calendar.roll)
        if let date = CalendarDate(parsing: start) {
            if isBackwards {
                count = calendar.count(before: date, limit: limit, roll: self.roll)
                return
            }
            count = calendar.count(from: date, limit: limit, roll: roll)
            guard limit.endsWithinDay else { return }
            let opening = Instant(date, in: calendar.zone)
            moment = calendar.deadline(from: opening, limit: limit).instant
        } else if let instant = Instant(parsing: start, in: calendar.zone), !isBackwards {
            let deadline = calendar.deadline(
                from: instant, limit: limit, receipt: receipt, roll: roll)
            count = calendar.count(from: instant, limit: limit, receipt: receipt, roll: roll)
            if limit.endsWithinDay { moment = deadline.instant }
            if deadline.countedFrom != instant.date(in: calendar.zone) {
                arrival = (instant, receipt ?? calendar.receipt)
            }
        } else {
            throw .usage(
                "bad-date", vi: "“\(start)” không phải ngày; viết 14/04/2021 hoặc 2021-04-14.",
                en: "“\(start)” is not a date; write 2021-04-14 or 14/04/2021.")
        }
    }

    /// Where a limit begins that follows this one, as it would be typed.
    var end: String {
        moment.map { $0.iso8601(in: calendar.zone) } ?? count.due.description
    }

    /// It ends in a year that no date is written in.
    var isBeyondCalendar: Bool { count.due.year > 9999 }

    var view: JSON { .object(members) }

    /// The last of several limits one after the other, with all of them.
    func view(asLastOf parts: [LimitCount]) -> JSON {
        var view = members
        view["counted_from"] = parts.first.map { .string($0.count.start.description) }
        view["provisional"] = .bool(parts.contains { $0.count.end.isProvisional })
        view["parts"] = .array(parts.map(\.view))
        return .object(view)
    }

    private var members: JSONObject {
        var view = JSONObject()
        view["due"] = .string(count.due.description)
        view["due_at"] = moment.map { .string($0.iso8601(in: calendar.zone)) }
        view["raw"] = .string(count.raw.description)
        view["counted_from"] = .string(count.start.description)
        view["counted"] = .array(
            count.counted.map { ["date": .string($0.date.description), "n": .int(Int64($0.n))] })
        view["skipped"] = .array(
            count.skipped.map { day in
                ["date": .string(day.date.description), "why": .string(day.reason.text.spoken)]
            })
        view["calendar"] = .string(count.calendarVersion)
        view["provisional"] = .bool(count.end.isProvisional)
        return view
    }

    func print(isExplained: Bool, _ screen: Screen) {
        var due = count.due.formatted(.slashed)
        if let moment { due = moment.formatted(in: calendar.zone) }
        let provisional =
            count.end.isProvisional
            ? say(
                vi: " (dự kiến: lịch nghỉ năm này chưa được quyết định)",
                en: " (expected: the days off of that year are not decided yet)") : ""
        screen.print(
            screen.palette(due, .strong) + " " + count.due.weekday.name.spoken + provisional)
        guard isExplained else { return }
        printCount(screen)
        screen.print("  " + CalendarArgument.edition(calendar))
    }

    /// The count as a person would write it.
    func printCount(_ screen: Screen) {
        let lines = [received, count.text(Speech.language), moved].compactMap(\.self)
        for line in lines.flatMap({ $0.wrapped(to: screen.width - 2) }) {
            screen.print("  " + line)
        }
    }

    /// Why the count begins on another day than something came.
    private var received: String? {
        arrival.map { arrival in
            say(
                vi: "Nhận lúc \(arrival.at.formatted(in: calendar.zone)), "
                    + "\(arrival.rule.text.vi): tính là nhận ngày "
                    + count.start.formatted(.slashed),
                en: "Came at \(arrival.at.formatted(in: calendar.zone)), "
                    + "\(arrival.rule.text.en): counts as received on "
                    + count.start.formatted(.slashed))
        }
    }

    /// Why it ends on another day than counting does.
    private var moved: String? {
        guard count.raw != count.due else { return nil }
        let basis =
            roll == .forward ? say(vi: " (BLDS 2015, Điều 148)", en: " (Civil Code, art. 148)") : ""
        return say(
            vi: "\(count.raw.formatted(.slashed)) là ngày nghỉ: \(roll.text.vi)",
            en: "\(count.raw.formatted(.slashed)) is a day off: \(roll.text.en)") + basis
    }
}
