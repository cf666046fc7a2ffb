public import WorkflowCalendar

/// Hours of every day in which nobody wants to be told anything: `18:00-07:00`, over midnight, or
/// `11:30-13:30`.
public struct QuietHours: Hashable, Sendable {
    /// In minutes since the start of the day, 0 to 1,439.
    public let start: Int
    /// The first minute that is quiet no longer, 0 to 1,439; of the next day unless it is after
    /// `start`.
    public let end: Int

    /// - Parameters:
    ///   - start: in minutes since the start of the day, 0 to 1,440.
    ///   - end: likewise.
    /// - Returns: Nil where that is no time of the day, and for hours that leave none of the day or
    ///   take none.
    public init?(start: Int, end: Int) {
        guard (0...1_440).contains(start), (0...1_440).contains(end),
            start % 1_440 != end % 1_440
        else { return nil }
        self.start = start % 1_440
        self.end = end % 1_440
    }

    /// Reads `18:00-07:00`, with a hyphen or a dash, with or without spaces around it.
    public init?(parsing text: some StringProtocol) {
        let ends = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
        guard ends.count == 2,
            let start = MinuteOfDay.parse(String(ends[0]).trimmingSpaces()),
            let end = MinuteOfDay.parse(String(ends[1]).trimmingSpaces())
        else { return nil }
        self.init(start: start, end: end)
    }

    /// `moment` itself outside of these hours, else when they are over.
    public func end(onOrAfter moment: Instant, in zone: Zone) -> Instant {
        let minute = moment.minuteOfDay(in: zone)
        let date = moment.date(in: zone)
        if start < end {
            guard minute >= start, minute < end else { return moment }
            return Instant(date, minuteOfDay: end, in: zone)
        }
        if minute < end { return Instant(date, minuteOfDay: end, in: zone) }
        guard minute >= start else { return moment }
        return Instant(date.adding(days: 1), minuteOfDay: end, in: zone)
    }

    /// Whether they take all of a stretch of office hours.
    public func cover(_ session: WorkSession) -> Bool {
        if start < end { return start <= session.start && session.end <= end }
        return session.end <= end || start <= session.start
    }
}

extension QuietHours: CustomStringConvertible {
    /// What `init(parsing:)` reads back: `18:00-07:00`.
    public var description: String { "\(MinuteOfDay.text(start))-\(MinuteOfDay.text(end))" }
}
