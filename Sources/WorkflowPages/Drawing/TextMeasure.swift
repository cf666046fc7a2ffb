import Diagnostics

/// How wide text stands in a picture, without the font at hand: the widths of DejaVu Sans, which
/// is wider than what most systems show. So text may leave room, and never runs over.
enum TextMeasure {
    /// In pixels.
    static func width(of text: String, size: Int, isBold: Bool = false) -> Int {
        var thousandths = 0
        for character in text { thousandths += width(of: character) }
        if isBold { thousandths = thousandths * 109 / 100 }
        return (thousandths * size + 999) / 1000
    }

    /// Broken between words into lines no wider than `width` pixels; a longer word is broken too.
    static func lines(of text: String, width: Int, size: Int, isBold: Bool = false) -> [String] {
        var lines: [String] = []
        var line = ""
        func fits(_ text: String) -> Bool {
            Self.width(of: text, size: size, isBold: isBold) <= width
        }
        for word in text.split(separator: " ") {
            var word = String(word)
            if !line.isEmpty, fits(line + " " + word) {
                line += " " + word
                continue
            }
            if !line.isEmpty { lines.append(line) }
            while word.count > 1, !fits(word) {
                var head = word
                while head.count > 1, !fits(head) { head.removeLast() }
                lines.append(head)
                word.removeFirst(head.count)
            }
            line = word
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// In thousandths of the size of the font.
    private static func width(of character: Character) -> Int {
        var byte = character.asciiValue
        if byte == nil {
            switch character {
            case "“", "”": return 520
            case "‘", "’": return 320
            case "–": return 500
            case "—", "…": return 1000
            case "→", "←": return 840
            default: break
            }
            let isCapital = character.isUppercase
            // Marks do not make a letter wider; a horn does a little.
            guard let base = TextFolding.fold(String(character)).utf8.first, base < 0x80,
                character.utf8.count <= 3
            else { return 1000 }
            byte = isCapital && (0x61...0x7A).contains(base) ? base - 0x20 : base
        }
        guard let byte, byte >= 0x20, byte < 0x7F else { return 600 }
        return ascii[Int(byte) - 0x20]
    }

    // DejaVu Sans, advance widths of U+0020…U+007E.
    private static let ascii = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ]
}
