extension CalendarDate: CustomStringConvertible {
    /// ISO 8601: `2021-04-14`.
    public var description: String { formatted(.iso) }

    public enum Format: Hashable, Sendable {
        /// `2021-04-14`, for programs.
        case iso
        /// `14/04/2021`, for screens and tables.
        case slashed
        /// `ngày 14 tháng 4 năm 2021`, for documents. Days below 10 and months 1 and 2 are padded
        /// so that no digit can be written in front of them: Decree 30/2020, annex I.
        case formal
        /// `14 April 2021`, for documents in English.
        case english
    }

    public func formatted(_ format: Format) -> String {
        let (year, month, day) = components
        switch format {
        case .iso:
            return Self.text(year, 4, month, 2, day, 2, separator: UInt8(ascii: "-"))
        case .slashed:
            return Self.text(day, 2, month, 2, year, 4, separator: UInt8(ascii: "/"))
        case .formal:
            let monthText = month <= 2 ? month.padded(to: 2) : String(month)
            return "ngày \(day.padded(to: 2)) tháng \(monthText) năm \(year)"
        case .english:
            return "\(day) \(Self.englishMonths[month - 1]) \(year)"
        }
    }

    /// Three numbers of so many digits each, put down without a string for each of them: every
    /// event and every list is full of dates.
    private static func text(
        _ first: Int, _ firstDigits: Int, _ second: Int, _ secondDigits: Int, _ third: Int,
        _ thirdDigits: Int, separator: UInt8
    ) -> String {
        guard (0...9999).contains(first), (0...9999).contains(third) else {
            let separator = Character(Unicode.Scalar(separator))
            return first.padded(to: firstDigits) + "\(separator)"
                + second.padded(to: secondDigits) + "\(separator)" + third.padded(to: thirdDigits)
        }
        return String(unsafeUninitializedCapacity: 10) { bytes in
            first.write(firstDigits, to: bytes, at: 0)
            bytes[firstDigits] = separator
            second.write(secondDigits, to: bytes, at: firstDigits + 1)
            bytes[firstDigits + 1 + secondDigits] = separator
            third.write(thirdDigits, to: bytes, at: firstDigits + secondDigits + 2)
            return 10
        }
    }

    /// `2021-04-14`, of a year from 0 to 9999.
    ///
    /// - Returns: where it ends.
    static func write(
        _ year: Int, _ month: Int, _ day: Int, to bytes: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        year.write(4, to: bytes, at: 0)
        bytes[4] = UInt8(ascii: "-")
        month.write(2, to: bytes, at: 5)
        bytes[7] = UInt8(ascii: "-")
        day.write(2, to: bytes, at: 8)
        return 10
    }

    static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// Reads `2021-04-14` or `14/04/2021` (`14/4/2021`, `4/4/2021`). Nil for anything else, a day
    /// that does not exist included. Two-digit years are not read: nobody can tell their century.
    public init?(parsing text: some StringProtocol) {
        var bytes = ByteReader(text)
        guard let date = CalendarDate(reading: &bytes), bytes.isAtEnd else { return nil }
        self = date
    }

    init?(reading bytes: inout ByteReader) {
        guard let written = Written(reading: &bytes) else { return nil }
        self.init(year: written.year, month: written.month, day: written.day)
    }

    /// Three numbers written as a date is, whether or not there is such a day.
    struct Written {
        var year: Int
        var month: Int
        var day: Int

        init?(reading bytes: inout ByteReader) {
            guard let first = bytes.readNumber(digits: 1...4) else { return nil }
            if first.digits == 4, bytes.skip("-") {
                guard let month = bytes.readNumber(digits: 2...2), bytes.skip("-"),
                    let day = bytes.readNumber(digits: 2...2)
                else { return nil }
                (self.year, self.month, self.day) = (first.value, month.value, day.value)
            } else {
                guard first.digits <= 2, bytes.skip("/"),
                    let month = bytes.readNumber(digits: 1...2), bytes.skip("/"),
                    let year = bytes.readNumber(digits: 4...4)
                else { return nil }
                (self.year, self.month, self.day) = (year.value, month.value, first.value)
            }
        }
    }
}

extension Int {
    /// The last `digits` digits of a number that is not negative.
    func write(_ digits: Int, to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
        var rest = self
        var place = start + digits
        while place > start {
            place -= 1
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    /// Decimal digits with zeros in front, as dates and times are written.
    func padded(to width: Int) -> String {
        let digits = String(magnitude)
        let zeros = String(repeating: "0", count: Swift.max(0, width - digits.utf8.count))
        return (self < 0 ? "-" : "") + zeros + digits
    }
}
