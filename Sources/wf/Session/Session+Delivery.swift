import Diagnostics
import WorkflowDelivery
import WorkflowEngine
import WorkflowModel

extension Session {
    /// Carries what waits in the outbox to the sinks of the rules.
    func deliver(_ engine: Engine) async throws -> DeliveryWorker.Summary {
        let sinks = try engine.rules.notifications.sinks.sorted { $0.key < $1.key }
            .compactMap { name, sink in try log(sink, name: name) }
        guard !sinks.isEmpty else { return DeliveryWorker.Summary() }
        // A sink may write to standard output, after what this command says.
        try screen.flush()
        let clock = engine.clock
        return try await DeliveryWorker(
            store: engine.store, sinks: sinks.map(Outlet.batches), clock: { clock.now }
        ).deliver()
    }

    private func log(_ sink: NotificationRules.Sink, name: String) throws(Failure) -> LogSink? {
        switch sink {
        case .log("-"):
            // With --json standard output is one document, and this is not part of it.
            return LogSink(wantsJSON ? .file("/dev/stderr") : .standardOutput, name: name)
        case .log(let path):
            let home = try whereHomeIs()
            try home.makeFolder(home.data)
            return LogSink(
                .file(path.hasPrefix("/") ? path : home.data + "/" + path), name: name)
        case .webhook, .email: return nil
        }
    }
}
