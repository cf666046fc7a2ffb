#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Doubles as text.
enum DoubleText {
    /// The shortest decimal that reads back as the same number: `1`, `0.25`, `1e+06`, `NaN`,
    /// `-Infinity`. As with C's `%g`, an exponent is used below 1e-4 and from 1e6 on.
    static func shortest(_ number: Double) -> String {
        if let name = special(number) { return name }
        if number == 0 { return number.sign == .minus ? "-0" : "0" }
        let (digits, exponent) = decimal(number.magnitude)
        let sign = number < 0 ? "-" : ""
        guard -5 < exponent, exponent < 6 else {
            let mantissa =
                digits.count == 1
                ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
            return sign + mantissa + "e" + (exponent < 0 ? "-" : "+")
                + padded(abs(exponent), 2)
        }
        if exponent < 0 {
            return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
        }
        if digits.count <= exponent + 1 {
            return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count)
        }
        return sign + "\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
    }

    /// The significant digits of a positive number and the decimal exponent of the first.
    private static func decimal(_ number: Double) -> (digits: String, exponent: Int) {
        let parts = number.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + mantissa[0].count - 1
        var digits = Substring(mantissa.joined())
        while digits.first == "0" {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.last == "0" { digits.removeLast() }
        return (String(digits), exponent)
    }

    static func special(_ number: Double) -> String? {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return nil
    }

    /// Reads a decimal or hexadecimal number (`0x1.8p3`), `NaN` or an infinity; nil also when it is out of range.
    static func parse(_ text: String) -> Double? {
        switch text.lowercased() {
        case "nan": return .nan
        case "inf", "+inf", "infinity", "+infinity": return .infinity
        case "-inf", "-infinity": return -.infinity
        default:
            // Swift would read names of its own, such as `nan(0x7)`.
            let isNumber = text.utf8.allSatisfy { byte in
                isHexDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
                    || byte == UInt8(ascii: "-") || byte | 0x20 == UInt8(ascii: "x")
                    || byte | 0x20 == UInt8(ascii: "p")
            }
            guard isNumber, let number = Double(text), number.isFinite else { return nil }
            return number
        }
    }

    /// With a fixed number of decimals, ties to even: `%.3f`.
    static func fixed(_ number: Double, decimals: Int) -> String {
        special(number) ?? format("%.*f", number, decimals)
    }

    /// In scientific notation: `1.052033e+03`.
    static func scientific(_ number: Double, decimals: Int) -> String {
        special(number) ?? format("%.*e", number, decimals)
    }

    /// The C library rounds the exact binary value, as the language asks.
    private static func format(_ pattern: String, _ number: Double, _ decimals: Int) -> String {
        // The largest double has 309 digits before the point.
        var buffer = [CChar](repeating: 0, count: decimals + 330)
        let length = withVaList([Int32(decimals), number]) {
            vsnprintf(&buffer, buffer.count, pattern, $0)
        }
        let written = buffer.prefix(max(0, min(Int(length), buffer.count - 1)))
        return String(decoding: written.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
