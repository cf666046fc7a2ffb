/// Why an expression has no value.
public struct EvaluationError: Error, Hashable, Sendable {
    /// What went wrong, stable for programs to act on. A host may add codes of its own.
    public struct Code: RawRepresentable, Hashable, Sendable {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// No overload of the function or operator takes values of these types.
        public static let noSuchOverload = Code(rawValue: "no_such_overload")
        /// The map has no such key, or the object's field is unset.
        public static let noSuchKey = Code(rawValue: "no_such_key")
        /// The object type has no such field.
        public static let noSuchField = Code(rawValue: "no_such_field")
        /// A list or text has no such position.
        public static let indexOutOfRange = Code(rawValue: "index_out_of_range")
        /// An integer was divided by zero, or its remainder asked for.
        public static let divisionByZero = Code(rawValue: "division_by_zero")
        /// A number, instant or duration beyond the range of its type.
        public static let overflow = Code(rawValue: "overflow")
        /// A value of the right type that the function cannot take: text that is no number.
        public static let invalidArgument = Code(rawValue: "invalid_argument")
        /// A map was given two entries of equal keys.
        public static let duplicateKey = Code(rawValue: "duplicate_key")
        /// A value of this type cannot be a map key.
        public static let invalidKey = Code(rawValue: "invalid_key")
        /// The value of an absent optional was asked for.
        public static let noValue = Code(rawValue: "no_value")
        /// The activation gives no value to a declared variable.
        public static let unbound = Code(rawValue: "unbound")
        /// A name or function that was never declared.
        public static let undeclared = Code(rawValue: "undeclared")
        /// The evaluation would take more work than ``Limits/cost`` allows. The only error that
        /// `&&`, `||` and the macros never absorb.
        public static let costLimit = Code(rawValue: "cost_limit")
    }

    /// What went wrong, with the parts a message names.
    public let kind: Kind
    /// UTF-8 offsets of the failing part in the source; nil until it is known.
    public var range: Range<Int>?

    /// An error of the language itself.
    public init(_ kind: Kind, range: Range<Int>? = nil) {
        self.kind = kind
        self.range = range
    }

    /// An error of the host.
    ///
    /// - Parameters:
    ///   - message: one English sentence without a full stop.
    ///   - translations: the same sentence in other languages, by language code: `"vi"`.
    public init(
        _ code: Code, _ message: String, translations: [String: String] = [:],
        range: Range<Int>? = nil
    ) {
        self.init(.host(code, message: message, translations: translations), range: range)
    }

    public var code: Code { kind.code }

    /// One English sentence without its place.
    public var message: String { kind.message }

    /// The error with a place, unless it has one from further inside.
    func at(_ span: Span) -> EvaluationError {
        var error = self
        if error.range == nil { error.range = span.range }
        return error
    }
}

extension EvaluationError: CustomStringConvertible {
    public var description: String { message }
}

extension EvaluationError {
    /// Thrown by a function, which cannot know its own name; its caller completes it.
    static let noSuchOverload = EvaluationError(
        .noMatchingOverload(function: "", arguments: []))
    static let costLimit = EvaluationError(.costLimit)

    static func overflow(_ type: CELType) -> EvaluationError { EvaluationError(.overflow(type)) }

    static func invalidArgument(_ reason: Kind.Argument) -> EvaluationError {
        EvaluationError(.invalidArgument(reason))
    }

    static func noSuchKey(_ key: String) -> EvaluationError { EvaluationError(.noSuchKey(key)) }

    /// The operands of an operator, or the arguments of a function, have types it does not take.
    static func noOverload(_ function: String, _ values: [Value]) -> EvaluationError {
        EvaluationError(.noMatchingOverload(function: function, arguments: values.map(\.type)))
    }

    /// What a function throws that cannot know its own name is completed by its caller.
    func naming(_ function: String, _ values: [Value]) -> EvaluationError {
        if case .noMatchingOverload("", _) = kind { .noOverload(function, values) } else { self }
    }
}
