extension String {
    /// Text from outside, on one line and without anything that steers a terminal.
    package var singleLine: String {
        // Nearly every text is shown as it is.
        guard unicodeScalars.contains(where: { $0.steers }) else { return self }
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if !scalar.steers {
                shown.append(scalar)
            } else if ["\n", "\r", "\t"].contains(scalar) {
                shown.append(" ")
            }
        }
        return String(shown)
    }
}

extension Unicode.Scalar {
    /// Whether it moves the cursor, or turns the direction of the text.
    fileprivate var steers: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension String {
    /// The text with spaces that a line is not broken at, until `withPlainSpaces` undoes it.
    package var spacesKept: String {
        String(map { $0 == " " ? "\u{A0}" : $0 })
    }

    package var withPlainSpaces: String {
        // Most lines have none, and the last byte of one is soon looked for.
        guard utf8.contains(0xA0) else { return self }
        return String(map { $0 == "\u{A0}" ? " " : $0 })
    }
}
