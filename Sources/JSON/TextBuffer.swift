/// UTF-8 that grows at its end.
///
/// Raw memory and not an array, which would ask at every one of the many small writes whether
/// somebody else holds it.
struct TextBuffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        start = .allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    var text: String {
        // Nothing is ever appended but whole texts and ASCII, so the bytes need not be checked.
        guard #available(macOS 26, *) else { return String(decoding: contents, as: UTF8.self) }
        return String(copying: UTF8Span(unchecked: contents.span, isKnownASCII: isASCII))
    }

    private var isASCII: Bool {
        let bytes = UnsafeRawPointer(start)
        var seen: UInt64 = 0
        var place = 0
        while place + 8 <= count {
            seen |= bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            place += 8
        }
        while place < count {
            seen |= UInt64(start[place])
            place += 1
        }
        return seen & 0x8080_8080_8080_8080 == 0
    }
    var bytes: [UInt8] { Array(contents) }

    /// For as long as the buffer is not written to.
    var contents: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        start[count] = byte
        count += 1
    }

    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The name of a member with its quotes and colon, which needs no escapes.
    mutating func append(name: StaticString, afterComma: Bool) {
        let length = name.utf8CodeUnitCount
        reserve(length + 4)
        if afterComma {
            start[count] = UInt8(ascii: ",")
            count += 1
        }
        start[count] = UInt8(ascii: "\"")
        (start + count + 1).update(from: name.utf8Start, count: length)
        start[count + length + 1] = UInt8(ascii: "\"")
        start[count + length + 2] = UInt8(ascii: ":")
        count += length + 3
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        (start + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    mutating func append(_ byte: UInt8, times: Int) {
        for _ in 0..<times { append(byte) }
    }

    /// A date of a year from 0 to 9999, in quotes.
    mutating func append(quotedYear year: Int, _ month: Int, _ day: Int) {
        reserve(12)
        let place = start + count
        place[0] = UInt8(ascii: "\"")
        Self.write(pair: year / 100, to: place + 1)
        Self.write(pair: year % 100, to: place + 3)
        place[5] = UInt8(ascii: "-")
        Self.write(pair: month, to: place + 6)
        place[8] = UInt8(ascii: "-")
        Self.write(pair: day, to: place + 9)
        place[11] = UInt8(ascii: "\"")
        count += 12
    }

    /// A number below 100 in two digits.
    private static func write(pair number: Int, to place: UnsafeMutablePointer<UInt8>) {
        precondition((0..<100).contains(number), "two digits")
        let digits = pairs.utf8Start + 2 * number
        place[0] = digits[0]
        place[1] = digits[1]
    }

    /// A whole number in decimal digits.
    mutating func append(_ number: Int64) {
        var rest = number.magnitude
        if number < 0 { append(UInt8(ascii: "-")) }
        let digits = Self.digitCount(rest)
        reserve(digits)
        var place = start + count + digits
        // Two at a time: a division takes longer than looking up what it gives.
        let pairs = Self.pairs.utf8Start
        while rest >= 100 {
            let pair = 2 * Int(truncatingIfNeeded: rest % 100)
            rest /= 100
            place -= 2
            place[0] = pairs[pair]
            place[1] = pairs[pair + 1]
        }
        if rest >= 10 {
            place -= 2
            place[0] = pairs[2 * Int(truncatingIfNeeded: rest)]
            place[1] = pairs[2 * Int(truncatingIfNeeded: rest) + 1]
        } else {
            place[-1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)
        }
        count += digits
    }

    private static func digitCount(_ number: UInt64) -> Int {
        var digits = 1
        var bound: UInt64 = 10
        // 10^19 is the last power of ten that fits.
        while digits < 20, number >= bound {
            digits += 1
            if digits < 20 { bound &*= 10 }
        }
        return digits
    }

    private static let pairs: StaticString = """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546\
        4748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293\
        949596979899
        """

    /// The text in quotes, escaped as JSON demands and no further.
    mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        append(escaping: text)
        append(UInt8(ascii: "\""))
    }

    /// The text as it stands between quotes.
    mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { bytes in
            // Written straight through; what has to be escaped is rare.
            reserve(bytes.count)
            var place = 0
            while place < bytes.count {
                let rest = UnsafeBufferPointer(rebasing: bytes[place...])
                let plain = Self.copyPlain(rest, to: start + count)
                count += plain
                place += plain
                guard place < bytes.count else { return }
                append(escaping: bytes[place])
                place += 1
                // An escape is longer than its byte.
                reserve(bytes.count - place)
            }
        }
    }

    /// Copies up to what has to be escaped, eight bytes at a time.
    ///
    /// - Returns: How many bytes that is.
    private static func copyPlain(
        _ bytes: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        guard let source = bytes.baseAddress else { return 0 }
        let from = UnsafeRawPointer(source)
        let to = UnsafeMutableRawPointer(target)
        var place = 0
        while place + 8 <= bytes.count {
            let word = from.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if hasEscaped(word) { break }
            to.storeBytes(of: word, toByteOffset: place, as: UInt64.self)
            place += 8
        }
        // What is left over, with bytes before it that were looked at already.
        let last = bytes.count - 8
        if place > last, last >= 0 {
            let word = from.loadUnaligned(fromByteOffset: last, as: UInt64.self)
            if !hasEscaped(word) {
                to.storeBytes(of: word, toByteOffset: last, as: UInt64.self)
                return bytes.count
            }
        } else if place == 0, bytes.count >= 4, last < 0 {
            // Four from either end.
            let low = from.loadUnaligned(as: UInt32.self)
            let high = from.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self)
            if !hasEscaped(UInt64(high) << 32 | UInt64(low)) {
                to.storeBytes(of: low, as: UInt32.self)
                to.storeBytes(of: high, toByteOffset: bytes.count - 4, as: UInt32.self)
                return bytes.count
            }
        }
        while place < bytes.count, !isEscaped(source[place]) {
            target[place] = source[place]
            place += 1
        }
        return place
    }

    /// Whether a byte of the eight is below 0x20, a quote or a backslash. The high bit of the byte
    /// where a subtraction borrows tells, unless it was set before.
    @inline(__always)
    private static func hasEscaped(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let found =
            ((word &- ones &* 0x20) & ~word) | ((quotes &- ones) & ~quotes)
            | ((backslashes &- ones) & ~backslashes)
        return found & (ones &* 0x80) != 0
    }

    @inline(__always)
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x5C
    }

    private mutating func append(escaping byte: UInt8) {
        switch byte {
        case 0x22: append("\\\"" as StaticString)
        case 0x5C: append("\\\\" as StaticString)
        case 0x08: append("\\b" as StaticString)
        case 0x09: append("\\t" as StaticString)
        case 0x0A: append("\\n" as StaticString)
        case 0x0C: append("\\f" as StaticString)
        case 0x0D: append("\\r" as StaticString)
        case ..<0x20:
            append("\\u00" as StaticString)
            append(Self.hexadecimal(byte >> 4))
            append(Self.hexadecimal(byte & 0xF))
        default: append(byte)
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(to: count + more) }
    }

    @inline(never)
    private mutating func grow(to needed: Int) {
        let larger = max(needed, 2 * capacity)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: start, count: count)
        start.deallocate()
        start = moved
        capacity = larger
    }
}
