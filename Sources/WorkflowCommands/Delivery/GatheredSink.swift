import WorkflowDelivery
import WorkflowStorage

/// What a log on standard output is to a server: lines for who asked for the delivery.
struct GatheredSink: Sink {
    let name: String
    private let invocation: Invocation
    private let descriptor: Int32

    init(name: String, _ invocation: Invocation, _ descriptor: Int32) {
        self.name = name
        self.invocation = invocation
        self.descriptor = descriptor
    }

    func deliver(_ notifications: [OutboxRow]) async -> SinkReport {
        let lines = notifications.map { $0.envelope + "\n" }.joined()
        invocation.print(Array(lines.utf8), to: descriptor)
        return SinkReport(delivered: notifications.map(\.id))
    }
}
