import WorkflowDelivery
import WorkflowStorage

extension DeliveryWorker.SinkSummary {
    /// What became of one notification by itself.
    init(_ reply: Reply, to row: OutboxRow) {
        self.init()
        let problem: Reply.Problem
        switch reply {
        case .accepted:
            delivered = 1
            return
        case .refused(let refusal):
            dead = 1
            problem = refusal
        case .failed(let failure, _):
            failed = 1
            problem = failure
        }
        failures = [
            DeliveryFailure(
                sink: row.sink, notification: row.id, reason: problem.text,
                status: problem.status, isDead: dead > 0)
        ]
    }
}
