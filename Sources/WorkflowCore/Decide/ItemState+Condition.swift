public import CEL
public import WorkflowModel

extension ItemState {
    /// Whether the item fits a condition that was compiled for its workflow. What it reads and the
    /// item does not have makes it not fit; children whom it is shown to does not see are none.
    ///
    /// - Throws: when the condition takes more work than it may.
    public func fits(
        _ condition: Expression, _ circumstances: Circumstances
    ) throws(EvaluationError) -> Bool {
        let evaluator = Evaluator(workflow, item: id, state: self, circumstances: circumstances)
        if !content.concealed.isEmpty { evaluator.children = children }
        return try evaluator.fits(condition)
    }
}
