public import WorkflowCalendar
public import WorkflowStorage

/// Carries notifications from the outbox of a store to their sinks.
///
/// At least once: a notification is recorded as delivered after its sink has it, so a crash in
/// between sends it twice, with the same id.
public struct DeliveryWorker: Sendable {
    private let store: any Store
    private let sinks: [Outlet]
    private let batch: Int
    private let clock: @Sendable () -> Instant

    /// - Parameters:
    ///   - batch: How many notifications are read at once, and given to a sink that takes batches.
    ///   - clock: Says what time it is.
    public init(
        store: any Store, sinks: [Outlet], batch: Int = 256,
        clock: @escaping @Sendable () -> Instant
    ) {
        precondition(batch > 0, "a batch has at least one notification")
        self.store = store
        self.sinks = sinks
        self.batch = batch
        self.clock = clock
    }

    /// Delivers what waits and may be sent now, until nothing more is. What is for sinks not given
    /// here goes on waiting.
    public func deliver() async throws(StoreError) -> Summary {
        var summary = Summary()
        for sink in sinks {
            switch sink {
            case .batches(let sink): summary.sinks[sink.name] = try await deliver(to: sink)
            case .receiver(let receiver, _):
                summary.sinks[receiver.name] = try await deliver(to: receiver)
            }
        }
        return summary
    }

    private func deliver(to sink: any Sink) async throws(StoreError) -> SinkSummary {
        var summary = SinkSummary()
        while true {
            let waiting = try await store.waitingNotifications(sink: sink.name, limit: batch)
            if waiting.isEmpty { return summary }
            let report = await sink.deliver(waiting)
            try await store.markDelivered(report.delivered, at: clock())
            summary.delivered += report.delivered.count
            for failure in report.failures { summary.count(failure) }
            // A sink that did nothing would be asked the same for ever.
            if report.delivered.count < waiting.count { return summary }
        }
    }

    private func deliver(to receiver: any Receiver) async throws(StoreError) -> SinkSummary {
        var summary = SinkSummary()
        while let next = try await store.waitingNotifications(sink: receiver.name, limit: 1).first {
            switch await receiver.send(next) {
            case .accepted:
                try await store.markDelivered([next.id], at: clock())
                summary.delivered += 1
            case .refused(let problem), .failed(let problem, _):
                summary.count(
                    DeliveryFailure(
                        sink: receiver.name, notification: next.id, reason: problem.text,
                        status: problem.status))
                return summary
            }
        }
        return summary
    }
}
