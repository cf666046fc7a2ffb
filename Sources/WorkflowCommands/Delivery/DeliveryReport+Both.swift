package import WorkflowDelivery
import WorkflowPresentation

extension DeliveryReport {
    package var delivered: Int { summary.delivered }
    package var failed: Int { summary.failed }
    package var dead: Int { summary.dead }

    /// Whether somebody has to look: something was not delivered, or could not even be tried.
    package var needsAttention: Bool { failed > 0 || dead > 0 || !faults.isEmpty }

    /// A line for each reason, with the sink before it.
    package var reasons: [Remark] {
        faults + summary.failures.map { Remark(sink: $0.sink, message: $0.text) }
    }

    /// Adds what another process did.
    mutating func add(_ other: DeliveryReport) {
        summary.add(other.summary)
        faults += other.faults
        warnings += other.warnings
    }
}

extension DeliveryFailure {
    /// With the status of the answer, if there was one: `503 Service Unavailable`.
    var text: String { status.map { "\($0) \(reason)" } ?? reason }
}
