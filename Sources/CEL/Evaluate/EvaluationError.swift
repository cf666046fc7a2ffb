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
        public static let indexOutOfRange = Code(rawValue: "index_out_of_range")
        public static let divisionByZero = Code(rawValue: "division_by_zero")
        /// A number, instant or duration beyond the range of its type.
        public static let overflow = Code(rawValue: "overflow")
        public static let invalidArgument = Code(rawValue: "invalid_argument")
        public static let duplicateKey = Code(rawValue: "duplicate_key")
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

    public let code: Code
    /// One English sentence.
    public let message: String
    /// UTF-8 offsets of the failing part in the source; nil until it is known.
    public var range: Range<Int>?

    public init(_ code: Code, _ message: String, range: Range<Int>? = nil) {
        self.code = code
        self.message = message
        self.range = range
    }

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
    static let noSuchOverload = EvaluationError(.noSuchOverload, "no such overload")
    static let costLimit = EvaluationError(
        .costLimit, "the evaluation exceeds its cost limit")

    static func overflow(_ type: String) -> EvaluationError {
        EvaluationError(.overflow, "\(type) overflow")
    }

    static func invalidArgument(_ message: String) -> EvaluationError {
        EvaluationError(.invalidArgument, message)
    }

    static func noSuchKey(_ key: String) -> EvaluationError {
        EvaluationError(.noSuchKey, "no such key: \(key)")
    }

    /// The operands of an operator, or the arguments of a function, have types it does not take.
    static func noOverload(_ function: String, _ values: [Value]) -> EvaluationError {
        let types = values.map { $0.type.runtimeName }.joined(separator: ", ")
        return EvaluationError(.noSuchOverload, "no overload of '\(function)' takes (\(types))")
    }

    /// What a function throws that cannot know its own name is completed by its caller.
    func naming(_ function: String, _ values: [Value]) -> EvaluationError {
        self == .noSuchOverload ? .noOverload(function, values) : self
    }
}
