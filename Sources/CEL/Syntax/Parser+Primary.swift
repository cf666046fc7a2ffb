/// What takes part in the recursion is kept out of line: inlined, it would make the frame of
/// every nested level as large as all of it together.
extension Parser {
    /// Field access, indexing and method calls after an operand.
    @inline(never)
    mutating func postfix(_ operand: Syntax.ID, from start: Int32) throws(Issue) -> Syntax.ID {
        var operand = operand
        while true {
            switch current.kind {
            case .dot:
                try advance()
                operand = try member(of: operand, from: start)
            case .leftBracket:
                let focus = current.span
                try advance()
                let isOptional = try accept(.question)
                let index = try expression()
                markEnd(try expect(.rightBracket, "']'"))
                operand = try add(
                    .index(operand, index, isOptional: isOptional), from: start, focus: focus)
            case .leftBrace where tree.qualifiedName(operand) != nil:
                throw Issue(
                    .messageConstruction, at: current.span,
                    hint: "write a map: {'name': value}")
            default:
                return operand
            }
        }
    }

    @inline(never)
    private mutating func member(
        of operand: Syntax.ID, from start: Int32
    ) throws(Issue) -> Syntax.ID {
        let isOptional = try accept(.question)
        let focus = current.span
        let name: String
        switch current.kind {
        case .identifier: name = lexer.text(focus)
        case .quotedIdentifier: name = lexer.quotedName(current)
        default: throw unexpected("a field or function name")
        }
        let isCallable = current.kind == .identifier && !isOptional
        markEnd(focus.end)
        try advance()
        guard isCallable, current.kind == .leftParenthesis else {
            return try add(
                .select(operand, name, isOptional: isOptional), from: start, focus: focus)
        }
        let arguments = try self.arguments()
        return try call(name, target: operand, arguments, from: start, focus: focus)
    }

    /// The arguments of a call with their parentheses.
    @inline(never)
    private mutating func arguments() throws(Issue) -> [Syntax.ID] {
        try expect(.leftParenthesis, "'('")
        var arguments: [Syntax.ID] = []
        if current.kind != .rightParenthesis {
            repeat { arguments.append(try expression()) } while try accept(.comma)
        }
        markEnd(try expect(.rightParenthesis, "')' or ','"))
        return arguments
    }

    @inline(never)
    private mutating func call(
        _ name: String, target: Syntax.ID?, _ arguments: [Syntax.ID], from start: Int32,
        focus: Span
    ) throws(Issue) -> Syntax.ID {
        let span = Span(Int(start), Int(previousEnd))
        if let macro = macros.find(name, isMember: target != nil, count: arguments.count) {
            var call = MacroCall(
                name: name, target: target, arguments: arguments, span: span, focus: focus)
            // The tree moves into the call and back, for a copy would cost its whole length.
            swap(&call.tree, &tree)
            let expansion = try macro.expand(&call)
            swap(&call.tree, &tree)
            if let expansion {
                try checkHeight(expansion)
                return expansion
            }
        }
        return try add(.call(name, target: target, arguments), from: start, focus: focus)
    }

    @inline(never)
    mutating func primary() throws(Issue) -> Syntax.ID {
        let token = current
        let start = token.span.start
        switch token.kind {
        case .int, .uint, .double:
            return try literal(try lexer.number(token, isNegative: false))
        case .string: return try literal(.string(try lexer.string(token)))
        case .bytes: return try literal(.bytes(try lexer.byteString(token)))
        case .true: return try literal(.bool(true))
        case .false: return try literal(.bool(false))
        case .null: return try literal(.null)
        case .leftParenthesis:
            try advance()
            let inner = try expression()
            markEnd(try expect(.rightParenthesis, "')'"))
            return inner
        case .leftBracket: return try list()
        case .leftBrace: return try map()
        case .dot:
            try advance()
            return try name(from: start, isRooted: true)
        case .identifier: return try name(from: start, isRooted: false)
        default: throw unexpected("an expression")
        }
    }

    @inline(never)
    private mutating func literal(_ value: Value) throws(Issue) -> Syntax.ID {
        let span = current.span
        markEnd(span.end)
        try advance()
        return try add(.literal(value), from: span.start, to: span.end)
    }

    private static let reservedWords: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
        "loop", "package", "namespace", "return", "var", "void", "while",
    ]

    @inline(never)
    private mutating func name(from start: Int32, isRooted: Bool) throws(Issue) -> Syntax.ID {
        guard current.kind == .identifier else { throw unexpected("a name") }
        let focus = current.span
        let name = lexer.text(focus)
        markEnd(focus.end)
        try advance()
        if current.kind == .leftParenthesis {
            let arguments = try self.arguments()
            return try call(
                isRooted ? "." + name : name, target: nil, arguments, from: start, focus: focus)
        }
        // A reserved word may name a field or a method, but nothing that stands alone.
        guard !Self.reservedWords.contains(name) else {
            throw Issue(.reservedWord(name), at: focus)
        }
        return try add(
            .identifier(name, isRooted: isRooted), from: start, to: focus.end, focus: focus)
    }

    @inline(never)
    private mutating func list() throws(Issue) -> Syntax.ID {
        let start = current.span.start
        try advance()
        var elements: [Syntax.Element] = []
        while current.kind != .rightBracket {
            let isOptional = try accept(.question)
            elements.append(.init(value: try expression(), isOptional: isOptional))
            guard try accept(.comma) else { break }
        }
        markEnd(try expect(.rightBracket, "']' or ','"))
        return try add(.list(elements), from: start)
    }

    @inline(never)
    private mutating func map() throws(Issue) -> Syntax.ID {
        let start = current.span.start
        try advance()
        var entries: [Syntax.Entry] = []
        while current.kind != .rightBrace {
            let isOptional = try accept(.question)
            let key = try expression()
            try expect(.colon, "':'")
            entries.append(.init(key: key, value: try expression(), isOptional: isOptional))
            guard try accept(.comma) else { break }
        }
        markEnd(try expect(.rightBrace, "'}' or ','"))
        return try add(.map(entries), from: start)
    }
}
