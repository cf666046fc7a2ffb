/// A text with named gaps, taken apart once: `Hồ sơ {{id}} – hạn {{due}}`.
public struct TextTemplate<Placeholder>: Hashable, Sendable
where Placeholder: Hashable & Sendable & RawRepresentable<String> {
    private enum Part: Hashable {
        case literal(String)
        case placeholder(Placeholder)
    }

    private var parts: [Part] = []

    /// Braces with anything but a placeholder between them, which the loader does not let through,
    /// stand for themselves.
    public init(_ template: String) {
        var literal = ""
        // By bytes: braces are ASCII, and the loader reads dozens of these in every process.
        var rest = template.utf8[...]
        while let open = rest.firstPair(UInt8(ascii: "{")) {
            let inside = rest[rest.index(open, offsetBy: 2)...]
            guard let close = inside.firstPair(UInt8(ascii: "}")) else { break }
            let end = inside.index(close, offsetBy: 2)
            let name = inside[..<close].filter { $0 != UInt8(ascii: " ") }
            literal.append(contentsOf: template[rest.startIndex..<open])
            if let placeholder = Placeholder(rawValue: String(decoding: name, as: UTF8.self)) {
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = ""
                parts.append(.placeholder(placeholder))
            } else {
                literal.append(contentsOf: template[open..<end])
            }
            rest = inside[end...]
        }
        literal.append(contentsOf: template[rest.startIndex...])
        if !literal.isEmpty { parts.append(.literal(literal)) }
    }

    /// The gaps, in order.
    public var placeholders: [Placeholder] {
        parts.compactMap { part in
            if case .placeholder(let placeholder) = part { placeholder } else { nil }
        }
    }

    /// The text with the gaps filled. A value is never read as a template itself.
    public func filled(_ value: (Placeholder) -> String) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .literal(let literal): text += literal
            case .placeholder(let placeholder): text += value(placeholder)
            }
        }
    }

    /// Gives the text piece by piece, for where it goes into something larger.
    public func forEachPiece(_ value: (Placeholder) -> String, _ body: (String) -> Void) {
        for part in parts {
            switch part {
            case .literal(let literal): body(literal)
            case .placeholder(let placeholder): body(value(placeholder))
            }
        }
    }
}

extension Substring.UTF8View {
    /// Where the byte first stands twice in a row.
    fileprivate func firstPair(_ byte: UInt8) -> Index? {
        var index = startIndex
        while index < endIndex {
            let next = self.index(after: index)
            if self[index] == byte, next < endIndex, self[next] == byte { return index }
            index = next
        }
        return nil
    }
}
