extension JSONWriter {
    static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if !appendPlain(text, to: &bytes) {
            for byte in text.utf8 { appendEscaped(byte, to: &bytes) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends the text in one piece if it has nothing to escape, which is nearly always.
    private static func appendPlain(_ text: String, to bytes: inout [UInt8]) -> Bool {
        let appended: Bool? = text.utf8.withContiguousStorageIfAvailable { content in
            for byte in content where byte < 0x20 || byte == 0x22 || byte == 0x5C { return false }
            bytes.append(contentsOf: content)
            return true
        }
        return appended ?? false
    }

    private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
        let letter: UInt8
        switch byte {
        case 0x22, 0x5C: letter = byte
        case 0x08: letter = UInt8(ascii: "b")
        case 0x09: letter = UInt8(ascii: "t")
        case 0x0A: letter = UInt8(ascii: "n")
        case 0x0C: letter = UInt8(ascii: "f")
        case 0x0D: letter = UInt8(ascii: "r")
        case ..<0x20:
            bytes.append(contentsOf: byte < 0x10 ? "\\u000".utf8 : "\\u00".utf8)
            bytes.append(contentsOf: String(byte, radix: 16).utf8)
            return
        default:
            bytes.append(byte)
            return
        }
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(letter)
    }

    static func appendDigits(_ value: Int64, to bytes: inout [UInt8]) {
        var rest = value.magnitude
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// The shortest digits that read back as the same number, laid out as ECMAScript does
    /// (Number::toString, which RFC 8785 refers to): plain from 1e-6 up to 1e21, else scientific.
    static func appendShortest(_ value: Double, to bytes: inout [UInt8]) {
        precondition(value.isFinite, "JSON has no \(value)")
        if value == 0 {
            bytes.append(UInt8(ascii: "0"))
            return
        }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let (digits, point) = shortestDigits(of: value.magnitude)
        switch point {
        case digits.count...21:
            bytes += digits
            bytes.append(contentsOf: repeatElement(0x30, count: point - digits.count))
        case 1..<digits.count:
            bytes += digits[..<point]
            bytes.append(UInt8(ascii: "."))
            bytes += digits[point...]
        case -5...0:
            bytes += [UInt8(ascii: "0"), UInt8(ascii: ".")]
            bytes.append(contentsOf: repeatElement(0x30, count: -point))
            bytes += digits
        default:
            bytes.append(digits[0])
            if digits.count > 1 {
                bytes.append(UInt8(ascii: "."))
                bytes += digits[1...]
            }
            bytes.append(UInt8(ascii: "e"))
            if point > 0 { bytes.append(UInt8(ascii: "+")) }
            appendDigits(Int64(point - 1), to: &bytes)
        }
    }

    /// The significant digits and where the decimal point stands: value = 0.DIGITS × 10^point.
    ///
    /// `description` finds the shortest digits; only its layout differs from what is wanted.
    private static func shortestDigits(of value: Double) -> (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let text = value.description.utf8
        var index = text.startIndex
        while index < text.endIndex {
            switch text[index] {
            case UInt8(ascii: "."): point = digits.count
            case UInt8(ascii: "e"):
                let rest = text[text.index(after: index)...]
                exponent = Int(String(Substring(rest))) ?? 0
                index = text.endIndex
                continue
            case let digit: digits.append(digit)
            }
            index = text.index(after: index)
        }
        var place = (point ?? digits.count) + exponent
        while digits.first == 0x30 {
            digits.removeFirst()
            place -= 1
        }
        while digits.last == 0x30 { digits.removeLast() }
        return (digits, place)
    }
}
