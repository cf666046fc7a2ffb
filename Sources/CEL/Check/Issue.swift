/// One fault found before an expression runs.
public struct Issue: Error, Hashable, Sendable {
    /// What is wrong, with the parts a message names, so that a host can say it in its own
    /// language.
    public indirect enum Kind: Hashable, Sendable {
        case unexpectedCharacter(String)
        /// A string, or a name in backticks, without its end.
        case unterminatedLiteral
        case invalidEscape(String)
        case malformedNumber
        case numberOutOfRange
        /// `found` is empty at the end of the source.
        case unexpectedToken(found: String, expected: String)
        case reservedWord(String)
        case messageConstruction
        case nestingTooDeep(limit: Int)
        /// `limit` in UTF-8 bytes.
        case sourceTooLong(limit: Int)
        case invalidMacroArgument(macro: String, expected: String)
        case duplicateVariable(String)
        case undeclaredVariable(String)
        case undeclaredFunction(String)
        case undefinedField(String, type: CELType)
        /// A type that has no fields was selected from.
        case noFields(CELType)
        case notIndexable(CELType)
        case notIterable(CELType)
        case invalidMapKey(CELType)
        /// No overload of a function takes arguments of these types, the receiver first.
        case noMatchingOverload(function: String, arguments: [CELType])
        case typeMismatch(expected: CELType, found: CELType)
        /// A constant argument that the function will refuse: a bad pattern, date or duration.
        case invalidArgument(function: String, reason: EvaluationError.Kind)
        /// Reported by a macro of the host.
        case host(code: String, message: String)
    }

    public let kind: Kind
    /// UTF-8 offsets in the source.
    public let range: Range<Int>
    /// What to write instead, in English, when that is known.
    public let hint: String?
    /// The nearest declared name, when a name is unknown and one is near.
    public let suggestion: String?

    public init(_ kind: Kind, range: Range<Int>, hint: String? = nil) {
        self.kind = kind
        self.range = range
        self.hint = hint
        suggestion = nil
    }

    init(_ kind: Kind, at span: Span, hint: String? = nil) {
        self.init(kind, range: span.range, hint: hint)
    }

    init(_ kind: Kind, at span: Span, suggestion: String?) {
        self.kind = kind
        range = span.range
        self.suggestion = suggestion
        hint = suggestion.map { "did you mean \($0)?" }
    }
}

extension Issue.Kind {
    /// One English sentence without its place.
    public var message: String {
        switch self {
        case .unexpectedCharacter(let character): "unexpected character '\(character)'"
        case .unterminatedLiteral: "the literal has no closing quote"
        case .invalidEscape(let escape): "invalid escape sequence \(escape)"
        case .malformedNumber: "malformed number"
        case .numberOutOfRange: "the number is out of range"
        case .unexpectedToken(let found, let expected):
            found.isEmpty
                ? "expected \(expected), but the expression ends"
                : "expected \(expected), found '\(found)'"
        case .reservedWord(let word): "'\(word)' is a reserved word"
        case .messageConstruction: "messages cannot be constructed"
        case .nestingTooDeep(let limit): "the expression nests deeper than \(limit) levels"
        case .sourceTooLong(let limit): "the expression is longer than \(limit) bytes"
        case .invalidMacroArgument(let macro, let expected):
            "\(macro)() expects \(expected) here"
        case .duplicateVariable(let name): "the variable '\(name)' is declared twice"
        case .undeclaredVariable(let name): "undeclared variable '\(name)'"
        case .undeclaredFunction(let name): "undeclared function '\(name)'"
        case .undefinedField(let field, let type): "undefined field '\(field)' of \(type)"
        case .noFields(let type): "a value of type \(type) has no fields"
        case .notIndexable(let type): "a value of type \(type) cannot be indexed"
        case .notIterable(let type): "a value of type \(type) cannot be iterated"
        case .invalidMapKey(let type): "a value of type \(type) cannot be a map key"
        case .noMatchingOverload(let function, let arguments):
            "no overload of '\(function)' takes "
                + "(\(arguments.map(\.description).joined(separator: ", ")))"
        case .typeMismatch(let expected, let found): "expected \(expected), found \(found)"
        case .invalidArgument(let function, let reason): "\(function)(): \(reason.message)"
        case .host(_, let message): message
        }
    }
}

extension Issue: CustomStringConvertible {
    /// One English sentence without its place.
    public var message: String { kind.message }

    public var description: String {
        hint.map { "\(message) (\($0))" } ?? message
    }
}

/// Everything wrong with one expression, in source order.
public struct CompilationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// At least one.
    public let issues: [Issue]

    public var description: String {
        issues.map { "\($0.range.lowerBound): \($0)" }.joined(separator: "\n")
    }
}
