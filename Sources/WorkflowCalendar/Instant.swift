/// A point of time, the same everywhere. Days and hours come of it only in a `Zone`.
public struct Instant: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let millisecondsSinceEpoch: Int64

    public init(millisecondsSinceEpoch: Int64) {
        self.millisecondsSinceEpoch = millisecondsSinceEpoch
    }

    /// `minuteOfDay` minutes after the start of `date`; 1,440 is the end of the day.
    public init(_ date: CalendarDate, minuteOfDay: Int = 0, in zone: Zone) {
        let days = Int64(date.daysSinceEpoch) * Self.millisecondsPerDay
        let minutes = Int64(minuteOfDay) * Self.millisecondsPerMinute
        self.init(millisecondsSinceEpoch: days + minutes - zone.offsetMilliseconds)
    }

    static let millisecondsPerMinute: Int64 = 60_000
    static let millisecondsPerDay: Int64 = 86_400_000

    /// The day it is in `zone`.
    public func date(in zone: Zone) -> CalendarDate { local(in: zone).date }

    /// Whole minutes since the start of the day in `zone`, 0 to 1,439.
    public func minuteOfDay(in zone: Zone) -> Int {
        Int(local(in: zone).milliseconds / Self.millisecondsPerMinute)
    }

    /// The day in `zone` and the milliseconds since it began.
    func local(in zone: Zone) -> (date: CalendarDate, milliseconds: Int64) {
        let (sum, overflow) = millisecondsSinceEpoch.addingReportingOverflow(
            zone.offsetMilliseconds)
        let shifted = overflow ? (zone.offsetMilliseconds < 0 ? Int64.min : .max) : sum
        let days = Int(shifted).dividedDown(by: Int(Self.millisecondsPerDay))
        return (
            CalendarDate(clamping: days),
            Int64(Int(shifted).remainderUp(dividingBy: Int(Self.millisecondsPerDay)))
        )
    }

    /// Stops at the ends of what an `Int64` of milliseconds can hold.
    public func adding(milliseconds: Int64) -> Instant {
        let (sum, overflow) = millisecondsSinceEpoch.addingReportingOverflow(milliseconds)
        return Instant(
            millisecondsSinceEpoch: overflow ? (milliseconds < 0 ? .min : .max) : sum)
    }

    public func adding(minutes: Int) -> Instant {
        let (product, overflow) = Int64(minutes).multipliedReportingOverflow(
            by: Self.millisecondsPerMinute)
        return adding(milliseconds: overflow ? (minutes < 0 ? .min : .max) : product)
    }

    /// Milliseconds from `self` to `other`; negative when `other` is earlier.
    public func milliseconds(to other: Instant) -> Int64 {
        let (difference, overflow) = other.millisecondsSinceEpoch.subtractingReportingOverflow(
            millisecondsSinceEpoch)
        return overflow ? (other < self ? .min : .max) : difference
    }
}

extension Instant: Comparable {
    public static func < (left: Instant, right: Instant) -> Bool {
        left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
    }
}
