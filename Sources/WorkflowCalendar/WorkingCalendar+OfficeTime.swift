extension WorkingCalendar {
    /// Whether the office is open at `moment`.
    public func isOpen(at moment: Instant) -> Bool {
        let (date, milliseconds) = moment.local(in: zone)
        return sessions(on: date).contains { session in
            let start = Int64(session.start) * Instant.millisecondsPerMinute
            let end = Int64(session.end) * Instant.millisecondsPerMinute
            return start <= milliseconds && milliseconds < end
        }
    }

    /// `moment` itself while the office is open; else the next opening, or when it should not be
    /// later, the last minute before the office closed.
    public func officeTime(near moment: Instant, later: Bool) -> Instant {
        if isOpen(at: moment) { return moment }
        let (date, milliseconds) = moment.local(in: zone)
        let minute = Int(milliseconds / Instant.millisecondsPerMinute)
        if later {
            if let session = sessions(on: date).first(where: { $0.start > minute }) {
                return Instant(date, minuteOfDay: session.start, in: zone)
            }
            let day = adding(workingDays: 1, to: date)
            return opening(of: day) ?? moment
        }
        if let session = sessions(on: date).last(where: { $0.end <= minute }) {
            return Instant(date, minuteOfDay: session.end - 1, in: zone)
        }
        let day = adding(workingDays: -1, to: date)
        return sessions(on: day).last.map { Instant(day, minuteOfDay: $0.end - 1, in: zone) }
            ?? moment
    }
}
