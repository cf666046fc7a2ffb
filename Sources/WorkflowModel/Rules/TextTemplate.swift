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
        var rest = template.unicodeScalars[...]
        while let open = rest.firstPair("{") {
            let inside = rest[rest.index(open, offsetBy: 2)...]
            guard let close = inside.firstPair("}") else { break }
            let end = inside.index(close, offsetBy: 2)
            let name = String(inside[..<close].filter { $0 != " " })
            literal += String(rest[..<open])
            if let placeholder = Placeholder(rawValue: name) {
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = ""
                parts.append(.placeholder(placeholder))
            } else {
                literal += String(rest[open..<end])
            }
            rest = inside[end...]
        }
        literal += String(rest)
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

extension Substring.UnicodeScalarView {
    /// Where the scalar first stands twice in a row.
    fileprivate func firstPair(_ scalar: Unicode.Scalar) -> Index? {
        indices.first { index in
            let next = self.index(after: index)
            return self[index] == scalar && next < endIndex && self[next] == scalar
        }
    }
}
