/// Reads the ASCII parts of a date, a time or a limit, left to right.
struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Steps over `character` and says whether it was there.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let next, UInt32(next) == character.value else { return false }
        position += 1
        return true
    }

    /// Takes as many digits as follow, and fails unless their number is in `digits`.
    mutating func readNumber(digits: ClosedRange<Int>) -> (value: Int, digits: Int)? {
        var value = 0
        let start = position
        while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) {
            guard position - start < digits.upperBound else { return nil }
            value = value * 10 + Int(next - UInt8(ascii: "0"))
            position += 1
        }
        let count = position - start
        return count >= digits.lowerBound ? (value, count) : nil
    }
}
