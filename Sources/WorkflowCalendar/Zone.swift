/// A time zone with a fixed offset from UTC. Viet Nam has kept +07:00 without summer time since
/// 1975; zones whose offset changes during the year are not supported.
public struct Zone: Hashable, Sendable {
    /// As written: `Asia/Ho_Chi_Minh`, `UTC`, `+07:00`.
    public let name: String
    /// Seconds east of Greenwich.
    public let offsetSeconds: Int

    public static let vietnam = Zone(name: "Asia/Ho_Chi_Minh", offsetSeconds: 7 * 3_600)
    public static let utc = Zone(name: "UTC", offsetSeconds: 0)

    private init(name: String, offsetSeconds: Int) {
        self.name = name
        self.offsetSeconds = offsetSeconds
    }

    /// Knows `Asia/Ho_Chi_Minh` and its old name `Asia/Saigon`, `UTC` and `Z`, `Etc/GMT-7` (whose
    /// sign, by custom of the zone database, is the opposite of the offset's), and offsets written
    /// `+07:00`, `+0700` or `+07`. Nil for any other zone.
    public init?(_ name: String) {
        switch name {
        case "Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Bangkok":
            self.init(name: name, offsetSeconds: Zone.vietnam.offsetSeconds)
        case "UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z":
            self.init(name: name, offsetSeconds: 0)
        default:
            guard let seconds = Zone.etcOffset(name) ?? Zone.writtenOffset(name) else {
                return nil
            }
            self.init(name: name, offsetSeconds: seconds)
        }
    }

    /// `+07:00`, as ISO 8601 writes it.
    public var offsetText: String {
        String(unsafeUninitializedCapacity: 6) { writeDigits(to: $0, at: 0) }
    }

    /// `+07:00`, or `Z` for UTC.
    ///
    /// - Returns: where it ends.
    func writeOffset(to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int) -> Int {
        if offsetSeconds != 0 { return writeDigits(to: bytes, at: start) }
        bytes[start] = UInt8(ascii: "Z")
        return start + 1
    }

    private func writeDigits(to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int) -> Int {
        let minutes = abs(offsetSeconds) / 60
        bytes[start] = UInt8(ascii: offsetSeconds < 0 ? "-" : "+")
        (minutes / 60).write(2, to: bytes, at: start + 1)
        bytes[start + 3] = UInt8(ascii: ":")
        (minutes % 60).write(2, to: bytes, at: start + 4)
        return start + 6
    }

    var offsetMilliseconds: Int64 { Int64(offsetSeconds) * 1_000 }

    private static func etcOffset(_ name: String) -> Int? {
        let prefix = "Etc/GMT"
        guard name.hasPrefix(prefix) else { return nil }
        var bytes = ByteReader(name.dropFirst(prefix.count))
        let isEast = bytes.skip("-")
        guard isEast || bytes.skip("+"), let hours = bytes.readNumber(digits: 1...2),
            bytes.isAtEnd, hours.value <= (isEast ? 14 : 12)
        else { return nil }
        return (isEast ? hours.value : -hours.value) * 3_600
    }

    private static func writtenOffset(_ name: String) -> Int? {
        var bytes = ByteReader(name)
        guard let seconds = bytes.readOffset(), bytes.isAtEnd else { return nil }
        return seconds
    }
}

extension ByteReader {
    /// `+07:00`, `+0700` or `+07`, in seconds. ISO 8601 allows at most a day either side; no zone
    /// has ever been further than 14 hours, which is where a slip of the pen is caught.
    mutating func readOffset() -> Int? {
        let isWest = skip("-")
        guard isWest || skip("+"), let first = readNumber(digits: 2...4), first.digits != 3 else {
            return nil
        }
        var hours = first.value
        var minutes = 0
        if first.digits == 4 {
            (hours, minutes) = (first.value / 100, first.value % 100)
        } else if skip(":") {
            guard let part = readNumber(digits: 2...2) else { return nil }
            minutes = part.value
        }
        guard minutes < 60, hours * 60 + minutes <= 14 * 60 else { return nil }
        return (hours * 60 + minutes) * (isWest ? -60 : 60)
    }
}
