/// A parsed expression: its nodes in one array, children before parents, each with its place in
/// the source.
///
/// One flat array instead of nested references makes trees cheap to build, lets later stages
/// keep their findings in arrays beside it, and takes apart a deeply nested tree without deep
/// recursion.
public struct Syntax: Sendable {
    /// Names a node of one tree.
    public struct ID: Hashable, Sendable {
        let index: Int32

        init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
        var position: Int { Int(index) }
    }

    struct Node: Sendable {
        var kind: Kind
        /// From the first to past the last byte.
        var span: Span
        /// What a complaint about the node should underline: an operator, a name.
        var focus: Span
        /// The length of the longest path down to a leaf.
        var height: Int32
    }

    enum Kind: Sendable {
        case literal(Value)
        /// `isRooted` after a leading dot, which looks the name up outside the container.
        case identifier(String, isRooted: Bool)
        case select(ID, String, isOptional: Bool)
        case has(ID, String)
        case index(ID, ID, isOptional: Bool)
        case call(String, target: ID?, [ID])
        case unary(Operator, ID)
        case binary(Operator, ID, ID)
        case and([ID])
        case or([ID])
        case conditional(ID, ID, ID)
        case list([Element])
        case map([Entry])
        case bind(String, value: ID, body: ID)
        /// `target.optMap(name, body)`; `isFlat` for `optFlatMap`.
        case optionalMap(ID, String, body: ID, isFlat: Bool)
        indirect case comprehension(Comprehension)
    }

    struct Element: Sendable {
        var value: ID
        var isOptional: Bool
    }

    struct Entry: Sendable {
        var key: ID
        var value: ID
        var isOptional: Bool
    }

    struct Comprehension: Sendable {
        enum Kind: String, Sendable {
            case all, exists, existsOne = "exists_one", map, filter, transformList
            case transformMap, transformMapEntry, sortBy
        }

        var kind: Kind
        var range: ID
        /// The element of a list or the key of a map; with a second variable the index or key.
        var variable: String
        var secondVariable: String?
        var filter: ID?
        var body: ID
    }

    private(set) var nodes: [Node] = []

    subscript(id: ID) -> Node { nodes[id.position] }

    /// Adds a node over children that are already there.
    mutating func add(_ kind: Kind, span: Span, focus: Span? = nil) -> ID {
        var height: Int32 = 0
        Self.forEachChild(of: kind) { height = max(height, nodes[$0.position].height + 1) }
        nodes.append(Node(kind: kind, span: span, focus: focus ?? span, height: height))
        return ID(nodes.count - 1)
    }

    static func forEachChild(of kind: Kind, _ visit: (ID) -> Void) {
        switch kind {
        case .literal, .identifier: break
        case .select(let operand, _, _), .has(let operand, _), .unary(_, let operand):
            visit(operand)
        case .index(let first, let second, _), .binary(_, let first, let second),
            .bind(_, let first, let second), .optionalMap(let first, _, let second, _):
            visit(first)
            visit(second)
        case .conditional(let condition, let positive, let negative):
            visit(condition)
            visit(positive)
            visit(negative)
        case .call(_, let target, let arguments):
            if let target { visit(target) }
            for argument in arguments { visit(argument) }
        case .and(let operands), .or(let operands):
            for operand in operands { visit(operand) }
        case .list(let elements):
            for element in elements { visit(element.value) }
        case .map(let entries):
            for entry in entries {
                visit(entry.key)
                visit(entry.value)
            }
        case .comprehension(let comprehension):
            visit(comprehension.range)
            if let filter = comprehension.filter { visit(filter) }
            visit(comprehension.body)
        }
    }

    /// `a.b.c` as written, when the node is nothing but names; nil otherwise.
    func qualifiedName(_ id: ID) -> (name: String, root: String, isRooted: Bool)? {
        switch self[id].kind {
        case .identifier(let name, let isRooted): return (name, name, isRooted)
        case .select(let operand, let field, isOptional: false):
            guard let prefix = qualifiedName(operand) else { return nil }
            return (prefix.name + "." + field, prefix.root, prefix.isRooted)
        default: return nil
        }
    }
}
