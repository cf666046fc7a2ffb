import Diagnostics
package import JSON
package import WorkflowCalendar

/// A limit counted for a person or a program: by when, and how that came about.
package struct LimitCount {
    package let calendar: WorkingCalendar
    package let count: DayCount
    /// The moment, for limits that end within a day.
    package private(set) var moment: Instant?
    /// When something arrived that counts as received on a later day.
    package private(set) var arrival: (at: Instant, rule: ReceiptRule)?
    package let roll: Roll

    /// - Parameter start: a date or a moment, as it was typed.
    package init(
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
            throw .badDate(start)
        }
    }

    /// Where a limit begins that follows this one, as it would be typed.
    package var end: String {
        moment.map { $0.iso8601(in: calendar.zone) } ?? count.due.description
    }

    /// It ends in a year that no date is written in.
    package var isBeyondCalendar: Bool { count.due.year > 9999 }

    package var view: JSON { .object(members) }

    /// The last of several limits one after the other, with all of them.
    package func view(asLastOf parts: [LimitCount]) -> JSON {
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
}
