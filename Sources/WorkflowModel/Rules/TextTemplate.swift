/// A piece of a template. Not inside it: a type that depends on no other is there when a process
/// starts, while one inside a generic type is made then, which takes the time of reading a file.
private enum TemplatePart: Hashable {
    case literal(String)
    /// Which of the placeholders stands here.
    case gap(Int)
}

/// A text with named gaps, taken apart once: `Hồ sơ {{id}} – hạn {{due}}`.
public struct TextTemplate<Placeholder>: Hashable, Sendable
where Placeholder: Hashable & Sendable & RawRepresentable<String> {
    private var parts: [TemplatePart] = []
    /// The gaps, in order.
    public private(set) var placeholders: [Placeholder] = []

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
            literal += String(template[rest.startIndex..<open])
            if let placeholder = Placeholder(rawValue: String(decoding: name, as: UTF8.self)) {
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = ""
                parts.append(.gap(placeholders.count))
                placeholders.append(placeholder)
            } else {
                literal += String(template[open..<end])
            }
            rest = inside[end...]
        }
        literal += String(template[rest.startIndex...])
        if !literal.isEmpty { parts.append(.literal(literal)) }
    }

    /// The text with the gaps filled. A value is never read as a template itself.
    public func filled(_ value: (Placeholder) -> String) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .literal(let literal): text += literal
            case .gap(let place): text += value(placeholders[place])
            }
        }
    }

    /// Gives the text piece by piece, for where it goes into something larger.
    public func forEachPiece(_ value: (Placeholder) -> String, _ body: (String) -> Void) {
        for part in parts {
            switch part {
            case .literal(let literal): body(literal)
            case .gap(let place): body(value(placeholders[place]))
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
