/// Lines, and fields within them parted by tabs, as bytes: put together or taken apart as strings
/// they take ten times as long.
struct LineWriter {
    private var bytes: [UInt8] = []

    init(reserving capacity: Int) { bytes.reserveCapacity(capacity) }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var isEmpty: Bool { bytes.isEmpty }

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Every line but the first begins with its break.
    mutating func beginLine() {
        if !bytes.isEmpty { bytes.append(0x0A) }
    }

    mutating func tab() { bytes.append(0x09) }

    mutating func number(_ number: Int64) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        // The largest has 19 digits.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = number.magnitude
            var place = digits.count
            repeat {
                place -= 1
                digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            bytes.append(contentsOf: digits[place...])
        }
    }
}

enum Lines {
    /// The fields of every line, in order.
    static func fields<Line>(_ text: String, _ read: ([Field]) -> Line) -> [Line] {
        var text = text
        return text.withUTF8 { bytes in
            var lines: [Line] = []
            var fields: [Field] = []
            var start = 0
            for place in 0...bytes.count {
                let isEnd = place == bytes.count || bytes[place] == 0x0A
                guard isEnd || bytes[place] == 0x09 else { continue }
                fields.append(Field(bytes: bytes[start..<place]))
                start = place + 1
                guard isEnd else { continue }
                // An empty text has no lines.
                if fields.count > 1 || !fields[0].bytes.isEmpty { lines.append(read(fields)) }
                fields.removeAll(keepingCapacity: true)
            }
            return lines
        }
    }

    /// Valid while the line is read.
    struct Field {
        fileprivate let bytes: Slice<UnsafeBufferPointer<UInt8>>

        var text: String { String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self) }

        /// Nil when it is none.
        var number: Int64? { Int64(text) }
    }
}
