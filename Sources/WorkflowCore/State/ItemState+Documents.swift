import WorkflowModel

extension ItemState {
    /// Whether the item has a document of a kind that an action may still be taken on: one that was
    /// not withdrawn, and that has not served this action before. What was handed in for a round
    /// that is over does not stand for the next one.
    public func hasDocument(_ kind: String, for action: String) -> Bool {
        let served = workflow.actionIndex[action].flatMap { acts[$0]?.served } ?? 0
        return documents.dropFirst(served).contains { $0.kind == kind && !$0.isWithdrawn }
    }
}
