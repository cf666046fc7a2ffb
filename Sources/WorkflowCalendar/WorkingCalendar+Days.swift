extension WorkingCalendar {
    public func isWorkingDay(_ date: CalendarDate) -> Bool {
        let place = DecadePlace(date)
        return decades[place.decade].isWorking(place.day)
    }

    /// Why the office is closed on `date`: a decided or projected day off, else the weekly rest.
    /// Nil on a working day.
    public func reasonOff(_ date: CalendarDate) -> DayReason? {
        guard !isWorkingDay(date) else { return nil }
        return days(date.year)?.off[date] ?? .weekend(date.weekday)
    }

    /// Why `date`, a weekly rest day, is worked. Nil on any other day.
    public func reasonWorked(_ date: CalendarDate) -> DayReason? {
        guard week.isRestDay(date.weekday) else { return nil }
        return days(date.year)?.worked[date]
    }

    /// The hours the office works on `date`; empty on a day off.
    public func sessions(on date: CalendarDate) -> [WorkSession] {
        guard isWorkingDay(date) else { return [] }
        let weekday = date.weekday
        return week.isRestDay(weekday) ? week.makeUpSessions : week[weekday]
    }

    /// `date` itself when it is worked, else the first working day after it.
    public func nextWorkingDay(onOrAfter date: CalendarDate) -> CalendarDate {
        isWorkingDay(date) ? date : adding(workingDays: 1, to: date)
    }

    /// `date` itself when it is worked, else the last working day before it.
    public func previousWorkingDay(onOrBefore date: CalendarDate) -> CalendarDate {
        isWorkingDay(date) ? date : adding(workingDays: -1, to: date)
    }

    /// The last working day strictly before `date`, on which a prompt can still be acted upon.
    public func lastWorkingDay(before date: CalendarDate) -> CalendarDate {
        adding(workingDays: -1, to: date)
    }

    /// When the office opens on `date`; nil on a day off.
    public func opening(of date: CalendarDate) -> Instant? {
        sessions(on: date).first.map { Instant(date, minuteOfDay: $0.start, in: zone) }
    }

    /// When the office closes on `date`; nil on a day off.
    public func closing(of date: CalendarDate) -> Instant? {
        sessions(on: date).last.map { Instant(date, minuteOfDay: $0.end, in: zone) }
    }

    /// Working days after `start` up to and including `end`; the same number below zero when
    /// `end` is earlier. Counts back what `adding(workingDays:to:)` adds.
    public func workingDays(after start: CalendarDate, through end: CalendarDate) -> Int {
        if end < start { return -workingDays(from: end, before: start) }
        return workingDays(from: start.adding(days: 1), before: end.adding(days: 1))
    }

    /// The `n`-th working day after `date`, or before it when `n` is negative; `date` itself,
    /// worked or not, when `n` is zero. `n` is taken as at most ten million.
    public func adding(workingDays n: Int, to date: CalendarDate) -> CalendarDate {
        if n == 0 { return date }
        let bounded = min(max(n, -10_000_000), 10_000_000)
        return n > 0 ? workingDay(bounded, after: date) : workingDay(-bounded, before: date)
    }

    /// Working days of `[start, end)`, with `start <= end`.
    private func workingDays(from start: CalendarDate, before end: CalendarDate) -> Int {
        let from = DecadePlace(start)
        let to = DecadePlace(end)
        var total = -decades[from.decade].workingDays(before: from.day)
        for decade in from.decade..<to.decade { total += decades[decade].count }
        return total + decades[to.decade].workingDays(before: to.day)
    }

    private func workingDay(_ n: Int, after date: CalendarDate) -> CalendarDate {
        var place = DecadePlace(date.adding(days: 1))
        var decade = decades[place.decade]
        var ordinal = decade.workingDays(before: place.day) + n - 1
        while ordinal >= decade.count {
            ordinal -= decade.count
            place.decade += 1
            decade = decades[place.decade]
        }
        place.day = decade.day(ofWorkingDay: ordinal)
        return place.date
    }

    private func workingDay(_ n: Int, before date: CalendarDate) -> CalendarDate {
        var place = DecadePlace(date)
        var decade = decades[place.decade]
        var ordinal = decade.workingDays(before: place.day) - n
        while ordinal < 0 {
            place.decade -= 1
            decade = decades[place.decade]
            ordinal += decade.count
        }
        place.day = decade.day(ofWorkingDay: ordinal)
        return place.date
    }
}
