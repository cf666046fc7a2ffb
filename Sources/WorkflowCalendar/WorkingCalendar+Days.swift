extension WorkingCalendar {
    public func isWorkingDay(_ date: CalendarDate) -> Bool {
        let place = SpanPlace(date)
        return spans[place.span].isWorking(place.day)
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
        let from = SpanPlace(start)
        let to = SpanPlace(end)
        var total = -spans[from.span].workingDays(before: from.day)
        for span in from.span..<to.span { total += spans[span].count }
        return total + spans[to.span].workingDays(before: to.day)
    }

    private func workingDay(_ n: Int, after date: CalendarDate) -> CalendarDate {
        var place = SpanPlace(date.adding(days: 1))
        var span = spans[place.span]
        var ordinal = span.workingDays(before: place.day) + n - 1
        while ordinal >= span.count {
            ordinal -= span.count
            place.span += 1
            span = spans[place.span]
        }
        place.day = span.day(ofWorkingDay: ordinal)
        return place.date
    }

    private func workingDay(_ n: Int, before date: CalendarDate) -> CalendarDate {
        var place = SpanPlace(date)
        var span = spans[place.span]
        var ordinal = span.workingDays(before: place.day) - n
        while ordinal < 0 {
            place.span -= 1
            span = spans[place.span]
            ordinal += span.count
        }
        place.day = span.day(ofWorkingDay: ordinal)
        return place.date
    }
}
