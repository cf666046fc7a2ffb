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
        var line: ArraySlice<UInt8> = []
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            line = Self.content(rest[..<end])
            rest = end == rest.endIndex ? [] : rest[(end + 1)...]
            let isDocumentStart = line.starts(with: [0x2D, 0x2D, 0x2D])
            if !line.isEmpty && !isDocumentStart && line.first != UInt8(ascii: "%") { break }
            line = []
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        kind = DefinitionKind(rawValue: Self.unquoted(line[..<colon]))
        name = colon == line.endIndex ? "" : Self.unquoted(line[(colon + 1)...])
    }

    /// A line without its indentation and its comment.
    private static func content(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        // The first line of content is a key and a name, both short.
        let text = (line.starts(with: mark) ? line.dropFirst(3) : line).prefix(512)
            .drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
        var previous = UInt8(ascii: " ")
        for (index, byte) in zip(text.indices, text) {
            let follows = previous == UInt8(ascii: " ") || previous == UInt8(ascii: "\t")
            if byte == UInt8(ascii: "#"), follows { return text[..<index] }
            previous = byte
        }
        return text
    }

    private static func unquoted(_ text: ArraySlice<UInt8>) -> String {
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        if text.count >= 2, let first = text.first, first == text.last,
            first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        {
            text = text.dropFirst().dropLast()
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
