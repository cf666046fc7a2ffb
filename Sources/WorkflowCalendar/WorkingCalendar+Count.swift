extension WorkingCalendar {
    /// `due(from:limit:roll:)` with every day it counted and every day it passed over. Takes time
    /// and room in proportion to the limit.
    public func count(
        from start: CalendarDate, limit: Limit, roll: Roll? = nil
    ) -> DayCount {
        count(limit, from: start, to: due(from: start, limit: limit, roll: roll))
    }

    /// `due(before:limit:roll:)`, counted out.
    public func count(
        before date: CalendarDate, limit: Limit, roll: Roll = .backward
    ) -> DayCount {
        let end = due(before: date, limit: limit, roll: roll)
        return count(limit, from: date, to: end)
    }

    /// `deadline(from:limit:receipt:roll:)`, counted out.
    public func count(
        from start: Instant, limit: Limit, receipt: ReceiptRule? = nil, roll: Roll? = nil
    ) -> DayCount {
        let deadline = deadline(from: start, limit: limit, receipt: receipt, roll: roll)
        guard limit.endsWithinDay else {
            return count(limit, from: deadline.countedFrom, to: deadline.date)
        }
        return count(limit, from: start, to: deadline)
    }
}

extension WorkingCalendar {
    private func count(
        _ limit: Limit, from start: CalendarDate, to end: DueDate
    ) -> DayCount {
        var counted: [DayCount.Counted] = []
        var skipped: [DayCount.Skipped] = []
        switch limit {
        case .workingDays:
            for date in days(after: start, through: end.due) {
                if let reason = reasonOff(date) {
                    skipped.append(DayCount.Skipped(date: date, reason: reason))
                } else {
                    counted.append(DayCount.Counted(date: date, n: counted.count + 1))
                }
            }
        case .days:
            for date in days(after: start, through: end.raw) {
                counted.append(DayCount.Counted(date: date, n: counted.count + 1))
            }
        case .months(let amount):
            counted = units(amount, towards: end.raw, from: start) { start.adding(months: $0) }
        case .years(let amount):
            counted = units(amount, towards: end.raw, from: start) { start.adding(years: $0) }
        case .dayOfLastMonth:
            break
        case .workingMinutes, .minutes:
            let opening = Instant(start, in: zone)
            let isBackwards = end.due < start
            let deadline = deadline(from: opening, limit: isBackwards ? limit.reversed : limit)
            return count(limit, from: opening, to: deadline)
        }
        if end.raw != end.due {
            for date in [end.raw] + days(after: end.raw, through: end.due) {
                if let reason = reasonOff(date) {
                    skipped.append(DayCount.Skipped(date: date, reason: reason))
                }
            }
        }
        return DayCount(
            limit: limit, start: start, counted: counted, skipped: skipped, end: end,
            calendarVersion: version)
    }

    /// Hours: the minutes used up by the end of each day they run on.
    private func count(_ limit: Limit, from start: Instant, to deadline: Deadline) -> DayCount {
        let first = start.date(in: zone)
        let last = deadline.date.due
        var counted: [DayCount.Counted] = []
        var skipped: [DayCount.Skipped] = []
        for date in [first] + days(after: first, through: last) {
            let endOfDay = Instant(date.adding(days: 1), in: zone)
            let until = last < first ? Instant(date, in: zone) : endOfDay
            if case .minutes = limit {
                let used = start.milliseconds(to: until).magnitude / 60_000
                counted.append(
                    DayCount.Counted(date: date, n: min(Int(used), Int(limit.amount.magnitude))))
            } else if let reason = reasonOff(date) {
                skipped.append(DayCount.Skipped(date: date, reason: reason))
            } else {
                let used = Int(workingMinutes(between: start, and: until).magnitude)
                let n = min(used, Int(limit.amount.magnitude))
                if n > counted.last?.n ?? 0 {
                    counted.append(DayCount.Counted(date: date, n: n))
                }
            }
        }
        return DayCount(
            limit: limit, start: first, counted: counted, skipped: skipped, end: deadline.date,
            calendarVersion: version)
    }

    /// The day each month or year of a limit ends.
    private func units(
        _ amount: Int, towards end: CalendarDate, from start: CalendarDate,
        _ endOfUnit: (Int) -> CalendarDate
    ) -> [DayCount.Counted] {
        let direction = end < start ? -1 : 1
        return (0..<Int(amount.magnitude)).map { passed in
            DayCount.Counted(date: endOfUnit((passed + 1) * direction), n: passed + 1)
        }
    }

    /// The days from the one after `start` to `end`, or from the one before it back to `end`.
    private func days(
        after start: CalendarDate, through end: CalendarDate
    ) -> [CalendarDate] {
        let step = end < start ? -1 : 1
        let distance = abs(start.days(to: end))
        return (0..<distance).map { start.adding(days: ($0 + 1) * step) }
    }
}
