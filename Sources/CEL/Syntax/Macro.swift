/// A call that is rewritten while parsing: `has(x.y)`, `list.all(e, e > 0)`, or one of the host.
///
/// A host uses a macro where the meaning of a call depends on how its arguments are written:
/// `table('approval-authority')` can become a call whose result has the fields of that table.
public struct Macro: Sendable {
    /// What stands before the dot of the call.
    public enum Receiver: Sendable, Hashable {
        /// Nothing: `has(…)`.
        case none
        /// Any operand: `items.map(…)`.
        case any
        /// This name: `cel.bind(…)`.
        case namespace(String)
    }

    /// Rewrites a call: answers the node that replaces it, or nil to leave it a plain call.
    /// What it throws is reported at the place it names.
    public typealias Expander = @Sendable (inout MacroCall) throws(Issue) -> Syntax.ID?

    public let name: String
    public let receiver: Receiver
    /// Nil for any number.
    public let argumentCount: Int?
    let expander: Expander

    public init(
        _ name: String, receiver: Receiver = .none, argumentCount: Int?,
        expander: @escaping Expander
    ) {
        self.name = name
        self.receiver = receiver
        self.argumentCount = argumentCount
        self.expander = expander
    }

    func expand(_ call: inout MacroCall) throws(Issue) -> Syntax.ID? {
        if case .namespace(let name) = receiver {
            guard let target = call.target, call.identifierName(target) == name else {
                return nil
            }
        }
        return try expander(&call)
    }
}

/// A call about to be expanded, and the means to build what replaces it.
public struct MacroCall {
    /// The function name, without the receiver.
    public let name: String
    public let target: Syntax.ID?
    public let arguments: [Syntax.ID]
    var tree = Syntax()
    let span: Span
    let focus: Span

    init(
        name: String, target: Syntax.ID?, arguments: [Syntax.ID], span: Span, focus: Span
    ) {
        self.name = name
        self.target = target
        self.arguments = arguments
        self.span = span
        self.focus = focus
    }

    /// The value of an argument that is a literal.
    public func literal(_ id: Syntax.ID) -> Value? {
        if case .literal(let value) = tree[id].kind { value } else { nil }
    }

    /// The text of an argument that is a string literal.
    public func stringLiteral(_ id: Syntax.ID) -> String? {
        if case .string(let text)? = literal(id) { text } else { nil }
    }

    /// The name of an argument that is a bare name.
    public func identifierName(_ id: Syntax.ID) -> String? {
        if case .identifier(let name, isRooted: false) = tree[id].kind { name } else { nil }
    }

    /// UTF-8 offsets of a node in the source.
    public func range(of id: Syntax.ID) -> Range<Int> { tree[id].span.range }

    public mutating func makeLiteral(_ value: Value) -> Syntax.ID { add(.literal(value)) }

    /// A call of a function, which need not have a name that can be written in source text.
    public mutating func makeCall(
        _ function: String, target: Syntax.ID? = nil, _ arguments: [Syntax.ID]
    ) -> Syntax.ID {
        add(.call(function, target: target, arguments))
    }

    public mutating func makeList(_ elements: [Syntax.ID]) -> Syntax.ID {
        add(.list(elements.map { .init(value: $0, isOptional: false) }))
    }

    /// A fault of the host's own kind, to be thrown by an expander.
    ///
    /// - Parameters:
    ///   - message: in English; a host that speaks another language goes by `code`.
    ///   - node: what to underline; the whole call when nil.
    public func issue(
        code: String, message: String, at node: Syntax.ID? = nil, hint: String? = nil
    ) -> Issue {
        issue(.host(code: code, message: message), at: node, hint: hint)
    }

    func issue(_ kind: Issue.Kind, at node: Syntax.ID? = nil, hint: String? = nil) -> Issue {
        Issue(kind, at: node.map { tree[$0].span } ?? focus, hint: hint)
    }

    mutating func add(_ kind: Syntax.Kind) -> Syntax.ID {
        tree.add(kind, span: span, focus: focus)
    }
}

/// The macros of an environment by name.
struct MacroTable: Sendable {
    private var macros: [String: [Macro]] = [:]

    init(_ macros: [Macro]) {
        for macro in macros { self.macros[macro.name, default: []].append(macro) }
    }

    func find(_ name: String, isMember: Bool, count: Int) -> Macro? {
        macros[name]?.last { macro in
            (macro.receiver != .none) == isMember
                && (macro.argumentCount == nil || macro.argumentCount == count)
        }
    }
}
