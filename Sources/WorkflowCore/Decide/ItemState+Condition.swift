public import WorkflowModel

extension ItemState {
    /// Whether the item fits a condition that was compiled for its workflow. What it reads and the
    /// item does not have makes it not fit.
    public func fits(_ condition: Expression, _ circumstances: Circumstances) -> Bool {
        Evaluator(workflow, item: id, state: self, circumstances: circumstances).isTrue(condition)
    }
}
