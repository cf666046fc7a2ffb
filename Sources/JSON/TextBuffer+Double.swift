extension TextBuffer {
    /// The shortest digits that read back as the same number, laid out as ECMAScript does
    /// (Number::toString, which RFC 8785 refers to): plain from 1e-6 up to 1e21, else scientific.
    mutating func append(_ value: Double) {
        precondition(value.isFinite, "JSON has no \(value)")
        if value == 0 {
            append(UInt8(ascii: "0"))
            return
        }
        if value < 0 { append(UInt8(ascii: "-")) }
        let (digits, point) = Self.shortestDigits(of: value.magnitude)
        switch point {
        case digits.count...21:
            append(digits[...])
            append(UInt8(ascii: "0"), times: point - digits.count)
        case 1..<digits.count:
            append(digits[..<point])
            append(UInt8(ascii: "."))
            append(digits[point...])
        case -5...0:
            append("0." as StaticString)
            append(UInt8(ascii: "0"), times: -point)
            append(digits[...])
        default:
            append(digits[0])
            if digits.count > 1 {
                append(UInt8(ascii: "."))
                append(digits[1...])
            }
            append(UInt8(ascii: "e"))
            if point > 0 { append(UInt8(ascii: "+")) }
            append(Int64(point - 1))
        }
    }

    private mutating func append(_ digits: ArraySlice<UInt8>) {
        for digit in digits { append(digit) }
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
