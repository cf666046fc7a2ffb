extension WorkingCalendar {
    /// When limits end that are counted one after the other: `30 days, then 3 working days`. Each
    /// is counted from the end of the one before; provisional when any of them is.
    ///
    /// - Parameter limits: at least one.
    public func deadline(
        from start: Instant, chain limits: [Limit], receipt: ReceiptRule? = nil, roll: Roll? = nil
    ) -> Deadline {
        precondition(!limits.isEmpty, "a chain has at least one limit")
        var end = deadline(from: start, limit: limits[0], receipt: receipt, roll: roll)
        for limit in limits.dropFirst() {
            let next = deadline(
                from: self.start(of: limit, after: end.instant), limit: limit,
                receipt: .onArrival, roll: roll)
            end = Deadline(
                instant: next.instant,
                date: DueDate(
                    due: next.date.due, raw: next.date.raw,
                    isProvisional: end.date.isProvisional || next.date.isProvisional),
                countedFrom: end.countedFrom)
        }
        return end
    }

    /// Where a limit begins that follows one ending at `end`. Days are counted from the due day
    /// itself, which ends a moment before 24:00.
    public func start(of limit: Limit, after end: Instant) -> Instant {
        limit.endsWithinDay ? end : end.adding(milliseconds: -1)
    }
}
