import WorkflowCalendar

/// The header field `Retry-After` (RFC 9110, 10.2.3).
enum RetryAfter {
    /// The seconds from `now` on, 0 for a time that is past. Nil when it is neither a number of
    /// seconds nor a date.
    static func seconds(_ text: String, now: Instant) -> Int? {
        let text = text.trimmed
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Int(text) ?? .max
        }
        guard let moment = HTTPDate.instant(text, now: now) else { return nil }
        let milliseconds = max(0, now.milliseconds(to: moment))
        // Rounded up: never earlier than asked.
        return Int((milliseconds + 999) / 1_000)
    }
}

/// A date as HTTP writes it (RFC 9110, 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, and the two older
/// forms a receiver of dates has to read.
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// - Parameter now: for years of two digits, which are at most 50 years ahead.
    static func instant(_ text: String, now: Instant) -> Instant? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        // Sun Nov  6 08:49:37 1994
        if words.count == 5 {
            return instant(words[2], words[1], Int(words[4]), words[3])
        }
        // Sun, 06 Nov 1994 08:49:37 GMT · Sunday, 06-Nov-94 08:49:37 GMT
        guard words.count == 6, words[5] == "GMT", var year = Int(words[3]) else { return nil }
        if words[3].utf8.count == 2 {
            let current = now.date(in: .utc).year
            year += current / 100 * 100
            if year > current + 50 { year -= 100 }
        }
        return instant(words[1], words[2], year, words[4])
    }

    private static func instant(
        _ day: String, _ month: String, _ year: Int?, _ clock: String
    ) -> Instant? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard let month = months.firstIndex(of: month), let day = Int(day), let year,
            let date = CalendarDate(year: year, month: month + 1, day: day),
            parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        return Instant(date, minuteOfDay: hour * 60 + minute, in: .utc)
            .adding(milliseconds: Int64(second) * 1_000)
    }
}

extension StringProtocol {
    /// Without the white space of ASCII around it.
    fileprivate var trimmed: String {
        let isSpace = { (scalar: Unicode.Scalar) in scalar.isASCII && scalar.properties.isWhitespace
        }
        var rest = Substring(self).unicodeScalars
        while let first = rest.first, isSpace(first) { rest.removeFirst() }
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return String(rest)
    }
}
