import Diagnostics

/// How wide text stands in a picture, without the font at hand: the widths of DejaVu Sans, which
/// is wider than what most systems show. So text may leave room, and never runs over.
enum TextMeasure {
    /// In pixels.
    static func width(of text: String, size: Int, isBold: Bool = false) -> Int {
        pixels(thousandths(of: text), size, isBold)
    }

    /// Broken between words into lines no wider than `width` pixels; a longer word is broken too.
    static func lines(of text: String, width: Int, size: Int, isBold: Bool = false) -> [String] {
        func fits(_ thousandths: Int) -> Bool { pixels(thousandths, size, isBold) <= width }
        var lines: [String] = []
        var line = ""
        var lineWidth = 0
        for word in text.split(separator: " ") {
            var word = String(word)
            var wordWidth = thousandths(of: word)
            if !line.isEmpty, fits(lineWidth + space + wordWidth) {
                line += " " + word
                lineWidth += space + wordWidth
                continue
            }
            if !line.isEmpty { lines.append(line) }
            while word.count > 1, !fits(wordWidth) {
                var head = word
                while head.count > 1, !fits(thousandths(of: head)) { head.removeLast() }
                lines.append(head)
                word.removeFirst(head.count)
                wordWidth = thousandths(of: word)
            }
            (line, lineWidth) = (word, wordWidth)
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    private static func pixels(_ thousandths: Int, _ size: Int, _ isBold: Bool) -> Int {
        ((isBold ? thousandths * 109 / 100 : thousandths) * size + 999) / 1000
    }

    /// In thousandths of the size of the font.
    private static func thousandths(of text: String) -> Int {
        var sum = 0
        for scalar in text.unicodeScalars { sum += width(of: scalar) }
        return sum
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20..<0x7F: ascii[Int(scalar.value) - 0x20]
        case latin: marked[Int(scalar.value - latin.lowerBound)]
        case vietnamese: markedTwice[Int(scalar.value - vietnamese.lowerBound)]
        // Marks do not make a letter wider; a horn does a little.
        case 0x300..<0x370: 0
        case 0..<0xA0: 600
        default: other(scalar)
        }
    }

    private static func other(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case "“", "”": 520
        case "‘", "’": 320
        case "–": 500
        case "→", "←": 840
        default: 1000
        }
    }

    private static let latin: Range<UInt32> = 0xC0..<0x250
    private static let vietnamese: Range<UInt32> = 0x1EA0..<0x1F00
    private static let marked = latin.map(widthWithoutMarks)
    private static let markedTwice = vietnamese.map(widthWithoutMarks)

    private static func widthWithoutMarks(_ value: UInt32) -> Int {
        guard let scalar = Unicode.Scalar(value),
            let base = TextFolding.fold(String(scalar)).utf8.first, base < 0x80, base >= 0x20
        else { return 1000 }
        let isCapital = scalar.properties.isUppercase && (0x61...0x7A).contains(base)
        return ascii[Int(isCapital ? base - 0x20 : base) - 0x20]
    }

    private static let space = 318

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
