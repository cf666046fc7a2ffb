extension Instant: CustomStringConvertible {
    public var description: String { iso8601(in: .utc) }

    /// `2021-04-20T16:10:00+07:00`; milliseconds are written only when there are any, and UTC
    /// as `Z`.
    public func iso8601(in zone: Zone) -> String {
        let (date, milliseconds) = local(in: zone)
        let (year, month, day) = date.components
        // Every event has one: put down at once, but for years nobody lives in.
        let written = (0...9999).contains(year)
        let rest = String(unsafeUninitializedCapacity: 29) { bytes in
            var end = 0
            if written { end = CalendarDate.write(year, month, day, to: bytes) }
            end = Self.writeClock(Int(milliseconds), to: bytes, at: end)
            return zone.writeOffset(to: bytes, at: end)
        }
        return written ? rest : date.description + rest
    }

    /// `16:10 20/04/2021`, as people write it.
    public func formatted(in zone: Zone) -> String {
        let (date, milliseconds) = local(in: zone)
        let minutes = Int(milliseconds / Self.millisecondsPerMinute)
        return "\(MinuteOfDay.text(minutes)) \(date.formatted(.slashed))"
    }

    /// `T16:10:00` or `T16:10:00.250`.
    ///
    /// - Returns: where it ends.
    private static func writeClock(
        _ milliseconds: Int, to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int
    ) -> Int {
        bytes[start] = UInt8(ascii: "T")
        (milliseconds / 3_600_000).write(2, to: bytes, at: start + 1)
        bytes[start + 3] = UInt8(ascii: ":")
        (milliseconds / 60_000 % 60).write(2, to: bytes, at: start + 4)
        bytes[start + 6] = UInt8(ascii: ":")
        (milliseconds / 1_000 % 60).write(2, to: bytes, at: start + 7)
        let fraction = milliseconds % 1_000
        if fraction == 0 { return start + 9 }
        bytes[start + 9] = UInt8(ascii: ".")
        fraction.write(3, to: bytes, at: start + 10)
        return start + 13
    }

    /// Reads ISO 8601 and RFC 3339: `2021-04-20T16:10:00+07:00`, `…Z`, seconds and their fraction
    /// optional (digits beyond the millisecond are dropped). A time without an offset, and a date
    /// alone (`2021-04-20`, `20/04/2021`: the start of that day), are taken in `zone`.
    public init?(parsing text: some StringProtocol, in zone: Zone) {
        var bytes = ByteReader(text)
        guard let date = CalendarDate(reading: &bytes) else { return nil }
        if bytes.isAtEnd {
            self.init(date, in: zone)
            return
        }
        guard bytes.skip("T") || bytes.skip("t") || bytes.skip(" "),
            let milliseconds = bytes.readClock()
        else { return nil }
        var offset = zone.offsetMilliseconds
        if !bytes.isAtEnd {
            if bytes.skip("Z") || bytes.skip("z") {
                offset = 0
            } else {
                guard let seconds = bytes.readOffset() else { return nil }
                offset = Int64(seconds) * 1_000
            }
        }
        guard bytes.isAtEnd else { return nil }
        let days = Int64(date.daysSinceEpoch) * Self.millisecondsPerDay
        self.init(millisecondsSinceEpoch: days + milliseconds - offset)
    }
}

/// Clock times as minutes since the start of the day, the way weekly hours are given.
public enum MinuteOfDay {
    /// `16:10`; 1,440 is `24:00`.
    public static func text(_ minutes: Int) -> String {
        "\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))"
    }

    /// Reads `07:30`, `7:30` and `24:00` (the end of the day), to minutes.
    public static func parse(_ text: some StringProtocol) -> Int? {
        var bytes = ByteReader(text)
        guard let hours = bytes.readNumber(digits: 1...2), bytes.skip(":"),
            let minutes = bytes.readNumber(digits: 2...2), bytes.isAtEnd, minutes.value < 60
        else { return nil }
        let total = hours.value * 60 + minutes.value
        return total <= 1_440 ? total : nil
    }
}

extension ByteReader {
    /// `16:10`, `16:10:05` or `16:10:05.250`, in milliseconds since midnight. A leap second
    /// (`23:59:60`) is the first moment of the next minute, as in POSIX time.
    fileprivate mutating func readClock() -> Int64? {
        guard let hours = readNumber(digits: 2...2), skip(":"),
            let minutes = readNumber(digits: 2...2), minutes.value < 60
        else { return nil }
        var milliseconds = (hours.value * 60 + minutes.value) * 60_000
        if skip(":") {
            guard let seconds = readNumber(digits: 2...2), seconds.value <= 60 else { return nil }
            milliseconds += seconds.value * 1_000
            if skip(".") || skip(",") {
                guard let fraction = readFraction() else { return nil }
                milliseconds += fraction
            }
        }
        let endOfDay = 24 * 60 * 60_000
        guard hours.value < 24 || milliseconds == endOfDay else { return nil }
        return Int64(milliseconds)
    }

    /// Decimal digits after the point, as whole milliseconds.
    private mutating func readFraction() -> Int? {
        guard let number = readNumber(digits: 1...9) else { return nil }
        var value = number.value
        for _ in number.digits..<9 { value *= 10 }
        return value / 1_000_000
    }
}
