import Synchronization
import TestSupport
import Testing
import WorkflowCalendar
import WorkflowDelivery
import WorkflowStorage
import WorkflowTesting

/// Any history of commits, deliveries that succeed, fail or are broken off, and of people who mend:
/// nothing is lost, nothing out of order, and it adds up at every step.
@Suite(.timeLimit(.minutes(5))) struct `Any history of deliveries` {
    /// A receiver that keeps ids, as a good one does: what it has already it does not take again.
    private actor Keeper: Receiver {
        nonisolated let name: String
        nonisolated let inFlight = 3
        private var generator: SeededGenerator
        private(set) var kept: [OutboxRow] = []
        private(set) var repeated = 0

        init(_ name: String, seed: UInt64) {
            self.name = name
            generator = SeededGenerator(seed: seed)
        }

        func send(_ notification: OutboxRow) async -> Reply {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: return .unwanted
            case 1...2: return .busy
            case 3:
                // It arrives, and the answer is lost.
                keep(notification)
                return .failed(.init(text: "connection reset"), after: 3)
            default:
                keep(notification)
                return .accepted
            }
        }

        private func keep(_ notification: OutboxRow) {
            if kept.contains(where: { $0.id == notification.id }) {
                repeated += 1
            } else {
                kept.append(notification)
            }
        }
    }

    @Test(arguments: StoreKind.allCases, 1...8)
    func `loses nothing, keeps the order, and adds up`(kind: StoreKind, seed: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        try await kind.withStore { store in
            let clock = ManualClock(Sample.instant(0))
            let sinks = ["mail", "web"]
            let receivers = sinks.enumerated().map {
                Keeper($1, seed: UInt64(seed * 100 + $0))
            }
            let worker = DeliveryWorker(
                store: store,
                sinks: receivers.map {
                    .receiver($0, retry: RetryPolicy(first: 2, most: 20, giveUp: 60))
                },
                batch: Int.random(in: 1...8, using: &generator), clock: { clock.now })
            var queued: [String: Int] = [:]
            var mended: Set<Int64> = []
            for _ in 1...60 {
                switch Int.random(in: 0..<6, using: &generator) {
                case 0...2:
                    for _ in 1...Int.random(in: 1...6, using: &generator) {
                        let sink = sinks.randomElement(using: &generator) ?? "web"
                        try await store.fill(
                            ["item-\(Int.random(in: 1...5, using: &generator))"], sink: sink)
                        queued[sink, default: 0] += 1
                    }
                case 3:
                    clock.advance(seconds: Int64.random(in: 1...30, using: &generator))
                case 4:
                    _ = try await worker.deliver()
                default:
                    let all = try await store.notifications(NotificationQuery(limit: 1_000))
                    guard let one = all.randomElement(using: &generator) else { continue }
                    mended.insert(one.id)
                    if Bool.random(using: &generator) {
                        _ = try await store.requeue([one.id], at: clock.now)
                    } else {
                        _ = try await store.drop([one.id], at: clock.now)
                    }
                }
                try await expectAddedUp(store, queued)
            }
            try await finish(worker, store, clock)
            try await expectAddedUp(store, queued)
            for receiver in receivers { try await expectKept(receiver, store, mended) }
        }
    }

    private func expectAddedUp(_ store: any Store, _ queued: [String: Int]) async throws {
        let counts = try await store.deliveryCounts()
        #expect(
            Dictionary(uniqueKeysWithValues: counts.map { ($0.sink, $0.queued) })
                .filter { $0.value > 0 } == queued)
        let all = try await store.notifications(NotificationQuery(limit: 10_000))
        for counts in counts {
            let states = all.filter { $0.sink == counts.sink }.map(\.state)
            #expect(states.count == counts.queued)
            #expect(states.count { $0 == .delivered } == counts.delivered)
            #expect(states.count { $0 == .retrying } == counts.retrying)
            #expect(states.count { $0 == .waiting } == counts.waiting - counts.retrying)
            #expect(states.count { $0 == .dead } == counts.dead - counts.dropped)
            #expect(states.count { $0 == .dropped } == counts.dropped)
        }
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(try await store.damage() == [])
    }

    /// Goes on from one due moment to the next until nothing waits.
    private func finish(
        _ worker: DeliveryWorker, _ store: any Store, _ clock: ManualClock
    ) async throws {
        for _ in 1...1_000 {
            _ = try await worker.deliver()
            var moments: [Instant] = []
            for sink in ["mail", "web"] {
                if let next = try await store.nextAttempt(sink: sink, at: clock.now) {
                    moments.append(next)
                }
            }
            guard let next = moments.min() else { return }
            clock.advance(seconds: max((clock.now.milliseconds(to: next) + 999) / 1_000, 1))
        }
        Issue.record("something is never delivered")
    }

    private func expectKept(
        _ receiver: Keeper, _ store: any Store, _ mended: Set<Int64>
    ) async throws {
        let kept = await receiver.kept
        let delivered = try await store.notifications(
            NotificationQuery(sink: receiver.name, states: [.delivered], limit: 10_000))
        #expect(Set(kept.map(\.id)).isSuperset(of: delivered.map(\.id)), "it has what it said")
        // What was set aside and taken up again comes when it comes.
        for item in Set(kept.map(\.item)) {
            let ids = kept.filter { $0.item == item && !mended.contains($0.id) }.map(\.id)
            #expect(ids == ids.sorted(), "\(item)")
        }
    }
}
