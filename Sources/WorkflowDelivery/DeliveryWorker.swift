public import WorkflowCalendar
public import WorkflowStorage

/// Carries notifications from the outbox of a store to their sinks.
///
/// At least once: a notification is recorded as delivered after its sink has it, so a crash in
/// between sends it twice, with the same id. In order for each item and sink. Receivers go on side by
/// side, and for each sink one worker at a time, be it of another process.
///
/// How much is in memory does not depend on how much waits.
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
    ///
    /// When its task is cancelled it begins nothing more, records what has arrived, and returns.
    public func deliver() async throws(StoreError) -> Summary {
        let start = clock()
        var results: [SinkResult] = []
        if sinks.contains(where: \.isReceiver) {
            results = await withTaskGroup(of: SinkResult.self) { group in
                for sink in sinks where sink.isReceiver {
                    group.addTask { await result(of: sink, start) }
                }
                return await group.reduce(into: await batchResults(start)) { $0.append($1) }
            }
        } else {
            results = await batchResults(start)
        }
        var summary = Summary()
        for (name, result) in results {
            summary.sinks[name, default: SinkSummary()].add(try result.get())
        }
        return summary
    }

    private typealias SinkResult = (String, Result<SinkSummary, StoreError>)

    /// A sink that takes batches is of this machine and answers at once: a thread of its own would
    /// cost more than it does, and be the first of a short command.
    private func batchResults(_ start: Instant) async -> [SinkResult] {
        var results: [SinkResult] = []
        for sink in sinks where !sink.isReceiver { results.append(await result(of: sink, start)) }
        return results
    }

    private func result(of sink: Outlet, _ start: Instant) async -> SinkResult {
        do throws(StoreError) {
            return (sink.name, .success(try await deliver(to: sink, start)))
        } catch {
            return (sink.name, .failure(error))
        }
    }

    private func deliver(
        to sink: Outlet, _ start: Instant
    ) async throws(StoreError) -> SinkSummary {
        var summary = SinkSummary()
        while true {
            guard let lock = try await store.deliveryLock(for: sink.name) else {
                summary.isTaken = true
                return summary
            }
            let run: SinkSummary
            var isStuck = false
            switch sink {
            case .batches(let sink):
                run = try await deliver(to: sink)
                isStuck = run.failed > 0
            case .receiver(let receiver, let retry):
                var receiving = ReceiverRun(
                    store: store, receiver: receiver, policy: retry, page: batch, start: start,
                    clock: clock)
                try await receiving.run()
                run = receiving.summary
            }
            lock.release()
            summary.add(run)
            // Somebody may have put something in, and found the sink taken, after it was looked at
            // for the last time.
            if Task.isCancelled || isStuck || run.delivered + run.dead == 0 { return summary }
            guard try await store.nextAttempt(sink: sink.name, at: start) == start else {
                return summary
            }
        }
    }

    /// A batch that was not taken as a whole is not tried again right away.
    private func deliver(to sink: any Sink) async throws(StoreError) -> SinkSummary {
        var summary = SinkSummary()
        while !Task.isCancelled {
            let rows = try await store.readyNotifications(
                sink: sink.name, after: 0, limit: batch)
            if rows.isEmpty { return summary }
            let report = await sink.deliver(rows)
            let now = clock()
            let arrived = Set(report.delivered)
            try await store.record(
                rows.filter { arrived.contains($0.id) }.map {
                    DeliveryResult(
                        notification: $0.id, item: $0.item, outcome: .delivered, at: now)
                }, circuit: nil, sink: sink.name)
            summary.delivered += report.delivered.count
            for failure in report.failures { summary.count(failure) }
            if arrived.count < rows.count { return summary }
        }
        return summary
    }
}
