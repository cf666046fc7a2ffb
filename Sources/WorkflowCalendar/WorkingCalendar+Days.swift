extension WorkingCalendar {
    public func isWorkingDay(_ date: CalendarDate) -> Bool {
        let year = date.year
        return years[year].isWorking(date.day(of: year))
    }

    /// Why the office is closed on `date`: a decided or projected day off, else the weekly rest.
    /// Nil on a working day.
    public func reasonOff(_ date: CalendarDate) -> DayReason? {
        guard !isWorkingDay(date) else { return nil }
        return years[date.year].days?.off[date] ?? .weekend(date.weekday)
    }

    /// Why `date`, a weekly rest day, is worked. Nil on any other day.
    public func reasonWorked(_ date: CalendarDate) -> DayReason? {
        guard week.isRestDay(date.weekday) else { return nil }
        return years[date.year].days?.worked[date]
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

    /// The `n`-th working day after `date`, or before it when `n` is negative; `date` itself, worked
    /// or not, when it is zero. `n` is taken as at most ten million.
    public func adding(workingDays n: Int, to date: CalendarDate) -> CalendarDate {
        if n == 0 { return date }
        let bounded = min(max(n, -10_000_000), 10_000_000)
        return n > 0 ? workingDay(bounded, after: date) : workingDay(-bounded, before: date)
    }

    /// Working days of `[start, end)`, with `start <= end`.
    private func workingDays(from start: CalendarDate, before end: CalendarDate) -> Int {
        let startYear = start.year
        let endYear = end.year
        var total = -years[startYear].workingDays(before: start.day(of: startYear))
        for year in startYear..<endYear { total += years[year].count }
        return total + years[endYear].workingDays(before: end.day(of: endYear))
    }

    private func workingDay(_ n: Int, after date: CalendarDate) -> CalendarDate {
        let start = date.adding(days: 1)
        var number = start.year
        var year = years[number]
        var ordinal = year.workingDays(before: start.day(of: number)) + n - 1
        while ordinal >= year.count {
            ordinal -= year.count
            number += 1
            year = years[number]
        }
        return CalendarDate.startOfYear(number).adding(days: year.day(ofWorkingDay: ordinal))
    }

    private func workingDay(_ n: Int, before date: CalendarDate) -> CalendarDate {
        var number = date.year
        var year = years[number]
        var ordinal = year.workingDays(before: date.day(of: number)) - n
        while ordinal < 0 {
            number -= 1
            year = years[number]
            ordinal += year.count
        }
        return CalendarDate.startOfYear(number).adding(days: year.day(ofWorkingDay: ordinal))
    }
}

extension CalendarDate {
    /// Days since 1 January of `year`, the year the date is in.
    func day(of year: Int) -> Int {
        CalendarDate.startOfYear(year).days(to: self)
    }
}
