import Testing
import WorkflowDelivery
import WorkflowStorage
import WorkflowTesting

/// Takes what it is told to take and remembers what it was given.
private actor RecordingSink: Sink {
    nonisolated let name: String
    private var refused: Set<Int64>
    private(set) var batches: [[Int64]] = []

    init(_ name: String, refusing refused: Set<Int64> = []) {
        self.name = name
        self.refused = refused
    }

    func refuse(_ ids: Set<Int64>) { refused = ids }

    func deliver(_ notifications: [OutboxRow]) async -> SinkReport {
        let ids = notifications.map(\.id)
        batches.append(ids)
        return SinkReport(
            delivered: ids.filter { !refused.contains($0) },
            failures: ids.filter(refused.contains).map {
                DeliveryFailure(sink: name, notification: $0, reason: "refused")
            })
    }
}

@Suite struct `Delivery in batches` {
    let store = MemoryStore()

    /// `count` items, each with one notification for each sink.
    private func fill(_ count: Int, sinks: [String]) async throws {
        for number in 1...count {
            let projection = Sample.projection(Sample.row("item-\(number)"))
            _ = try await store.commit(Sample.commit(projection, sinks: sinks))
        }
    }

    private func worker(_ sinks: [any Sink], batch: Int = 256) -> DeliveryWorker {
        DeliveryWorker(
            store: store, sinks: sinks.map(Outlet.batches), batch: batch,
            clock: { Sample.instant(0) })
    }

    @Test func `everything that waits is delivered once, in order, in batches`() async throws {
        try await fill(7, sinks: ["log"])
        let sink = RecordingSink("log")
        let worker = worker([sink], batch: 3)
        let summary = try await worker.deliver()
        #expect(summary.delivered == 7)
        #expect(summary.failed == 0)
        let batches = await sink.batches
        #expect(batches.map(\.count) == [3, 3, 1])
        #expect(batches.joined().elementsEqual(batches.joined().sorted()))
        #expect(try await worker.deliver().delivered == 0)
        #expect(await sink.batches.count == 3)
    }

    @Test func `what a sink refuses is tried again with the same id`() async throws {
        try await fill(3, sinks: ["web"])
        let second = try await store.waitingNotifications(sink: "web", limit: 9)[1].id
        let sink = RecordingSink("web", refusing: [second])
        let worker = worker([sink])
        let summary = try await worker.deliver()
        #expect(summary.delivered == 2)
        #expect(
            summary.failures
                == [DeliveryFailure(sink: "web", notification: second, reason: "refused")])
        await sink.refuse([])
        #expect(try await worker.deliver().delivered == 1)
        #expect(await sink.batches.last == [second])
    }

    @Test func `a sink that fails does not hold up another, nor is it asked for ever`() async throws
    {
        try await fill(4, sinks: ["web", "log"])
        let ids = try await store.waitingNotifications(sink: "web", limit: 9).map(\.id)
        let web = RecordingSink("web", refusing: Set(ids))
        let worker = worker([web, RecordingSink("log")], batch: 2)
        let summary = try await worker.deliver()
        #expect(summary.delivered == 4)
        #expect(summary.failed == 2)
        #expect(await web.batches == [Array(ids.prefix(2))])
    }

    @Test func `what is for an absent sink goes on waiting`() async throws {
        try await fill(1, sinks: ["mail"])
        let worker = worker([RecordingSink("log")])
        #expect(try await worker.deliver().delivered == 0)
        #expect(try await store.waitingNotifications(sink: "mail", limit: 9).count == 1)
    }
}
