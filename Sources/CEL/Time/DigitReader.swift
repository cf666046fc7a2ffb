/// Reads the fixed-width numbers that dates, times and offsets are written in.
struct DigitReader {
    private let text: [UInt8]
    private var position = 0

    init(_ text: String) {
        self.text = Array(text.utf8)
    }

    var isAtEnd: Bool { position == text.count }

    /// Exactly `count` digits.
    mutating func digits(_ count: Int) -> Int? {
        guard position + count <= text.count else { return nil }
        var number = 0
        for _ in 0..<count {
            guard let digit = nextDigit() else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    private mutating func nextDigit() -> Int? {
        guard position < text.count, case 48...57 = text[position] else { return nil }
        defer { position += 1 }
        return Int(text[position]) - 48
    }

    mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }

    /// An optional `.` and digits, as nanoseconds; digits beyond the ninth are dropped.
    mutating func fraction() -> Int? {
        guard accept(".") else { return 0 }
        var nanoseconds = 0
        var count = 0
        while let digit = nextDigit() {
            if count < 9 { nanoseconds = nanoseconds * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in count..<max(count, 9) { nanoseconds *= 10 }
        return nanoseconds
    }

    /// `Z` or `+07:00`, in seconds east of UTC.
    mutating func offset() -> Int? {
        accept("Z") || accept("z") ? 0 : signedOffset(signRequired: true)
    }

    /// `+07:00`, `-02:30`, and without a required sign also `02:00`.
    mutating func signedOffset(signRequired: Bool) -> Int? {
        let isNegative = accept("-")
        if !isNegative, !accept("+"), signRequired { return nil }
        guard let hours = digits(2), hours < 24, accept(":"), let minutes = digits(2),
            minutes < 60
        else { return nil }
        return (isNegative ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }
}
