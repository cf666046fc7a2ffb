public import Diagnostics

/// Keys and values in the order they were written. Keys are scalars, each used once.
public struct Mapping: Sendable {
    public struct Pair: Sendable {
        public let key: Node
        public let value: Node

        public init(key: Node, value: Node) {
            self.key = key
            self.value = value
        }

        /// The key's text.
        public var name: String {
            if case .scalar(let scalar) = key.kind { scalar.text } else { "" }
        }

        func isNamed(_ name: String) -> Bool {
            guard case .scalar(let scalar) = key.kind else { return name.isEmpty }
            // Most keys are not the one looked for, and show it by their length.
            return scalar.text.utf8.count == name.utf8.count && scalar.text == name
        }
    }

    public let pairs: [Pair]
    /// Where a name stands in `pairs`; only mappings too large to walk through have it.
    private let index: [String: Int]?

    /// If a key comes twice the first one counts.
    public init(_ pairs: [Pair]) {
        self.pairs = pairs
        index =
            pairs.count <= Self.walkable
            ? nil
            : Dictionary(
                pairs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    static let walkable = 12

    public var count: Int { pairs.count }
    public var isEmpty: Bool { pairs.isEmpty }
    public var names: [String] { pairs.map(\.name) }

    public subscript(name: String) -> Node? {
        pair(name)?.value
    }

    public func pair(_ name: String) -> Pair? {
        place(of: name).map { pairs[$0] }
    }

    /// Where a name stands in `pairs`.
    func place(of name: String) -> Int? {
        guard let index else { return pairs.firstIndex { $0.isNamed(name) } }
        return index[name]
    }

    /// Where the key was written.
    public func keyRange(_ name: String) -> SourceRange? {
        pair(name)?.key.range
    }
}
