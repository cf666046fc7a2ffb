import Diagnostics
public import WorkflowCalendar

extension Schedule {
    /// The last period whose items are to be there at `now`; nil before the first.
    public func newestPeriod(at now: Instant, _ calendar: WorkingCalendar) -> ReportingPeriod? {
        var period = period(near: now, calendar)
        while startsAt(period.next, calendar) <= now { period = period.next }
        while startsAt(period, calendar) > now { period = period.previous }
        if let until, period.first > until { period = self.period(containing: until) }
        return includes(period) ? period : nil
    }

    /// The next period whose items are started after `now`, and when; nil when the schedule has
    /// run out.
    public func nextOccurrence(
        after now: Instant, _ calendar: WorkingCalendar
    ) -> (period: ReportingPeriod, startsAt: Instant)? {
        var period = period(near: now, calendar)
        while startsAt(period.previous, calendar) > now { period = period.previous }
        while startsAt(period, calendar) <= now { period = period.next }
        if period.first < from {
            period = self.period(containing: from)
            if period.first < from { period = period.next }
        }
        return includes(period) ? (period, startsAt(period, calendar)) : nil
    }

    /// Whether anything is started for a period.
    public func includes(_ period: ReportingPeriod) -> Bool {
        period.first >= from && (until.map { period.first <= $0 } ?? true)
    }

    /// What is started for a period, in the order of the agencies.
    public func starts(
        in period: ReportingPeriod, _ calendar: WorkingCalendar
    ) -> [ScheduledStart] {
        guard !agencies.isEmpty else { return [start(in: period, agency: nil, calendar)] }
        return agencies.map { start(in: period, agency: $0, calendar) }
    }

    public func start(
        in period: ReportingPeriod, agency: String?, _ calendar: WorkingCalendar
    ) -> ScheduledStart {
        let due = due(of: period, calendar)
        var start = ScheduledStart(
            schedule: name, period: period, agency: agency, startsAt: startsAt(period, calendar),
            due: due, id: "")
        start.id = id.filled(start.identifierText)
        return start
    }

    /// By when what is started for a period is to be done; nil when the schedule does not say.
    public func due(of period: ReportingPeriod, _ calendar: WorkingCalendar) -> CalendarDate? {
        due.map { due in
            let day = period.dayOfLastMonth(due.day, monthsLater: due.monthsLater)
            return calendar.moved(day, due.roll).due
        }
    }

    /// When the office opens on the day the items of a period are started.
    public func startsAt(_ period: ReportingPeriod, _ calendar: WorkingCalendar) -> Instant {
        let day = startDay(of: period, calendar)
        return calendar.opening(of: day) ?? Instant(day, in: calendar.zone)
    }

    private func startDay(
        of period: ReportingPeriod, _ calendar: WorkingCalendar
    ) -> CalendarDate {
        switch start {
        case .firstDay:
            calendar.nextWorkingDay(onOrAfter: period.first)
        case .lastDay:
            calendar.nextWorkingDay(onOrAfter: period.last)
        case .dayOfLastMonth(let day):
            calendar.nextWorkingDay(onOrAfter: period.dayOfLastMonth(day))
        case .before(let limit, let anchor):
            calendar.due(
                before: self.day(anchor, of: period, calendar), limit: limit, roll: .backward
            ).due
        case .after(let limit, let anchor):
            calendar.due(
                from: self.day(anchor, of: period, calendar), limit: limit, roll: .forward
            ).due
        }
    }

    private func day(
        _ anchor: Moment.Anchor, of period: ReportingPeriod, _ calendar: WorkingCalendar
    ) -> CalendarDate {
        switch anchor {
        case .start: period.first
        case .end: period.last
        case .due: due(of: period, calendar) ?? period.last
        }
    }

    private func period(near now: Instant, _ calendar: WorkingCalendar) -> ReportingPeriod {
        period(containing: now.date(in: calendar.zone))
    }

    private func period(containing date: CalendarDate) -> ReportingPeriod {
        ReportingPeriod(cycle, containing: date, window: window)
    }
}

extension ScheduledStart {
    /// In an identifier: dates as 2021-06-15, months with two digits, so that identifiers sort by
    /// time.
    func identifierText(_ placeholder: Schedule.Placeholder) -> String {
        switch placeholder {
        case .year: String(period.year)
        case .number:
            period.cycle == .month && period.number < 10
                ? "0\(period.number)" : String(period.number)
        case .period: period.title.vi
        case .first: period.first.formatted(.iso)
        case .last: period.last.formatted(.iso)
        case .due: due?.formatted(.iso) ?? ""
        case .agency: agency ?? ""
        }
    }

    /// In a field: as an official would write it.
    public func fieldText(_ placeholder: Schedule.Placeholder) -> String {
        switch placeholder {
        case .year: String(period.year)
        case .number: String(period.number)
        case .period: period.title.vi
        case .first: period.first.formatted(.slashed)
        case .last: period.last.formatted(.slashed)
        case .due: due?.formatted(.slashed) ?? ""
        case .agency: agency ?? ""
        }
    }
}
