/// Turns source text into a ``Syntax`` tree by recursive descent, expanding macros on the way.
///
/// The recursion is bounded by ``Limits/nesting``, so no input can exhaust the stack: the default
/// fits the 512 KB of a secondary thread in an optimised build.
struct Parser {
    var lexer: Lexer
    var current: Token
    var tree = Syntax()
    let macros: MacroTable
    let limits: Limits
    var depth = 0
    /// Where the last token that can end an expression ended.
    private(set) var previousEnd: Int32 = 0

    /// Chains such as `a + b + …` nest to the left without recursion in the parser; the stages
    /// after it recurse over them, so their height is bounded too.
    private static let heightLimit: Int32 = 500

    static func parse(
        _ source: String, macros: MacroTable, limits: Limits
    ) throws(Issue) -> (tree: Syntax, root: Syntax.ID) {
        let length = source.utf8.count
        guard length <= limits.sourceLength else {
            throw Issue(
                .sourceTooLong(limit: limits.sourceLength),
                at: Span(limits.sourceLength, min(length, limits.sourceLength + 1)))
        }
        var parser = Parser(source, macros, limits)
        try parser.advance()
        let root = try parser.expression()
        guard parser.current.kind == .end else { throw parser.unexpected("an operator") }
        return (parser.tree, root)
    }

    private init(_ source: String, _ macros: MacroTable, _ limits: Limits) {
        lexer = Lexer(source)
        current = Token(kind: .end, span: Span(0, 0))
        self.macros = macros
        self.limits = limits
    }

    // MARK: Tokens

    mutating func advance() throws(Issue) {
        current = try lexer.next()
    }

    mutating func accept(_ kind: Token.Kind) throws(Issue) -> Bool {
        guard current.kind == kind else { return false }
        try advance()
        return true
    }

    /// Consumes the token and answers where it ended.
    @discardableResult
    mutating func expect(_ kind: Token.Kind, _ name: String) throws(Issue) -> Int32 {
        guard current.kind == kind else { throw unexpected(name) }
        let end = current.span.end
        try advance()
        return end
    }

    func unexpected(_ expected: String) -> Issue {
        let found = current.kind == .end ? "" : lexer.text(current.span)
        return Issue(.unexpectedToken(found: found, expected: expected), at: current.span)
    }

    // MARK: Nodes

    mutating func add(
        _ kind: Syntax.Kind, from start: Int32, focus: Span? = nil
    ) throws(Issue) -> Syntax.ID {
        try add(kind, from: start, to: previousEnd, focus: focus)
    }

    mutating func add(
        _ kind: Syntax.Kind, from start: Int32, to end: Int32, focus: Span? = nil
    ) throws(Issue) -> Syntax.ID {
        let span = Span(Int(start), Int(end))
        let id = tree.add(kind, span: span, focus: focus)
        try checkHeight(id)
        return id
    }

    func checkHeight(_ id: Syntax.ID) throws(Issue) {
        guard tree[id].height <= Self.heightLimit else {
            throw Issue(.nestingTooDeep(limit: Int(Self.heightLimit)), at: tree[id].focus)
        }
    }

    mutating func markEnd(_ end: Int32) { previousEnd = end }

    // MARK: Expressions

    mutating func expression() throws(Issue) -> Syntax.ID {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.nesting else {
            throw Issue(.nestingTooDeep(limit: limits.nesting), at: current.span)
        }
        let start = current.span.start
        let condition = try disjunction()
        guard current.kind == .question else { return condition }
        let focus = current.span
        try advance()
        let positive = try disjunction()
        try expect(.colon, "':'")
        let negative = try expression()
        return try add(.conditional(condition, positive, negative), from: start, focus: focus)
    }

    private mutating func disjunction() throws(Issue) -> Syntax.ID {
        let start = current.span.start
        let first = try conjunction()
        guard current.kind == .or else { return first }
        let focus = current.span
        var operands = [first]
        while try accept(.or) { operands.append(try conjunction()) }
        return try add(.or(operands), from: start, focus: focus)
    }

    private mutating func conjunction() throws(Issue) -> Syntax.ID {
        let start = current.span.start
        let first = try binary(above: 0)
        guard current.kind == .and else { return first }
        let focus = current.span
        var operands = [first]
        while try accept(.and) { operands.append(try binary(above: 0)) }
        return try add(.and(operands), from: start, focus: focus)
    }

    /// Operators of a precedence above the given one, left to right.
    private mutating func binary(above precedence: Int) throws(Issue) -> Syntax.ID {
        let start = current.span.start
        var left = try unary()
        while let symbol = binaryOperator, symbol.precedence > precedence {
            let focus = current.span
            try advance()
            let right = try binary(above: symbol.precedence)
            left = try add(.binary(symbol, left, right), from: start, focus: focus)
        }
        return left
    }

    private var binaryOperator: Operator? {
        switch current.kind {
        case .binary(let symbol): symbol
        case .in: .contained
        default: nil
        }
    }

    private mutating func unary() throws(Issue) -> Syntax.ID {
        let start = current.span
        switch current.kind {
        case .not:
            return try unary(.not, start)
        case .binary(.subtract):
            try advance()
            guard current.kind == .int || current.kind == .double else {
                return try prefixed(.negate, start)
            }
            // The sign belongs to the literal: the least int has no positive counterpart.
            let value = try lexer.number(current, isNegative: true)
            markEnd(current.span.end)
            try advance()
            let literal = try add(.literal(value), from: start.start)
            return try postfix(literal, from: start.start)
        default:
            return try postfix(primary(), from: start.start)
        }
    }

    private mutating func unary(_ symbol: Operator, _ start: Span) throws(Issue) -> Syntax.ID {
        try advance()
        return try prefixed(symbol, start)
    }

    @inline(never)
    private mutating func prefixed(_ symbol: Operator, _ start: Span) throws(Issue) -> Syntax.ID {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.nesting else {
            throw Issue(.nestingTooDeep(limit: limits.nesting), at: start)
        }
        let operand = try unary()
        return try add(.unary(symbol, operand), from: start.start, focus: start)
    }
}
