extension WorkingCalendar {
    /// The day `limit` ends when the event falls on `start`. The day of the event is not counted
    /// (Civil Code 2015, art. 147); a limit in calendar days, months or years that ends on a day
    /// off moves as `roll` says, by default that of the calendar.
    ///
    /// A limit in hours or minutes begins at the start of `start`; `deadline(from:limit:)` takes
    /// the moment itself.
    public func due(
        from start: CalendarDate, limit: Limit, roll: Roll? = nil
    ) -> DueDate {
        switch limit {
        case .workingDays(let days):
            return dueByWorkingDays(start, days)
        case .days(let days):
            return moved(start.adding(days: days), roll)
        case .months(let months):
            return moved(start.adding(months: months), roll)
        case .years(let years):
            return moved(start.adding(years: years), roll)
        case .dayOfLastMonth(let day, let cycle):
            let end =
                day < 0
                ? ReportingPeriod.day(-day, ofLastMonthOf: cycle, before: start)
                : ReportingPeriod.day(day, ofLastMonthOf: cycle, after: start)
            return moved(end, roll)
        case .workingMinutes, .minutes:
            return deadline(from: Instant(start, in: zone), limit: limit).date
        }
    }

    /// The day `limit` before `date`: by when a notice due "at latest 1 day before" must go out.
    /// By default a day off moves it back, to a day on which it can still be sent.
    public func due(
        before date: CalendarDate, limit: Limit, roll: Roll = .backward
    ) -> DueDate {
        due(from: date, limit: limit.reversed, roll: roll)
    }

    /// When `limit` ends for something that happened at `start`.
    ///
    /// Limits in days end at 24:00 of the due day, local time. Working hours run only inside office
    /// hours and end inside them; hours of the clock run on day and night. What is left out of
    /// `receipt` and `roll` is as the calendar says.
    public func deadline(
        from start: Instant, limit: Limit, receipt: ReceiptRule? = nil, roll: Roll? = nil
    ) -> Deadline {
        switch limit {
        case .workingDays, .days, .months, .years, .dayOfLastMonth:
            let received = receivedOn(start, receipt ?? self.receipt)
            let date = due(from: received, limit: limit, roll: roll)
            let end = Instant(date.due.adding(days: 1), in: zone)
            return Deadline(instant: end, date: date, countedFrom: received)
        case .workingMinutes(let minutes):
            return deadline(at: adding(workingMinutes: minutes, to: start), from: start)
        case .minutes(let minutes):
            let end = deadline(at: start.adding(minutes: minutes), from: start)
            // The clock runs on days off too, so no decision can move it.
            let date = DueDate(due: end.date.due, raw: end.date.raw, isProvisional: false)
            return Deadline(instant: end.instant, date: date, countedFrom: end.countedFrom)
        }
    }

    /// The day on which something that arrived at `moment` counts as received.
    public func receivedOn(_ moment: Instant, _ rule: ReceiptRule) -> CalendarDate {
        let (date, milliseconds) = moment.local(in: zone)
        let lastMinute: Int
        switch rule {
        case .onArrival: return date
        case .atClosing: lastMinute = sessions(on: date).last?.end ?? 0
        case .cutoff(let minute): lastMinute = isWorkingDay(date) ? minute : 0
        }
        let isInTime = milliseconds < Int64(lastMinute) * Instant.millisecondsPerMinute
        return isInTime ? date : adding(workingDays: 1, to: date)
    }

    /// `raw` where it is worked, else where `roll` moves it, by default that of the calendar.
    public func moved(_ raw: CalendarDate, _ roll: Roll? = nil) -> DueDate {
        let roll = roll ?? self.roll
        let due =
            switch roll {
            case .forward: nextWorkingDay(onOrAfter: raw)
            case .backward: previousWorkingDay(onOrBefore: raw)
            case .stay: raw
            }
        return DueDate(
            due: due, raw: raw,
            isProvisional: roll != .stay && isProvisional(between: raw, and: due))
    }
}

extension WorkingCalendar {
    private func dueByWorkingDays(_ start: CalendarDate, _ days: Int) -> DueDate {
        let due = adding(workingDays: days, to: start)
        let first = start.adding(days: days > 0 ? 1 : days < 0 ? -1 : 0)
        return DueDate(due: due, raw: due, isProvisional: isProvisional(between: first, and: due))
    }

    /// The day a moment belongs to when it ends something: midnight ends the day before it.
    private func deadline(at end: Instant, from start: Instant) -> Deadline {
        let from = start.date(in: zone)
        let isForward = end > start
        let day = isForward ? end.adding(milliseconds: -1).date(in: zone) : end.date(in: zone)
        return Deadline(
            instant: end,
            date: DueDate(
                due: day, raw: day, isProvisional: isProvisional(between: from, and: day)),
            countedFrom: from)
    }

    private func isProvisional(between first: CalendarDate, and last: CalendarDate) -> Bool {
        let from = min(first, last).year
        let to = max(first, last).year
        var start = from
        while start <= to {
            let span = start.dividedDown(by: SpanIndex.years)
            let end = min(to, (span + 1) * SpanIndex.years - 1)
            if spans[span].isProvisional(start, end) { return true }
            start = end + 1
        }
        return false
    }
}

extension Limit {
    /// The same length backwards in time.
    package var reversed: Limit {
        switch self {
        case .workingDays(let amount): .workingDays(0 &- amount)
        case .workingMinutes(let amount): .workingMinutes(0 &- amount)
        case .days(let amount): .days(0 &- amount)
        case .months(let amount): .months(0 &- amount)
        case .years(let amount): .years(0 &- amount)
        case .minutes(let amount): .minutes(0 &- amount)
        case .dayOfLastMonth(let day, let cycle): .dayOfLastMonth(0 &- day, cycle)
        }
    }
}
