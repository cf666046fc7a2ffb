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

    var text: String { String(decoding: contents, as: UTF8.self) }
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

    /// A whole number in decimal digits.
    mutating func append(_ number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var digits = 1
        var rest = number.magnitude
        while rest >= 10 {
            rest /= 10
            digits += 1
        }
        reserve(digits)
        rest = number.magnitude
        for place in stride(from: count + digits - 1, through: count, by: -1) {
            start[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }

    /// The text in quotes, escaped as JSON demands and no further.
    mutating func append(quoted text: String) {
        var text = text
        text.withUTF8 { bytes in
            // Written straight through; what has to be escaped is rare.
            reserve(bytes.count + 2)
            append(UInt8(ascii: "\""))
            var plain = 0
            while plain < bytes.count, !Self.isEscaped(bytes[plain]) {
                start[count + plain] = bytes[plain]
                plain += 1
            }
            count += plain
            for byte in bytes[plain...] { append(escaping: byte) }
            append(UInt8(ascii: "\""))
        }
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
