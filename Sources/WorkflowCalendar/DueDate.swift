/// The day a limit ends.
public struct DueDate: Hashable, Sendable {
    /// The last day on which the limit is still kept: until 24:00, Civil Code 2015 art. 148(6).
    public let due: CalendarDate
    /// The day the limit ends by counting alone, before a day off moves it.
    public let raw: CalendarDate
    /// Whether a day that decided the answer lies in a year without a decision: show it as
    /// `dự kiến`.
    public let isProvisional: Bool

    public init(due: CalendarDate, raw: CalendarDate, isProvisional: Bool) {
        self.due = due
        self.raw = raw
        self.isProvisional = isProvisional
    }
}

/// The moment a limit ends.
public struct Deadline: Hashable, Sendable {
    /// The limit is kept by what happens before this. For limits in days it is the start of the day
    /// after `date.due`.
    public let instant: Instant
    /// The day it falls on, and how it was found.
    public let date: DueDate
    /// The day that was not counted: the day of the event, or by `ReceiptRule` a later one.
    public let countedFrom: CalendarDate

    public init(instant: Instant, date: DueDate, countedFrom: CalendarDate) {
        self.instant = instant
        self.date = date
        self.countedFrom = countedFrom
    }
}

/// Where a limit in calendar days, months or years goes when it ends on a day off.
public enum Roll: String, Hashable, Sendable, CaseIterable {
    /// To the next working day: Civil Code 2015, art. 148(5).
    case forward
    /// To the last working day before, when something must be done in time for a date.
    case backward
    /// Nowhere. Not called `none`, which where a roll may be left out would mean that it is.
    case stay = "none"
}

/// On which day something that arrives late in the day, or on a day off, counts as received.
public enum ReceiptRule: Hashable, Sendable {
    /// On the day it arrives, whatever the hour.
    case onArrival
    /// On the next working day, when it arrives after the office has closed or on a day off.
    case atClosing
    /// On the next working day, when it arrives at or after this minute of the day, or on a day
    /// off: 15:00 is 900.
    case cutoff(minuteOfDay: Int)
}
