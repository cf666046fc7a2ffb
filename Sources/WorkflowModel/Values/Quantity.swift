import Diagnostics

/// An expected or delivered amount: the text as written beside what could be read from it.
///
/// `02 lớp` is 2 `lớp`, `01-02 dự án` is 1 to 2 `dự án`, `04` has no unit. The text is what is
/// printed back.
public struct Quantity: Hashable, Sendable {
    public let text: String
    public let minimum: Int64?
    public let maximum: Int64?
    public let unit: String?

    /// Reads the leading number or range; text without one has only a text.
    public init(_ text: String) {
        let trimmed = text.trimmingSpaces()
        self.text = trimmed
        var rest = Substring(trimmed)
        guard let minimum = Self.number(&rest) else {
            (self.minimum, self.maximum, unit) = (nil, nil, nil)
            return
        }
        var maximum = minimum
        var afterDash = rest.drop(while: Self.isSpace)
        if let dash = afterDash.first, dash == "-" || dash == "–" {
            afterDash = afterDash.dropFirst().drop(while: Self.isSpace)
            if let upper = Self.number(&afterDash), upper >= minimum {
                maximum = upper
                rest = afterDash
            }
        }
        self.minimum = minimum
        self.maximum = maximum
        let unit = String(rest).trimmingSpaces()
        self.unit = unit.isEmpty ? nil : unit
    }

    /// Whether both count the same thing, as people compare words: `Lớp` is `lớp`. Text without a
    /// unit counts whatever the other does.
    package func sharesUnit(with other: Quantity) -> Bool {
        guard let unit, let other = other.unit else { return true }
        return Self.words(unit) == Self.words(other)
    }

    /// Whether as much as was expected is there, of what was expected; nil when one has no number.
    package func reaches(_ expected: Quantity) -> Bool? {
        guard let minimum, let wanted = expected.minimum else { return nil }
        return sharesUnit(with: expected) && minimum >= wanted
    }

    private static func words(_ unit: String) -> [Substring] {
        TextFolding.fold(unit).split(whereSeparator: \.isWhitespace)
    }

    private static func isSpace(_ character: Character) -> Bool {
        character == " " || character == "\u{A0}" || character == "\t"
    }

    private static func number(_ text: inout Substring) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let value = Int64(digits) else { return nil }
        text = text[digits.endIndex...]
        return value
    }
}

extension String {
    /// Without blanks, no-break spaces and line ends at either side.
    package func trimmingSpaces() -> String {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "\u{A0}" || scalar.properties.isWhitespace
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}
