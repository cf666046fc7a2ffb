/// The rule in the last line of a zone file: `AEST-10AEDT,M10.1.0,M4.1.0/3`, as POSIX writes
/// the `TZ` variable and RFC 8536 §3.3 extends it (transition times may be negative or exceed
/// a day).
struct PosixZoneRule: Sendable {
    private let standardOffset: Int
    private let daylight: Daylight?

    private struct Daylight {
        let offset: Int
        let start: Change
        let end: Change
    }

    /// The local day and second of the day on which the clocks change.
    private struct Change {
        enum Day {
            /// 1…365; 29 February is never counted.
            case julian(Int)
            /// 0…365; 29 February is counted.
            case ordinal(Int)
            /// The n-th (5: last) such weekday of a month.
            case weekday(month: Int, week: Int, day: Int)
        }

        let day: Day
        let second: Int

        /// Seconds from the epoch to the change, by the local clock.
        func localInstant(in year: Int) -> Int {
            dayNumber(in: year) * 86_400 + second
        }

        private func dayNumber(in year: Int) -> Int {
            let newYear = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
            switch day {
            case .julian(let number):
                let isAfterLeapDay = CivilDate.isLeap(year) && number >= 60
                return newYear + number - (isAfterLeapDay ? 0 : 1)
            case .ordinal(let number): return newYear + number
            case .weekday(let month, let week, let day):
                let first = CivilDate(year: year, month: month, day: 1).daysSinceEpoch
                let firstWeekday = ((first + 4) % 7 + 7) % 7
                let length = CivilDate.daysIn(month: month, of: year)
                var offset = (day - firstWeekday + 7) % 7 + (week - 1) * 7
                while offset >= length { offset -= 7 }
                return first + offset
            }
        }
    }

    init?(_ text: String) {
        var reader = RuleReader(text)
        guard reader.name(), let standard = reader.time() else { return nil }
        // POSIX counts offsets westward.
        standardOffset = -standard
        guard !reader.isAtEnd else {
            daylight = nil
            return
        }
        guard reader.name() else { return nil }
        let offset = reader.nextIs(",") ? standardOffset + 3_600 : reader.time().map { -$0 }
        guard let offset, let start = Self.readChange(&reader),
            let end = Self.readChange(&reader), reader.isAtEnd
        else { return nil }
        daylight = Daylight(offset: offset, start: start, end: end)
    }

    private static func readChange(_ reader: inout RuleReader) -> Change? {
        guard reader.accept(",") else { return nil }
        let day: Change.Day
        if reader.accept("M") {
            guard let month = reader.number(), 1...12 ~= month, reader.accept("."),
                let week = reader.number(), 1...5 ~= week, reader.accept("."),
                let weekday = reader.number(), 0...6 ~= weekday
            else { return nil }
            day = .weekday(month: month, week: week, day: weekday)
        } else if reader.accept("J") {
            guard let number = reader.number(), 1...365 ~= number else { return nil }
            day = .julian(number)
        } else {
            guard let number = reader.number(), 0...365 ~= number else { return nil }
            day = .ordinal(number)
        }
        guard reader.accept("/") else { return Change(day: day, second: 2 * 3_600) }
        return reader.time().map { Change(day: day, second: $0) }
    }

    func offset(at instant: Int64) -> Int {
        guard let daylight else { return standardOffset }
        let days = (Int(instant) + standardOffset) / 86_400
        let year = CivilDate(daysSinceEpoch: days).year
        let start = daylight.start.localInstant(in: year) - standardOffset
        let end = daylight.end.localInstant(in: year) - daylight.offset
        let instant = Int(instant)
        // In the southern hemisphere the daylight part of a year surrounds the standard part.
        let isDaylight =
            start < end
            ? start <= instant && instant < end : instant < end || start <= instant
        return isDaylight ? daylight.offset : standardOffset
    }
}

private struct RuleReader {
    private let text: [UInt8]
    private var position = 0

    init(_ text: String) {
        self.text = Array(text.utf8)
    }

    var isAtEnd: Bool { position == text.count }

    func nextIs(_ character: Unicode.Scalar) -> Bool {
        position < text.count && text[position] == UInt8(ascii: character)
    }

    mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard nextIs(character) else { return false }
        position += 1
        return true
    }

    /// Three or more letters, or anything between angle brackets.
    mutating func name() -> Bool {
        let start = position
        if accept("<") {
            while position < text.count, !nextIs(">") { position += 1 }
            return accept(">")
        }
        while position < text.count, (text[position] | 0x20) >= UInt8(ascii: "a"),
            (text[position] | 0x20) <= UInt8(ascii: "z")
        {
            position += 1
        }
        return position - start >= 3
    }

    mutating func number() -> Int? {
        var number = 0
        let start = position
        while position < text.count, case 48...57 = text[position], position - start < 6 {
            number = number * 10 + Int(text[position]) - 48
            position += 1
        }
        return position == start ? nil : number
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
        let isNegative = accept("-")
        if !isNegative { _ = accept("+") }
        guard var seconds = number().map({ $0 * 3_600 }) else { return nil }
        for unit in [60, 1] where accept(":") {
            guard let part = number() else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }
}
