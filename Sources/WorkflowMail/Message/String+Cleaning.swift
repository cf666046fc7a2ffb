import Foundation

extension StringProtocol {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension String {
    /// One line for a header: without control characters, which could begin another header, and
    /// with one space between words. Composed (NFC), at most `limit` characters.
    func headerText(atMost limit: Int = 200) -> String {
        let words = precomposedStringWithCanonicalMapping.unicodeScalars.split { scalar in
            scalar.properties.isWhitespace || scalar.isControl
        }
        let line = words.map { String($0) }.joined(separator: " ")
        return line.count <= limit ? line : line.prefix(limit - 1).trimmed + "…"
    }

    /// Text for the body of a mail: composed, lines ended by a line feed, without control
    /// characters but tabs.
    var bodyText: String {
        var text = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in precomposedStringWithCanonicalMapping.unicodeScalars {
            defer { wasReturn = scalar == "\r" }
            switch scalar {
            case "\r", "\u{85}", "\u{2028}", "\u{2029}": text.append("\n")
            case "\n": if !wasReturn { text.append("\n") }
            case "\t": text.append(scalar)
            case _ where scalar.isControl: continue
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}

extension Unicode.Scalar {
    /// What does not stand for something that can be seen or that joins what can.
    fileprivate var isControl: Bool {
        properties.generalCategory == .control || self == "\u{2028}" || self == "\u{2029}"
    }
}
