// Canonical decomposition is in the standard library only behind this SPI (its public face has
// composition through `_nfcCodeUnits` alone). The other sources of it are Foundation, which costs
// more start-up time than a whole command may take, and tables of our own, which would be wrong
// the day Unicode adds a letter.
@_spi(_Unicode) import Swift

/// Text as people search and compare it, without Foundation.
public enum TextFolding {
    /// Text in Unicode normalisation form C, the form all text of `wf` is in.
    public static func nfc(_ text: String) -> String {
        if isPlainlyComposed(text) { return text }
        var composed = String.UnicodeScalarView()
        for scalar in text._nfc { composed.append(scalar) }
        return String(composed)
    }

    /// A key for searching and loose comparison: lower case, without marks, đ as d.
    ///
    /// Typing `hoa binh` finds `Hòa Bình`, written with either position of the tone mark and in
    /// either normalisation form.
    public static func fold(_ text: String) -> String {
        if let folded = LatinFolding.fold(text) { return folded }
        var folded = String.UnicodeScalarView()
        for scalar in text._nfd {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                // Lowering may itself give a mark: İ becomes i and a dot above.
                if lower.properties.generalCategory == .nonspacingMark { continue }
                switch lower {
                case "đ", "ð": folded.append("d")
                case "ø": folded.append("o")
                case "ł": folded.append("l")
                case "ı": folded.append("i")
                default: folded.append(lower)
                }
            }
        }
        return String(folded)
    }

    /// Whether `text` contains `pattern` when both are folded.
    public static func contains(_ text: String, _ pattern: String) -> Bool {
        let haystack = Array(fold(text).utf8)
        let needle = Array(fold(pattern).utf8)
        guard let first = needle.first else { return true }
        guard needle.count <= haystack.count else { return false }
        return (0...(haystack.count - needle.count)).contains { start in
            haystack[start] == first
                && haystack[start..<(start + needle.count)].elementsEqual(needle)
        }
    }

    /// True only if every scalar belongs to a block whose letters never compose with a neighbour:
    /// Latin up to the spacing modifiers, Latin Extended Additional (where the Vietnamese letters
    /// are), and general punctuation after its two compatibility spaces.
    ///
    /// Looks at bytes, as every text of every definition comes through here.
    private static func isPlainlyComposed(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                switch bytes[index] {
                case 0..<0x80:
                    index += 1
                // U+0080 to U+02FF
                case 0xC2...0xCB:
                    index += 2
                // U+1E00 to U+1EFF
                case 0xE1 where (0xB8...0xBB).contains(bytes[index + 1]):
                    index += 3
                // U+2002 to U+206F
                case 0xE2
                where bytes[index + 1] == 0x80 && bytes[index + 2] >= 0x82
                    || bytes[index + 1] == 0x81 && bytes[index + 2] <= 0xAF:
                    index += 3
                default:
                    return false
                }
            }
            return true
        }
    }
}
