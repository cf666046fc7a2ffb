/// A checked and compiled expression, ready to be evaluated any number of times and from any
/// thread.
public struct Program: Sendable {
    public let source: String
    let checked: CheckedSyntax
    let environment: Environment
    let step: Step
    let localCount: Int

    /// The type of the result; `dyn` when it is known only at run time.
    public var resultType: CELType { checked.type }

    /// Computes the value.
    public func evaluate(_ activation: Activation) throws(EvaluationError) -> Value {
        var context = makeContext(activation)
        return try step(&context)
    }

    func makeContext(_ activation: Activation) -> EvaluationContext {
        EvaluationContext(
            variables: activation.values,
            locals: localCount == 0 ? [] : Array(repeating: .null, count: localCount),
            budget: environment.limits.cost, host: activation.host)
    }
}

/// A part of a compiled program.
typealias Step = @Sendable (inout EvaluationContext) throws(EvaluationError) -> Value
/// A part that answers a bool, without wrapping it.
typealias Test = @Sendable (inout EvaluationContext) throws(EvaluationError) -> Bool
