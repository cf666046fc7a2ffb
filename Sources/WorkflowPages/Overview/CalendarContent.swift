package import WorkflowCalendar
package import WorkflowModel
import WorkflowPresentation
package import WorkflowReports
package import WorkflowStorage

/// A month of deadlines: which days are worked, why others are not, and what ends on each.
package struct CalendarContent: Sendable {
    package var year: Int
    package var month: Int
    /// Items whose nearest deadline ends in the weeks shown.
    package var rows: [ItemRow]
    package var calendar: WorkingCalendar?
    package var clock: DueClock
    package var organisation: Organisation

    package init(
        year: Int, month: Int, rows: [ItemRow], calendar: WorkingCalendar?, clock: DueClock,
        organisation: Organisation
    ) {
        self.year = year
        self.month = month
        self.rows = rows
        self.calendar = calendar
        self.clock = clock
        self.organisation = organisation
    }

    /// Those that fit into a day before the rest is only counted.
    private static let shown = 4

    /// The first day of the month, and that of the one after it; nil for a month there is none of.
    package static func span(year: Int, month: Int) -> (first: CalendarDate, next: CalendarDate)? {
        let (nextYear, nextMonth) = month == 12 ? (year + 1, 1) : (year, month + 1)
        guard let first = CalendarDate(year: year, month: month, day: 1),
            let next = CalendarDate(year: nextYear, month: nextMonth, day: 1)
        else { return nil }
        return (first, next)
    }

    package var html: String {
        guard let (first, next) = Self.span(year: year, month: month) else { return "" }
        let before = month == 1 ? (year - 1, 12) : (year, month - 1)
        let after = month == 12 ? (year + 1, 1) : (year, month + 1)
        let due = Dictionary(grouping: rows) { $0.dueOn }
        // From the Monday of its first week to the Sunday of its last.
        let start = first.adding(days: -Self.place(first.weekday))
        let weeks = (start.days(to: next) + 6) / 7
        let working = (0..<first.days(to: next)).count {
            isWorked(first.adding(days: $0))
        }
        let inMonth = rows.count { row in row.dueOn.map { $0 >= first && $0 < next } ?? false }
        let days = calendar?.days(year)
        let view: View = [
            "title": Self.title(year, month),
            "summary": say(
                vi: "\(working) ngày làm việc, \(inMonth) hồ sơ đến hạn.",
                en:
                    "\(working) working days, \(inMonth == 1 ? "1 item is" : "\(inMonth) items are")"
                    + " due."),
            "previous": link(before), "next": link(after),
            "today": year == clock.today.year && month == clock.today.month
                ? nil
                : View(
                    dictionaryLiteral: ("path", "/calendar"),
                    ("title", say(vi: "Tháng này", en: "This month"))),
            "weekdays": (0..<7).map { place -> View in
                let weekday = start.adding(days: place).weekday
                return ["name": weekday.name.spoken, "short": Self.short(weekday)]
            },
            "weeks": (0..<weeks).map { week -> View in
                [
                    "days": (0..<7).map { place -> View in
                        let date = start.adding(days: week * 7 + place)
                        return day(date, isInMonth: date >= first && date < next, due[date] ?? [])
                    }
                ]
            },
            "basis": days.map { days in
                (days.basis.isProjected
                    ? say(
                        vi: "Ngày nghỉ năm \(year) là dự kiến, chưa có quyết định: ",
                        en: "Days off of \(year) are expected, not decided yet: ")
                    : say(vi: "Ngày nghỉ theo quyết định: ", en: "Days off as decided: "))
                    + days.basis.text.spoken
            },
            "edition": calendar.map {
                say(
                    vi: "\($0.title.spoken), bản \($0.version)",
                    en: "Calendar “\($0.title.spoken)”, edition \($0.version)")
            },
        ]
        return Templates.html("calendar", view)
    }

    private func day(_ date: CalendarDate, isInMonth: Bool, _ rows: [ItemRow]) -> View {
        let worked = isWorked(date)
        let off = calendar?.reasonOff(date)
        let reason: String? =
            if let off, off.kind != .weekend {
                off.text.spoken
            } else {
                calendar?.reasonWorked(date)?.text.spoken
            }
        let lunar = LunarCalendar.vietnamese.lunar(of: date)
        let isToday = date == clock.today
        return [
            "day": "\(date.day)", "iso": date.description,
            "name": date.weekday.name.spoken + " " + date.formatted(.slashed),
            "looks": [
                isInMonth ? nil : "is-outside", worked ? nil : "is-off",
                isToday ? "is-today" : nil,
                rows.isEmpty && reason == nil && !isToday ? "is-bare" : nil,
            ].compactMap(\.self).joined(separator: " "),
            "isToday": isToday,
            // On the first of a lunar month its number too.
            "lunar": lunar.map { $0.day == 1 ? "\($0.day)/\($0.month)" : "\($0.day)" },
            "lunarText": lunar.map {
                say(
                    vi: "âm lịch \($0.day)/\($0.month)\($0.isLeap ? " nhuận" : "")",
                    en: "lunar \($0.day)/\($0.month)\($0.isLeap ? " (leap)" : "")")
            },
            "off": worked ? nil : say(vi: "nghỉ", en: "day off"),
            "reason": reason, "hasItems": !rows.isEmpty,
            "items": rows.prefix(Self.shown).map(item),
            "others": rows.dropFirst(Self.shown).map(item),
            "more": rows.count > Self.shown
                ? say(
                    vi: "và \(rows.count - Self.shown) hồ sơ nữa",
                    en: "and \(rows.count - Self.shown) more") : nil,
        ]
    }

    private func item(_ row: ItemRow) -> View {
        let status = clock.status(of: row)
        let isPressing = status.tone == .bad || status.tone == .warning
        return [
            "id": row.id, "title": row.title, "path": row.id.itemPath,
            "state": row.stateTitle.spoken, "tone": isPressing ? status.tone.className : nil,
            "sign": isPressing ? status.tone.sign : nil, "status": status.text.spoken,
        ]
    }

    private func isWorked(_ date: CalendarDate) -> Bool {
        if let calendar { return calendar.isWorkingDay(date) }
        return date.weekday != .saturday && date.weekday != .sunday
    }

    private func link(_ month: (year: Int, month: Int)) -> View {
        let digits = month.month < 10 ? "0\(month.month)" : "\(month.month)"
        return [
            "path": "/calendar?month=\(month.year)-\(digits)",
            "title": Self.title(month.year, month.month),
        ]
    }

    private static func title(_ year: Int, _ month: Int) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December",
        ]
        return say(vi: "Tháng \(month)/\(year)", en: "\(names[month - 1]) \(year)")
    }

    /// 0 for Monday.
    private static func place(_ weekday: Weekday) -> Int {
        let days: [Weekday] = [
            .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday,
        ]
        return days.firstIndex(of: weekday) ?? 0
    }

    private static func short(_ weekday: Weekday) -> String {
        let place = place(weekday)
        let vi = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"][place]
        let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][place]
        return say(vi: vi, en: en)
    }
}
