/// A signed length of time in nanoseconds: about ±292 years.
public struct CELDuration: Hashable, Comparable, Sendable {
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Nil when it does not fit.
    public init?(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return nil }
        nanoseconds = product
    }

    public static func < (left: CELDuration, right: CELDuration) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    func adding(_ other: CELDuration) -> CELDuration? {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(other.nanoseconds)
        return overflow ? nil : CELDuration(nanoseconds: sum)
    }

    func subtracting(_ other: CELDuration) -> CELDuration? {
        let (sum, overflow) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
        return overflow ? nil : CELDuration(nanoseconds: sum)
    }
}

extension CELDuration: CustomStringConvertible {
    /// Reads a sequence of decimal numbers with units: `1h45m47s`, `-1.5h`, `10ms`, `0`.
    /// Units are `h m s ms us µs ns`. Nil also when the length does not fit.
    public init?(_ text: String) {
        var rest = Substring(text).utf8
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        if rest.elementsEqual("0".utf8) {
            self.init(nanoseconds: 0)
            return
        }
        guard !rest.isEmpty else { return nil }
        var total: UInt64 = 0
        while !rest.isEmpty {
            guard let part = Self.readPart(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            if overflow { return nil }
            total = sum
        }
        if isNegative {
            guard total <= Int64.min.magnitude else { return nil }
            self.init(nanoseconds: Int64(truncatingIfNeeded: 0 &- total))
        } else {
            guard let nanoseconds = Int64(exactly: total) else { return nil }
            self.init(nanoseconds: nanoseconds)
        }
    }

    /// One number and its unit, in nanoseconds rounded down.
    private static func readPart(_ rest: inout Substring.UTF8View) -> UInt64? {
        var whole: UInt64 = 0
        var hasDigits = false
        while let byte = rest.first, case 48...57 = byte {
            rest.removeFirst()
            hasDigits = true
            let (product, overflow) = whole.multipliedReportingOverflow(by: 10)
            let (sum, overflowToo) = product.addingReportingOverflow(UInt64(byte - 48))
            if overflow || overflowToo { return nil }
            whole = sum
        }
        var fraction: UInt64 = 0
        var scale: UInt64 = 1
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            while let byte = rest.first, case 48...57 = byte {
                rest.removeFirst()
                hasDigits = true
                // Digits beyond the eighteenth are less than a nanosecond of any unit.
                guard scale < 1_000_000_000_000_000_000 else { continue }
                fraction = fraction * 10 + UInt64(byte - 48)
                scale *= 10
            }
        }
        guard hasDigits, let unit = readUnit(&rest) else { return nil }
        let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
        if overflow { return nil }
        let (part, _) = scale.dividingFullWidth(fraction.multipliedFullWidth(by: unit))
        let (sum, overflowToo) = product.addingReportingOverflow(part)
        return overflowToo ? nil : sum
    }

    private static func readUnit(_ rest: inout Substring.UTF8View) -> UInt64? {
        let name = rest.prefix { !(48...57).contains($0) && $0 != UInt8(ascii: ".") }
        rest.removeFirst(name.count)
        return switch String(Substring(name)) {
        case "h": 3_600_000_000_000
        case "m": 60_000_000_000
        case "s": 1_000_000_000
        case "ms": 1_000_000
        // The unit may be written with the micro sign or with the Greek letter.
        case "us", "\u{B5}s", "\u{3BC}s": 1_000
        case "ns": 1
        default: nil
        }
    }

    /// In seconds: `5400s`, `-0.25s`.
    public var description: String {
        let magnitude = nanoseconds.magnitude
        return (nanoseconds < 0 ? "-" : "") + String(magnitude / 1_000_000_000)
            + fractionText(magnitude % 1_000_000_000) + "s"
    }
}
