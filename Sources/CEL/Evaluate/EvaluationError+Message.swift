extension EvaluationError.Kind {
    /// What a program can act on.
    public var code: EvaluationError.Code {
        switch self {
        case .noMatchingOverload, .typeMismatch, .notIterable, .notSortable: .noSuchOverload
        case .noSuchKey: .noSuchKey
        case .noSuchField: .noSuchField
        case .indexOutOfRange, .cannotSlice: .indexOutOfRange
        case .divisionByZero: .divisionByZero
        case .overflow: .overflow
        case .invalidArgument: .invalidArgument
        case .duplicateKey: .duplicateKey
        case .invalidKey: .invalidKey
        case .noValue: .noValue
        case .unbound: .unbound
        case .fault(let kind): kind.code
        case .costLimit: .costLimit
        case .host(let code, _, _): code
        }
    }

    /// One English sentence without its place.
    public var message: String {
        switch self {
        case .noMatchingOverload("", _): "no such overload"
        case .noMatchingOverload(let function, let arguments):
            "no overload of '\(function)' takes "
                + "(\(arguments.map(\.runtimeName).joined(separator: ", ")))"
        case .typeMismatch(let expected, let found):
            "expected \(expected.runtimeName), found \(found.runtimeName)"
        case .notIterable(let type): "a value of type \(type.runtimeName) cannot be iterated"
        case .notSortable: "the elements to sort must all be of one type that has an order"
        case .noSuchKey(let key): "no such key: \(key)"
        case .noSuchField(let field): "no such field: \(field)"
        case .indexOutOfRange(let index): "index out of range: \(index)"
        case .cannotSlice(let start, let end): "cannot slice from \(start) to \(end)"
        case .divisionByZero: "division by zero"
        case .overflow(let type): "\(type) overflow"
        case .invalidArgument(let reason): reason.message
        case .duplicateKey(let key): "the map key \(key) occurs twice"
        case .invalidKey(let type):
            "a value of type \(type.runtimeName) cannot be a map key"
        case .noValue: "the optional has no value"
        case .unbound(let name): "the variable '\(name)' has no value"
        case .fault(let kind): kind.message
        case .costLimit: "the evaluation exceeds its cost limit"
        case .host(_, let message, _): message
        }
    }
}

extension EvaluationError.Kind.Argument {
    /// One English sentence.
    public var message: String {
        switch self {
        case .notConvertible(let text, let type): "'\(text)' is not a valid \(type)"
        case .notUTF8: "the bytes are not valid UTF-8"
        case .notBase64: "the text is not base64"
        case .pattern(let fault): "invalid pattern: \(fault.message)"
        case .unknownTimeZone(let name): "unknown time zone '\(name)'"
        case .emptyList: "the list is empty"
        case .negativeDepth: "negative depth"
        case .negativeShift(let count): "negative shift: \(count)"
        case .startAfterEnd(let start, let end): "the start \(start) is after the end \(end)"
        case .formatEndsWithinClause: "the format ends within a clause"
        case .formatNeedsMoreValues: "the format has more clauses than values"
        case .precisionTooGreat(let limit): "the precision is greater than \(limit)"
        case .unknownClause(let clause): "unknown formatting clause '%\(clause)'"
        case .clauseDoesNotFit(let clause, let type):
            "'%\(clause)' does not format a value of type \(type.runtimeName)"
        }
    }
}

extension PatternFault {
    /// A few English words.
    public var message: String {
        switch self {
        case .missingParenthesis: "missing ')'"
        case .unexpectedParenthesis: "unexpected ')'"
        case .missingBracket: "missing ']'"
        case .nestedTooDeeply: "nested too deeply"
        case .nothingToRepeat: "nothing to repeat"
        case .repeatedRepetition: "repetition of a repetition"
        case .badRepetition: "bad repetition count"
        case .badGroupName: "bad group name"
        case .unknownGroup(let text): "unknown group syntax '(?\(text)'"
        case .endsWithBackslash: "a backslash at the end"
        case .unknownClass(let name): "unknown character class '\(name)'"
        case .unknownEscape(let escape): "unknown escape '\(escape)'"
        case .badHexadecimal: "bad hexadecimal escape"
        case .badRange: "bad range in brackets"
        case .tooLarge: "it is too large"
        }
    }
}

extension Issue.Kind {
    /// The code of the error that an unchecked expression raises for this.
    fileprivate var code: EvaluationError.Code {
        switch self {
        case .undeclaredVariable, .undeclaredFunction: .undeclared
        case .undefinedField: .noSuchField
        case .invalidArgument(_, let reason): reason.code
        default: .noSuchOverload
        }
    }
}
