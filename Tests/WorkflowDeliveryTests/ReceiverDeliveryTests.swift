import Synchronization
import TestSupport
import Testing
import WorkflowCalendar
import WorkflowDelivery
import WorkflowStorage
import WorkflowTesting

@Suite(.timeLimit(.minutes(2))) struct `Delivery to a receiver` {
    let clock = ManualClock(Sample.instant(0))
    static let policy = RetryPolicy(first: 10, most: 100, giveUp: 1_000)

    private func worker(
        _ store: any Store, _ receivers: any Receiver..., batch: Int = 256
    ) -> DeliveryWorker {
        DeliveryWorker(
            store: store, sinks: receivers.map { .receiver($0, retry: Self.policy) },
            batch: batch, clock: { [clock] in clock.now })
    }

    private static let items = (1...200).map { "item-\($0 % 23)" }

    @Test(arguments: StoreKind.allCases, [1, 7, 256])
    func `all that waits arrives once, in order within each item, several at a time`(
        kind: StoreKind, batch: Int
    ) async throws {
        try await kind.withStore { store in
            try await store.fill(Self.items)
            let receiver = ScriptedReceiver(inFlight: 8)
            let summary = try await worker(store, receiver, batch: batch).deliver()
            #expect(summary.delivered == 200)
            #expect(summary.failed == 0)
            #expect(summary.dead == 0)
            #expect(await receiver.sent.count == 200)
            #expect(await Set(receiver.sent.map(\.id)).count == 200)
            for ids in await receiver.arrivals().values { #expect(ids == ids.sorted()) }
            #expect(await !receiver.hasMixedUp)
            #expect(await (2...8).contains(receiver.mostAtOnce))
            #expect(try await store.states().allSatisfy { $0 == .delivered })
            let again = try await worker(store, receiver).deliver()
            #expect(again.delivered == 0)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what fails waits with its item while others go on, and comes again later`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            try await store.fill(["a", "b", "a", "c", "b", "a"])
            let head = try await store.waitingNotifications(sink: "web", limit: 1)[0].id
            let receiver = ScriptedReceiver { row, attempt in
                row.id == head && attempt < 3 ? .busy : .accepted
            }
            let first = try await worker(store, receiver).deliver()
            #expect(first.delivered == 3)
            #expect(first.failed == 1)
            #expect(first.failures.map(\.reason) == ["busy"])
            #expect(first.failures.map(\.status) == [503])
            #expect(await receiver.sent.count { $0.item == "a" } == 1)

            clock.advance(seconds: 5)
            #expect(try await worker(store, receiver).deliver().failed == 0)
            clock.advance(seconds: 10)
            #expect(try await worker(store, receiver).deliver().failed == 1)
            let next = try #require(try await store.nextAttempt(sink: "web", at: clock.now))
            #expect((15_000...25_000).contains(clock.now.milliseconds(to: next)))
            clock.advance(seconds: 25)
            #expect(try await worker(store, receiver).deliver().delivered == 3)
            let ids = try #require(await receiver.arrivals()["a"])
            #expect(ids == ids.sorted())
            #expect(ids.count == 3)
        }
    }

    @Test(arguments: StoreKind.allCases, [2, 5, 256])
    func `what lies behind one that is sent again keeps its order, wherever reading has come to`(
        kind: StoreKind, batch: Int
    ) async throws {
        try await kind.withStore { store in
            // Behind the first of `a` some lie early and some late in the outbox.
            try await store.fill(
                ["a", "a"] + (1...20).map { "x\($0)" } + ["a"] + (1...20).map { "y\($0)" } + ["a"])
            let head = try await store.readyNotifications(sink: "web", after: 0, limit: 1)[0]
            try await store.record(
                [DeliveryResult(head, .retry(at: clock.now), at: clock.now)], circuit: nil,
                sink: "web")
            let receiver = ScriptedReceiver(inFlight: 2)
            let summary = try await worker(store, receiver, batch: batch).deliver()
            #expect(summary.delivered == 44)
            let ids = try #require(await receiver.arrivals()["a"])
            #expect(ids.count == 4)
            #expect(ids == ids.sorted())
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what is refused is dead at once, with the answer, and the next of its item goes`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            try await store.fill(["a", "a", "a"])
            let first = try await store.waitingNotifications(sink: "web", limit: 1)[0].id
            let receiver = ScriptedReceiver { row, _ in row.id == first ? .unwanted : .accepted }
            let summary = try await worker(store, receiver).deliver()
            #expect(summary.delivered == 2)
            #expect(summary.failed == 0)
            #expect(summary.dead == 1)
            #expect(summary.failures.map(\.isDead) == [true])
            let record = try #require(try await store.notification(first))
            #expect(record.state == .dead)
            #expect(record.status == 404)
            #expect(record.problem == "no such thing")
            #expect(record.attempts == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what never arrives is dead once its time is over, and sent until then`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            try await store.fill(["a"])
            let receiver = ScriptedReceiver { _, _ in .busy }
            var rounds = 0
            while let next = try await store.nextAttempt(sink: "web", at: clock.now) {
                rounds += 1
                try #require(rounds < 100)
                clock.advance(seconds: (clock.now.milliseconds(to: next) + 999) / 1_000)
                _ = try await worker(store, receiver).deliver()
            }
            #expect(try await store.states() == [.dead])
            #expect(clock.now >= Sample.instant(1_000))
            let record = try #require(try await store.notifications(NotificationQuery()).first)
            #expect(record.attempts == (await receiver.sent.count))
            #expect((10...20).contains(record.attempts))
            #expect(Set(await receiver.sent.map(\.eventID)).count == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a receiver that is down is left alone, tried with one, and then caught up with`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            try await store.fill((1...100).map { "item-\($0)" })
            let isUp = Mutex(false)
            let receiver = ScriptedReceiver(inFlight: 4) { _, _ in
                isUp.withLock { $0 } ? .accepted : .busy
            }
            _ = try await worker(store, receiver).deliver()
            let first = await receiver.sent.count
            #expect((5...8).contains(first))
            _ = try await worker(store, receiver).deliver()
            #expect(await receiver.sent.count == first, "the circuit is open")

            // It is half open: one attempt tells.
            clock.advance(seconds: 13)
            _ = try await worker(store, receiver).deliver()
            #expect(await receiver.sent.count == first + 1)
            clock.advance(seconds: 13)
            _ = try await worker(store, receiver).deliver()
            #expect(await receiver.sent.count == first + 1, "for longer than before")

            isUp.withLock { $0 = true }
            clock.advance(seconds: 300)
            let summary = try await worker(store, receiver).deliver()
            #expect(summary.delivered == 100)
            #expect(try await store.circuit(of: "web") == Circuit())
            #expect(await Set(receiver.accepted.map(\.id)).count == 100)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `one receiver that is slow holds up no other`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.fill((1...3).map { "item-\($0)" }, sink: "slow")
            try await store.fill((1...50).map { "item-\($0)" }, sink: "fast")
            let (done, isDone) = AsyncStream.makeStream(of: Void.self)
            // Answers once the other has everything.
            let slow = ScriptedReceiver("slow", inFlight: 1) { _, _ in
                for await _ in done {}
                return .accepted
            }
            let arrived = Mutex(0)
            let fast = ScriptedReceiver("fast") { _, _ in
                if arrived.withLock({
                    $0 += 1; return $0
                }) == 50 {
                    isDone.finish()
                }
                return .accepted
            }
            let summary = try await worker(store, slow, fast).deliver()
            #expect(summary.sinks["slow"]?.delivered == 3)
            #expect(summary.sinks["fast"]?.delivered == 50)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `of workers at the same time one delivers for a sink, and nothing is sent twice`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            try await store.fill(Self.items)
            let receiver = ScriptedReceiver()
            let summaries = try await withThrowingTaskGroup(of: DeliveryWorker.Summary.self) {
                group in
                for _ in 1...4 {
                    let worker = worker(store, receiver, batch: 16)
                    group.addTask { try await worker.deliver() }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(summaries.map(\.delivered).reduce(0, +) == 200)
            #expect(await receiver.sent.count == 200)
            #expect(await !receiver.hasMixedUp)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a worker that has to wait for nobody else says so`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.fill(["a"])
            let lock = try await store.deliveryLock(for: "web")
            let receiver = ScriptedReceiver()
            let summary = try await worker(store, receiver).deliver()
            #expect(summary.sinks["web"]?.isTaken == true)
            #expect(await receiver.sent.isEmpty)
            lock?.release()
            let after = try await worker(store, receiver).deliver()
            #expect(after.delivered == 1)
            #expect(after.sinks["web"]?.isTaken == false)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a worker that is stopped records what has arrived, and the rest comes again`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            try await store.fill((1...10).map { "item-\($0)" })
            let (reached, hasReached) = AsyncStream.makeStream(of: Void.self)
            let received = Mutex(0)
            // The fifth and what follows is received, but never answered.
            let receiver = ScriptedReceiver(inFlight: 1) { _, _ in
                if received.withLock({
                    $0 += 1; return $0
                }) < 5 {
                    return .accepted
                }
                hasReached.finish()
                do { try await Task.sleep(for: .seconds(600)) } catch { return .busy }
                return .accepted
            }
            let worker = worker(store, receiver)
            let task = Task { try await worker.deliver() }
            for await _ in reached {}
            task.cancel()
            let summary = try await task.value
            #expect(summary.delivered == 4)
            #expect(summary.failed == 0, "what was broken off is no failure")
            #expect(try await store.states().count { $0 == .delivered } == 4)
            #expect(try await store.states().count { $0 == .waiting } == 6)
            #expect(try await store.deliveryLock(for: "web") != nil)

            let fifth = await receiver.sent[4].id
            let second = ScriptedReceiver()
            #expect(try await self.worker(store, second).deliver().delivered == 6)
            #expect(await second.sent.first?.id == fifth, "the same id again")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what comes in meanwhile is delivered too`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.fill(["a"])
            let receiver = ScriptedReceiver { row, _ in
                // Whoever is told of one thing causes another.
                if row.item < "f" {
                    let next = String(UnicodeScalar(row.item.utf8.first! + 1))
                    do { try await store.fill([next]) } catch { return .busy }
                }
                return .accepted
            }
            #expect(try await worker(store, receiver).deliver().delivered == 6)
            #expect(await receiver.accepted.map(\.item) == ["a", "b", "c", "d", "e", "f"])
        }
    }
}
