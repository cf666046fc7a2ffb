import Foundation

/// A header field as it stands in a message: ASCII, folded to lines of at most 76 characters.
enum HeaderField {
    /// Text without structure, such as a subject.
    static func text(_ name: String, _ text: String) -> String {
        let line = text.headerText()
        return fold(name, isPlain(line) ? line.split(separator: " ") : encodedWords(line))
    }

    /// An address, with its name if it has one.
    static func address(_ name: String, _ address: MailAddress) -> String {
        let phrase = (address.name ?? "").headerText()
        let place = "<\(address.address)>"
        if phrase.isEmpty { return fold(name, [address.address[...]]) }
        if !isPlain(phrase) { return fold(name, encodedWords(phrase) + [place[...]]) }
        let isAtoms = phrase.utf8.allSatisfy { $0.isAtomText || $0 == UInt8(ascii: " ") }
        let words = isAtoms ? phrase : quoted(phrase)
        return fold(name, words.split(separator: " ") + [place[...]])
    }

    /// What needs no thought: a name, identifiers, a date.
    static func tokens(_ name: String, _ tokens: String...) -> String {
        fold(name, tokens.map { $0[...] })
    }

    private static let longestLine = 76

    private static func fold(_ name: String, _ tokens: some Sequence<Substring>) -> String {
        var field = name + ":"
        var column = field.utf8.count
        for token in tokens {
            // The first stands beside the name whatever its length: a line of nothing but the name
            // is not understood everywhere.
            if column + 1 + token.utf8.count > longestLine, column > name.utf8.count + 1 {
                field += "\r\n"
                column = 0
            }
            field += " " + token
            column += 1 + token.utf8.count
        }
        return field
    }

    /// Whether a line can stand as it is: ASCII, nothing that looks encoded, no word too long to
    /// be folded.
    private static func isPlain(_ line: String) -> Bool {
        line.utf8.allSatisfy { $0 < 0x7F } && !line.contains("=?")
            && line.split(separator: " ").allSatisfy { $0.utf8.count <= 60 }
    }

    private static func quoted(_ phrase: String) -> String {
        let inside = phrase.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
        return "\"" + inside.joined() + "\""
    }

    /// RFC 2047 in UTF-8 and base64. A character is never cut in two: a mail program that decodes
    /// word by word would show neither half.
    private static func encodedWords(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var bytes: [UInt8] = []
        func end() {
            if bytes.isEmpty { return }
            words.append("=?UTF-8?B?\(Data(bytes).base64EncodedString())?="[...])
            bytes = []
        }
        for character in text {
            if bytes.count + character.utf8.count > longestWord { end() }
            if character.utf8.count <= longestWord {
                bytes += character.utf8
                continue
            }
            // Marks without end on one letter.
            for scalar in character.unicodeScalars {
                let scalar = Array(String(scalar).utf8)
                if bytes.count + scalar.count > longestWord { end() }
                bytes += scalar
            }
        }
        end()
        return words
    }

    /// In bytes: 52 in base64, 64 with what is around it, so that it fits beside `Subject:`.
    private static let longestWord = 39
}
