import WorkflowModel

/// What a file holds, found out from its first line of content without reading the rest.
struct SourceHeader: Hashable {
    /// Nil when the first key is none that a definition begins with.
    var kind: DefinitionKind?
    var name: String

    init(kind: DefinitionKind?, name: String) {
        self.kind = kind
        self.name = name
    }

    /// Looks past comments, blank lines, a byte order mark, directives and `---`. Good enough to
    /// choose a file by; reading it in full says what is really there.
    init(scanning bytes: [UInt8]) {
        var rest = bytes[...]
        var line: Substring = ""
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            line = Self.content(rest[..<end])
            rest = end == rest.endIndex ? [] : rest[(end + 1)...]
            if !line.isEmpty && !line.hasPrefix("---") && line.first != "%" { break }
            line = ""
        }
        let colon = line.firstIndex(of: ":") ?? line.endIndex
        let key = Self.unquoted(line[..<colon])
        kind = DefinitionKind(rawValue: key)
        name = colon == line.endIndex ? "" : Self.unquoted(line[line.index(after: colon)...])
    }

    /// A line without its indentation and its comment.
    private static func content(_ line: ArraySlice<UInt8>) -> Substring {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = line.starts(with: mark) ? line.dropFirst(3) : line
        // The first line of content is a key and a name, both short.
        let text = Substring(String(decoding: bytes.prefix(512), as: UTF8.self))
            .drop { $0 == " " || $0 == "\r" }
        if text.first == "#" { return "" }
        var end = text.endIndex
        var previous: Character = " "
        for index in text.indices {
            if text[index] == "#", previous == " " || previous == "\t" {
                end = index
                break
            }
            previous = text[index]
        }
        return text[..<end]
    }

    private static func unquoted(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        if text.count >= 2, let first = text.first, first == text.last,
            first == "\"" || first == "'"
        {
            text = text.dropFirst().dropLast()
        }
        return String(text)
    }
}
