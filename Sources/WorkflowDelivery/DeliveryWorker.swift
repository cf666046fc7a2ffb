public import WorkflowCalendar
public import WorkflowStorage

/// Carries notifications from the outbox of a store to their sinks.
///
/// At least once: a notification is marked as delivered after its sink has it, so a crash in
/// between, or a second worker at the same moment, sends it twice, with the same id.
public struct DeliveryWorker: Sendable {
    public struct Summary: Hashable, Sendable {
        /// How many notifications arrived.
        public var delivered = 0
        public var failures: [DeliveryFailure] = []

        public init() {}

        public var failed: Int { failures.count }
    }

    private let store: any Store
    private let sinks: [any Sink]
    private let batch: Int

    /// - Parameter batch: How many notifications a sink is given at once.
    public init(store: any Store, sinks: [any Sink], batch: Int = 256) {
        precondition(batch > 0, "a batch has at least one notification")
        self.store = store
        self.sinks = sinks
        self.batch = batch
    }

    /// Delivers what waits. A sink that fails is left until the next time, so that its
    /// notifications stay in order; what is for sinks not given here goes on waiting.
    public func deliver(at now: Instant) async throws(StoreError) -> Summary {
        var summary = Summary()
        for sink in sinks {
            var hasMore = true
            while hasMore {
                let waiting = try await store.waitingNotifications(sink: sink.name, limit: batch)
                if waiting.isEmpty { break }
                let report = await sink.deliver(waiting)
                try await store.markDelivered(report.delivered, at: now)
                summary.delivered += report.delivered.count
                summary.failures += report.failures
                // A sink that did nothing would be asked the same for ever.
                hasMore = waiting.count == batch && report.delivered.count == batch
            }
        }
        return summary
    }
}
