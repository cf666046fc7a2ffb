/// A day of a lunisolar calendar: `10/3/2021` is Giỗ Tổ.
public struct LunarDate: Hashable, Sendable {
    /// 1 to 30.
    public let day: Int
    /// 1 to 12. A leap month has the number of the month before it.
    public let month: Int
    public let isLeap: Bool
    /// The Gregorian year in which the lunar year begins.
    public let year: Int

    public init(day: Int, month: Int, isLeap: Bool = false, year: Int) {
        self.day = day
        self.month = month
        self.isLeap = isLeap
        self.year = year
    }

    /// Reads `10/3/2021`; a leap month is written `10/3n/2021` or `10/3 nhuận/2021`.
    public init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var month = parts[1].lowercased()[...]
        var isLeap = false
        for mark in [" nhuận", "nhuận", " leap", "leap", "n", "+"] where month.hasSuffix(mark) {
            month = month.dropLast(mark.count)
            isLeap = true
            break
        }
        var numbers: [Int] = []
        let written = [
            (String(parts[0]), 1...2), (String(month), 1...2), (String(parts[2]), 4...4),
        ]
        for (part, width) in written {
            var bytes = ByteReader(part)
            guard let number = bytes.readNumber(digits: width), bytes.isAtEnd else { return nil }
            numbers.append(number.value)
        }
        guard (1...30).contains(numbers[0]), (1...12).contains(numbers[1]) else { return nil }
        self.init(day: numbers[0], month: numbers[1], isLeap: isLeap, year: numbers[2])
    }
}

extension LunarDate: CustomStringConvertible {
    /// `10/3/2021`, `1/2 nhuận/2023`.
    public var description: String { "\(day)/\(month)\(isLeap ? " nhuận" : "")/\(year)" }
}
