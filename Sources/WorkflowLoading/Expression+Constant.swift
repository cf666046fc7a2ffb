import CEL
import WorkflowModel

extension Expression {
    /// The value of an expression that reads no variable; a failure for any other.
    var constant: Result<Value, EvaluationError> {
        do {
            // No variable has a value here, so whatever reads one fails.
            let nothing = Activation(Array(repeating: nil, count: ExpressionSlots.count))
            return .success(try program.evaluate(nothing))
        } catch {
            return .failure(error)
        }
    }
}
