/// How wide text stands in a terminal, in columns.
public enum DisplayWidth {
    /// Columns taken by the text: combining marks and controls none, East Asian wide characters
    /// and emoji two, everything else one.
    public static func of(_ text: String) -> Int {
        var width = 0
        for scalar in text.unicodeScalars {
            guard let columns = plainWidth(of: scalar.value) else {
                return text.reduce(0) { $0 + of($1) }
            }
            width += columns
        }
        return width
    }

    /// Columns of a scalar that never joins another to one character: controls, and letters and
    /// signs of Latin script, which all composed Vietnamese is. Nil for any other. Finding where
    /// characters end takes many times as long.
    private static func plainWidth(of value: UInt32) -> Int? {
        switch value {
        case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x1E00...0x1EFF: 1
        case 0..<0x20, 0x7F..<0xA0: 0
        // Dashes, quotation marks, the ellipsis; lines of tables.
        case 0x2010...0x2027, 0x2500...0x257F: 1
        default: nil
        }
    }

    /// Columns taken by one user-perceived character: those of its widest part, so that a family
    /// joined from four emoji counts as the one picture it is.
    public static func of(_ character: Character) -> Int {
        var width = 0
        for scalar in character.unicodeScalars {
            // Variation selector 16 asks for the colour picture of a character: ⚠️ as against ⚠.
            if scalar.value == 0xFE0F && width == 1 { return 2 }
            width = max(width, of(scalar))
        }
        // A flag is two regional indicators of one column each.
        if width == 1, character.unicodeScalars.count == 2,
            character.unicodeScalars.allSatisfy({ (0x1F1E6...0x1F1FF).contains($0.value) })
        {
            return 2
        }
        return width
    }

    /// Columns taken by one scalar standing alone.
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x7F { return value < 0x20 ? 0 : 1 }
        if value < 0x300 { return value < 0xA0 ? 0 : 1 }
        // Latin Extended Additional holds most Vietnamese letters; spare them the lookup.
        if (0x1E00...0x1EFF).contains(value) { return 1 }
        // Vowels and final consonants of a Korean syllable stand inside its first consonant.
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator,
            .paragraphSeparator:
            return 0
        default:
            return isWide(scalar) ? 2 : 1
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x1100 { return false }
        var low = 0
        var high = wideRanges.count
        while low < high {
            let middle = (low + high) / 2
            let range = wideRanges[middle]
            if value < range.first {
                high = middle
            } else if value > range.last {
                low = middle + 1
            } else {
                return true
            }
        }
        let properties = scalar.properties
        return properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(value)
    }

    /// Blocks whose characters are Wide or Fullwidth in Unicode's East Asian Width property
    /// (UAX #11), reserved places included; emoji come from their own property.
    private static let wideRanges: [(first: UInt32, last: UInt32)] = [
        (0x1100, 0x115F), (0x2329, 0x232A), (0x2E80, 0x303E), (0x3041, 0x4DBF), (0x4E00, 0xA4CF),
        (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F),
        (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF),
        (0x1F200, 0x1F265), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD),
    ]
}

extension String {
    /// The text filled up with spaces to at least `width` terminal columns.
    public func padded(to width: Int, alignment: TextAlignment = .left) -> String {
        let missing = width - DisplayWidth.of(self)
        guard missing > 0 else { return self }
        switch alignment {
        case .left: return self + String(repeating: " ", count: missing)
        case .right: return String(repeating: " ", count: missing) + self
        }
    }

    /// The text cut to at most `width` terminal columns, an ellipsis marking the cut. A character
    /// is kept whole or not at all.
    public func truncated(to width: Int, ellipsis: String = "…") -> String {
        guard DisplayWidth.of(self) > width else { return self }
        let room = width - DisplayWidth.of(ellipsis)
        guard room >= 0 else { return "" }
        var used = 0
        var kept = ""
        for character in self {
            let columns = DisplayWidth.of(character)
            guard used + columns <= room else { break }
            used += columns
            kept.append(character)
        }
        return kept + ellipsis
    }
}

/// Which edge of its column a text keeps to.
public enum TextAlignment: Sendable {
    case left, right
}
