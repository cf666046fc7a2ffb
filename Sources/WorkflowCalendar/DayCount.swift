/// A limit counted out day by day, so that anyone can check it.
public struct DayCount: Hashable, Sendable {
    public struct Counted: Hashable, Sendable {
        public let date: CalendarDate
        /// How many of the limit's unit are counted by the end of this day, from 1: days, months,
        /// years, or minutes.
        public let n: Int
    }

    public struct Skipped: Hashable, Sendable {
        public let date: CalendarDate
        public let reason: DayReason
    }

    public let limit: Limit
    /// The day of the event, not counted.
    public let start: CalendarDate
    /// In the order of counting, which goes backwards when it is done before a date. Months and
    /// years are counted by the day each of them ends.
    public let counted: [Counted]
    /// Days off that were not counted, or over which the end was moved; in the order of counting.
    public let skipped: [Skipped]
    public let end: DueDate
    /// The version of the calendar it was counted with.
    public let calendarVersion: String

    public var due: CalendarDate { end.due }
    /// Where counting alone ends; differs from `due` when that day is off.
    public var raw: CalendarDate { end.raw }
}
