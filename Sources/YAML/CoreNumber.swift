/// The number notations of the YAML 1.2 core schema. Those of YAML 1.1 that differ (`1_000`,
/// `0777` as octal, `07:00` as base sixty) are not numbers here.
enum CoreNumber {
    static func parse(_ text: String) -> Scalar.Value? {
        let bytes = Array(text.utf8)
        if let value = prefixed(bytes) { return value }
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .double(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .double(-.infinity)
        case ".nan", ".NaN", ".NAN": return .double(.nan)
        default: return decimal(bytes, text)
        }
    }

    /// `0o17` and `0x1F`, which take no sign.
    private static func prefixed(_ bytes: [UInt8]) -> Scalar.Value? {
        guard bytes.count > 2, bytes[0] == UInt8(ascii: "0") else { return nil }
        let radix: Int
        switch bytes[1] {
        case UInt8(ascii: "o"): radix = 8
        case UInt8(ascii: "x"): radix = 16
        default: return nil
        }
        let digits = bytes.dropFirst(2)
        // The standard library would also take a sign here.
        guard digits.allSatisfy({ isHexDigit($0) }) else { return nil }
        let written = String(decoding: digits, as: UTF8.self)
        return Int(written, radix: radix).map(Scalar.Value.int)
    }

    /// `[-+]? ( "." digits | digits ( "." digits? )? ) ( [eE] [-+]? digits )?`
    private static func decimal(_ bytes: [UInt8], _ text: String) -> Scalar.Value? {
        var position = 0
        func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }
        func skipSign() {
            if peek() == UInt8(ascii: "-") || peek() == UInt8(ascii: "+") { position += 1 }
        }
        func skipDigits() -> Int {
            let start = position
            while let byte = peek(), isDigit(byte) { position += 1 }
            return position - start
        }

        skipSign()
        let whole = skipDigits()
        if whole > 0, position == bytes.count {
            return (Int(text)).map(Scalar.Value.int) ?? Double(text).map(Scalar.Value.double)
        }
        if peek() == UInt8(ascii: ".") {
            position += 1
            let fraction = skipDigits()
            guard whole + fraction > 0 else { return nil }
        } else if whole == 0 {
            return nil
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            position += 1
            skipSign()
            guard skipDigits() > 0 else { return nil }
        }
        guard position == bytes.count else { return nil }
        return Double(text).map(Scalar.Value.double)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
    }
}
