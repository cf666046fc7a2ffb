/// A function and its overloads. A namespaced function has a dotted name: `math.greatest`.
///
/// Operators are functions too and can be given overloads for opaque types: `_+_ _-_ _*_ _/_
/// _%_ _<_ _<=_ _>_ _>=_ !_ -_ @in`. Values of one opaque type can always be compared.
public struct FunctionDeclaration: Sendable {
    /// Computes a result from the receiver, if any, and the arguments. Its errors are given the
    /// place of the call.
    public typealias Body =
        @Sendable ([Value], inout EvaluationContext) throws(EvaluationError) -> Value

    /// One way to call a function.
    public struct Overload: Sendable {
        /// Types of the receiver, if any, and the arguments.
        public let parameters: [CELType]
        public let result: CELType
        /// Called as `receiver.name(…)`.
        public let isMember: Bool
        let implementation: Implementation
        let isGeneric: Bool

        public init(
            _ parameters: [CELType], returns result: CELType, isMember: Bool = false,
            implementation: @escaping Body
        ) {
            self.init(parameters, result, isMember, .any(implementation))
        }

        init(
            _ parameters: [CELType], _ result: CELType, _ isMember: Bool,
            _ implementation: Implementation
        ) {
            self.parameters = parameters
            self.result = result
            self.isMember = isMember
            self.implementation = implementation
            isGeneric = result.hasParameters || parameters.contains(where: \.hasParameters)
        }
    }

    public let name: String
    public let overloads: [Overload]

    public init(_ name: String, _ overloads: [Overload]) {
        self.name = name
        self.overloads = overloads
    }
}

typealias Overload = FunctionDeclaration.Overload

/// The code of an overload; one and two arguments are passed without an array around them.
enum Implementation: Sendable {
    typealias Unary = @Sendable (Value, inout EvaluationContext) throws(EvaluationError) -> Value
    typealias Binary =
        @Sendable (Value, Value, inout EvaluationContext) throws(EvaluationError) -> Value

    case unary(Unary)
    case binary(Binary)
    case any(FunctionDeclaration.Body)

    func callAsFunction(
        _ arguments: [Value], _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Value {
        switch self {
        case .unary(let body): try body(arguments[0], &context)
        case .binary(let body): try body(arguments[0], arguments[1], &context)
        case .any(let body): try body(arguments, &context)
        }
    }
}
