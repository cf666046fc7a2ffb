/// An instant from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public let seconds: Int64
    /// 0…999,999,999, counted forward from ``seconds``.
    public let nanoseconds: Int32

    static let epoch = Timestamp(unchecked: 0, 0)
    static let secondsRange: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// Nil outside the years 0001–9999 or when `nanoseconds` is not a part of a second.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard Self.secondsRange.contains(seconds), 0..<1_000_000_000 ~= nanoseconds else {
            return nil
        }
        self.init(unchecked: seconds, nanoseconds)
    }

    private init(unchecked seconds: Int64, _ nanoseconds: Int32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// Nil when the result leaves the range.
    func adding(_ duration: CELDuration) -> Timestamp? {
        let billion: Int64 = 1_000_000_000
        var whole = duration.nanoseconds / billion
        var part = Int64(nanoseconds) + duration.nanoseconds % billion
        if part < 0 {
            part += billion
            whole -= 1
        } else if part >= billion {
            part -= billion
            whole += 1
        }
        return Timestamp(seconds: seconds + whole, nanoseconds: Int32(part))
    }

    func subtracting(_ duration: CELDuration) -> Timestamp? {
        // The most negative duration has no opposite; it is far outside any timestamp distance
        // that stays in range only by a nanosecond, so it is split.
        guard duration.nanoseconds != .min else {
            return adding(CELDuration(nanoseconds: .max))?.adding(CELDuration(nanoseconds: 1))
        }
        return adding(CELDuration(nanoseconds: -duration.nanoseconds))
    }

    /// The duration from `earlier` to this instant; nil when it does not fit.
    func since(_ earlier: Timestamp) -> CELDuration? {
        let (product, overflow) = (seconds - earlier.seconds)
            .multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowToo) = product.addingReportingOverflow(
            Int64(nanoseconds) - Int64(earlier.nanoseconds))
        return overflow || overflowToo ? nil : CELDuration(nanoseconds: sum)
    }
}

extension Timestamp: CustomStringConvertible {
    /// Reads RFC 3339: `2021-04-14T07:00:00.5+07:00`. `T` and `Z` may be lower case.
    public init?(_ text: String) {
        var reader = DigitReader(text)
        guard let year = reader.digits(4), reader.accept("-"),
            let month = reader.digits(2), 1...12 ~= month, reader.accept("-"),
            let day = reader.digits(2), 1...CivilDate.daysIn(month: month, of: year) ~= day,
            reader.accept("T") || reader.accept("t"),
            let hour = reader.digits(2), hour < 24, reader.accept(":"),
            let minute = reader.digits(2), minute < 60, reader.accept(":"),
            let second = reader.digits(2), second < 60,
            let nanoseconds = reader.fraction(), let offset = reader.offset(), reader.isAtEnd
        else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let local = days * 86_400 + hour * 3_600 + minute * 60 + second
        self.init(seconds: Int64(local - offset), nanoseconds: Int32(nanoseconds))
    }

    /// RFC 3339 in UTC, without trailing zeros in the fraction: `2021-04-14T00:00:00.5Z`.
    public var description: String {
        let local = LocalTime(self, offset: 0)
        let date = local.date
        return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2)
            + "T" + padded(local.hour, 2) + ":" + padded(local.minute, 2) + ":"
            + padded(local.second, 2) + fractionText(UInt64(nanoseconds)) + "Z"
    }
}

/// What a clock and a calendar show at an instant, some seconds east of UTC.
struct LocalTime {
    let date: CivilDate
    private let secondOfDay: Int
    private let daysSinceEpoch: Int

    init(_ timestamp: Timestamp, offset: Int) {
        let local = Int(timestamp.seconds) + offset
        daysSinceEpoch = (local >= 0 ? local : local - 86_399) / 86_400
        secondOfDay = local - daysSinceEpoch * 86_400
        date = CivilDate(daysSinceEpoch: daysSinceEpoch)
    }

    var hour: Int { secondOfDay / 3_600 }
    var minute: Int { secondOfDay / 60 % 60 }
    var second: Int { secondOfDay % 60 }

    /// 0 on Sunday; 1 January 1970 was a Thursday.
    var dayOfWeek: Int {
        let remainder = (daysSinceEpoch + 4) % 7
        return remainder < 0 ? remainder + 7 : remainder
    }
}

/// `7` as `"07"`.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Nanoseconds as `.5`, `.000000001`, or nothing for none.
func fractionText(_ nanoseconds: UInt64) -> String {
    guard nanoseconds != 0 else { return "" }
    var digits = padded(Int(nanoseconds), 9)
    while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return "." + digits
}
