/// A day of the proleptic Gregorian calendar. Not an instant: it has no time and no zone.
public struct CalendarDate: Hashable, Sendable {
    /// Days since 1970-01-01, negative before it.
    public let daysSinceEpoch: Int32

    public init(daysSinceEpoch: Int32) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// Nil unless the date exists: `init(year: 2021, month: 2, day: 29)` is nil.
    /// Years run from 1 to 9999, the range that can be written.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= CalendarDate.lengthOfMonth(month, year: year)
        else { return nil }
        self.init(validYear: year, month: month, day: day)
    }

    /// The caller has made sure that the month and day exist.
    init(validYear year: Int, month: Int, day: Int) {
        // Years are counted from March, so that the leap day is the last of its year.
        let shifted = month > 2 ? year : year - 1
        let era = shifted.dividedDown(by: 400)
        let yearOfEra = shifted - era * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(clamping: era * Self.daysPerEra + dayOfEra - Self.epochOffset)
    }

    init(clamping days: Int) {
        daysSinceEpoch = Int32(clamping: days)
    }

    /// Days in 400 Gregorian years.
    private static let daysPerEra = 146_097
    /// Days from 0000-03-01 to 1970-01-01.
    private static let epochOffset = 719_468
    /// So many times 400 years before the year 0 there is no date any more.
    private static let erasBefore = 14_700

    public var year: Int { components.year }
    /// 1 for January.
    public var month: Int { components.month }
    public var day: Int { components.day }

    /// All three parts, without a division that takes long: every deadline and every list asks.
    ///
    /// C. Neri and L. Schneider, “Euclidean affine functions and their application to calendar
    /// algorithms”, Software: Practice and Experience 53 (2023).
    public var components: (year: Int, month: Int, day: Int) {
        // From a day before every other, of a year from March divisible by 400.
        let days = Int(daysSinceEpoch) + Self.epochOffset + Self.erasBefore * Self.daysPerEra
        let quarters = 4 * UInt64(days) + 3
        let century = quarters / UInt64(Self.daysPerEra)
        let dayOfCentury = quarters % UInt64(Self.daysPerEra) / 4
        let product = 2_939_745 * (4 * dayOfCentury + 3)
        let yearOfCentury = product >> 32
        let dayOfYear = (product & 0xFFFF_FFFF) / 2_939_745 / 4
        let parts = 2_141 * dayOfYear + 197_913
        // January and February are of the next year.
        let isNext = dayOfYear >= 306
        return (
            year: Int(100 * century + yearOfCentury) - 400 * Self.erasBefore + (isNext ? 1 : 0),
            month: Int(parts >> 16) - (isNext ? 12 : 0),
            day: Int((parts & 0xFFFF) / 2_141) + 1
        )
    }

    public var weekday: Weekday {
        // 1970-01-01 was a Thursday, three days after a Monday.
        let fromMonday = (Int(daysSinceEpoch) + 3).remainderUp(dividingBy: 7)
        return Weekday(rawValue: fromMonday + 1) ?? .monday
    }

    /// 28 to 31; `month` must be 1 to 12.
    public static func lengthOfMonth(_ month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }
}

extension CalendarDate: Comparable {
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.daysSinceEpoch < right.daysSinceEpoch
    }
}

extension CalendarDate {
    /// `days` later, earlier when negative. Stops at the ends of what `daysSinceEpoch` can hold.
    public func adding(days: Int) -> CalendarDate {
        let (sum, overflow) = Int(daysSinceEpoch).addingReportingOverflow(days)
        return CalendarDate(clamping: overflow ? (days < 0 ? .min : .max) : sum)
    }

    /// The same day number `months` later (earlier when negative), or the last day of that month
    /// when it is shorter: Civil Code 2015, art. 148(3).
    public func adding(months: Int) -> CalendarDate {
        let parts = components
        // Beyond this many months every answer is outside the years that can be written.
        let bounded = min(max(months, -240_000), 240_000)
        let index = parts.year * 12 + parts.month - 1 + bounded
        let year = index.dividedDown(by: 12)
        let month = index - year * 12 + 1
        let day = min(parts.day, CalendarDate.lengthOfMonth(month, year: year))
        return CalendarDate(validYear: year, month: month, day: day)
    }

    public func adding(years: Int) -> CalendarDate {
        adding(months: min(max(years, -20_000), 20_000) * 12)
    }

    /// Days from `self` to `other`; negative when `other` is earlier.
    public func days(to other: CalendarDate) -> Int {
        Int(other.daysSinceEpoch) - Int(daysSinceEpoch)
    }

    public static func startOfYear(_ year: Int) -> CalendarDate {
        let before = year - 1
        let leapDays =
            before.dividedDown(by: 4) - before.dividedDown(by: 100) + before.dividedDown(by: 400)
        // The 1 January of the year 1 is 719,162 days before that of 1970.
        return CalendarDate(clamping: 365 * before + leapDays - 719_162)
    }

    /// The last day of the month `self` is in.
    public var endOfMonth: CalendarDate {
        let parts = components
        return adding(
            days: CalendarDate.lengthOfMonth(parts.month, year: parts.year) - parts.day)
    }
}

extension Int {
    /// Division rounding towards minus infinity; `divisor` is positive.
    func dividedDown(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    /// The remainder that goes with `dividedDown`, never negative.
    func remainderUp(dividingBy divisor: Int) -> Int {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
