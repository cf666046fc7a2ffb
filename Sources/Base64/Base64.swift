/// Base64 (RFC 4648), so that no Foundation is needed for it.
package struct Base64: Sendable {
    /// Section 4, written with its padding.
    package static let standard = Base64(last: "+/", isPadded: true)
    /// Section 5, as addresses and tokens have it: without padding.
    package static let url = Base64(last: "-_", isPadded: false)

    private let digits: [UInt8]
    /// By byte: what a digit stands for, -1 for what is none.
    private let meanings: [Int8]
    private let isPadded: Bool

    private init(last: String, isPadded: Bool) {
        digits = Array(
            ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last).utf8)
        var meanings = [Int8](repeating: -1, count: 256)
        for (meaning, digit) in digits.enumerated() { meanings[Int(digit)] = Int8(meaning) }
        self.meanings = meanings
        self.isPadded = isPadded
    }

    package func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = 0
            for offset in 0..<3 {
                bits = bits << 8 | (offset < group.count ? Int(group[start + offset]) : 0)
            }
            for place in 0...group.count { text.append(digits[bits >> (18 - 6 * place) & 63]) }
            if isPadded { for _ in group.count..<3 { text.append(Self.padding) } }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for what is not Base64 to its last byte. Padding is there in full or left out; the
    /// alphabet that writes none reads none.
    package func decode(_ text: some StringProtocol) -> [UInt8]? {
        var length = text.utf8.count
        if isPadded, length > 0, length % 4 == 0 {
            length -= text.utf8.suffix(2).reversed().prefix { $0 == Self.padding }.count
        }
        guard length % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length / 4 * 3 + 2)
        var bits = 0
        var count = 0
        for byte in text.utf8.prefix(length) {
            let meaning = meanings[Int(byte)]
            guard meaning >= 0 else { return nil }
            bits = bits << 6 | Int(meaning)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(bits >> count & 0xFF))
                bits &= (1 << count) - 1
            }
        }
        return bytes
    }

    private static let padding = UInt8(ascii: "=")
}
