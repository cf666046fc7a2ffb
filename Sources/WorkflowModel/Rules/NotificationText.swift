/// The text of a notification in one language, taken apart once: `Hồ sơ {{id}} – hạn {{due}}`.
public struct NotificationText: Hashable, Sendable {
    /// What can stand between braces.
    public enum Placeholder: String, CaseIterable, Sendable {
        case id, title, state, action, actor, due, owner, workflow, plan
        case daysOverdue = "days_overdue"
        /// When it was due before the calendar changed.
        case wasDue = "was_due"
    }

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

    /// The text with the placeholders filled in. A value is never read as a template itself.
    public func filled(_ value: (Placeholder) -> String) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .literal(let literal): text += literal
            case .placeholder(let placeholder): text += value(placeholder)
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
