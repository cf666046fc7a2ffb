/// How children are called: `{item}.{n}`.
public struct ChildIdentifier: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        case text(String)
        /// The identifier of the parent.
        case item
        /// The number of the child among those of its state, from 1.
        case number
        /// The member of the list it is opened for.
        case each
    }

    public let parts: [Part]

    /// `PARENT.1`, `PARENT.2` …
    public static let usual = ChildIdentifier(parts: [.item, .text("."), .number])

    package static let placeholders = ["item", "n", "each"]

    private init(parts: [Part]) {
        self.parts = parts
    }

    /// Throws the placeholder there is not.
    package init(_ template: String) throws(UnknownPlaceholder) {
        var parts: [Part] = []
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            rest = rest[rest.index(after: open)...]
            let name = rest.prefix { $0 != "}" }
            switch name {
            case "item": parts.append(.item)
            case "n": parts.append(.number)
            case "each": parts.append(.each)
            default: throw UnknownPlaceholder(name: String(name))
            }
            rest = rest[name.endIndex...].dropFirst()
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    package struct UnknownPlaceholder: Error {
        package let name: String
    }

    package func text(item: String, number: Int, member: String?) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .text(let plain): text += plain
            case .item: text += item
            case .number: text += String(number)
            case .each: text += member ?? ""
            }
        }
    }
}
