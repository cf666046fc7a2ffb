extension WorkingCalendar {
    /// `moment` itself while the office is open, else when it opens next. At closing time the
    /// office is closed.
    public func officeTime(onOrAfter moment: Instant) -> Instant {
        let (date, milliseconds) = moment.local(in: zone)
        for session in sessions(on: date)
        where milliseconds < Int64(session.end) * Instant.millisecondsPerMinute {
            return max(moment, Instant(date, minuteOfDay: session.start, in: zone))
        }
        return opening(onOrAfter: date.adding(days: 1))
    }

    /// `moment` itself while the office is open, else the last minute before it closed.
    public func officeTime(onOrBefore moment: Instant) -> Instant {
        let (date, milliseconds) = moment.local(in: zone)
        for session in sessions(on: date).reversed()
        where milliseconds >= Int64(session.start) * Instant.millisecondsPerMinute {
            return min(moment, Instant(date, minuteOfDay: session.end - 1, in: zone))
        }
        let day = adding(workingDays: -1, to: date)
        guard let session = sessions(on: day).last else { return Instant(day, in: zone) }
        return Instant(day, minuteOfDay: session.end - 1, in: zone)
    }

    /// When `minuteOfDay` of a working day comes next, at `moment` or after. Where the office is
    /// closed at that time of the day, when it opens after it.
    public func officeTime(atMinute minuteOfDay: Int, onOrAfter moment: Instant) -> Instant {
        let date = nextWorkingDay(onOrAfter: moment.date(in: zone))
        let first = officeTime(onOrAfter: Instant(date, minuteOfDay: minuteOfDay, in: zone))
        if first >= moment { return first }
        let next = adding(workingDays: 1, to: date)
        return officeTime(onOrAfter: Instant(next, minuteOfDay: minuteOfDay, in: zone))
    }

    private func opening(onOrAfter date: CalendarDate) -> Instant {
        let day = nextWorkingDay(onOrAfter: date)
        // A working day has hours; the start of the day stands in for them all the same.
        return opening(of: day) ?? Instant(day, in: zone)
    }
}
