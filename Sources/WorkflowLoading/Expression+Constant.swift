import CEL
import WorkflowModel

extension Expression {
    /// The value of an expression that reads no variable; nil for any other.
    var constant: Value? {
        // No variable has a value here, so whatever reads one fails: that is the answer asked for.
        let nothing = Activation(Array(repeating: nil, count: ExpressionSlots.count))
        return try? program.evaluate(nothing)
    }
}
