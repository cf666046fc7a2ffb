import WorkflowCalendar
import WorkflowStorage

extension StoreConformance {
    static let holding = [
        Case("a held message is in no outbox, and is told of from its moment on") { store in
            try await hold("a", [("log", "x", 20), ("web", nil, 10)], in: store)
            try await hold("b", [("log", "x", 20)], in: store)
            try expect(try await store.waitingNotifications(sink: "log", limit: 9), [])
            try expect(try await store.waitingNotifications(sink: "web", limit: 9), [])
            try expect(try await store.heldMessages(due: Sample.instant(9)), [])
            let first = try await store.heldMessages(due: Sample.instant(10))
            try expect(first.map(\.sink), ["web"])
            try expect(first.map(\.recipient), [nil])
            let all = try await store.heldMessages(due: Sample.instant(20))
            try expect(all.map(\.item), ["a", "a", "b"])
            try expect(all.map(\.recipient), [nil, "x", "x"])
            try expect(all.map(\.notBefore), [10, 20, 20].map(Sample.instant))
            try expect(all.map(\.calendar), ["office", "office", "office"])
            try expect(all[1].payload, #"{"subject":"a","n":0}"#)
            try expect(Set(all.map(\.id)).count, 3, "the number of ids")
        },
        Case("the next release and what waits beyond a moment") { store in
            try expect(try await store.nextRelease(), nil)
            try expect(try await store.heldCount(after: Sample.instant(0)), 0)
            try await hold("a", [("log", "x", 20), ("log", "y", 30), ("web", nil, 10)], in: store)
            try expect(try await store.nextRelease(), Sample.instant(10))
            for (moment, count) in [(0, 3), (10, 2), (20, 1), (30, 0)] as [(Int64, Int)] {
                try expect(try await store.heldCount(after: Sample.instant(moment)), count)
            }
        },
        Case("ids are shared with the outbox") { store in
            _ = try await store.commit(
                Sample.commit(
                    Sample.projection(Sample.row("a")), sinks: ["log", "log"],
                    held: [draft("a", 0, ("log", "x", 0)), draft("a", 1, ("log", "x", 0))]))
            let outbox = try await store.waitingNotifications(sink: "log", limit: 9).map(\.id)
            let held = try await store.heldMessages(due: Sample.instant(0)).map(\.id)
            try expect(outbox.count, 2)
            try expect(Set(outbox + held).count, 4, "the number of ids")
        },
        Case("released messages leave in the shape given, once") { store in
            try await hold("a", [("log", "x", 10), ("log", "y", 10)], in: store)
            let held = try await store.heldMessages(due: Sample.instant(10))
            let row = OutboxRow(
                id: held[1].id, sink: "log", item: "a", payload: #"{"type":"wf.digest"}"#)
            try await store.release(held, as: [row])
            try expect(try await store.waitingNotifications(sink: "log", limit: 9), [row])
            try expect(try await store.heldMessages(due: Sample.instant(99)), [])
            try expect(try await store.nextRelease(), nil)

            try await expect(.conflict) { try await store.release(held, as: [row]) }
            try expect(try await store.waitingNotifications(sink: "log", limit: 9), [row])
            try await store.deliver([row], at: Sample.instant(11))
            try await expect(.conflict) { try await store.release([held[0]], as: [row]) }
            try expect(try await store.waitingNotifications(sink: "log", limit: 9), [])
            try expect(try await store.damage(), [])
        },
        Case("a release in which one message is gone releases none") { store in
            try await hold("a", [("log", "x", 10), ("log", "y", 10)], in: store)
            let held = try await store.heldMessages(due: Sample.instant(10))
            try await store.release([held[1]], as: [held[1].asItIs])
            let before = try await contents(of: store)
            try await expect(.conflict) {
                try await store.release(held, as: held.map(\.asItIs))
            }
            try expect(try await contents(of: store), before)
            try expect(try await store.heldMessages(due: Sample.instant(10)), [held[0]])
        },
        Case("a message put off waits for its new moment") { store in
            try await hold("a", [("log", "x", 10), ("log", nil, 10)], in: store)
            let held = try await store.heldMessages(due: Sample.instant(10))
            try await store.hold([held[0]], until: Sample.instant(30))
            try expect(try await store.heldMessages(due: Sample.instant(29)), [held[1]])
            var later = held[0]
            later.notBefore = Sample.instant(30)
            try expect(try await store.heldMessages(due: Sample.instant(30)), [held[1], later])
            // It stands where it was put, not where it was.
            try await expect(.conflict) {
                try await store.release([held[0]], as: [held[0].asItIs])
            }
            try await expect(.conflict) {
                try await store.hold([held[0]], until: Sample.instant(40))
            }
            try await store.release([held[1], later], as: [later.asItIs])
            try expect(try await store.heldMessages(due: Sample.instant(99)), [])
        },
        Case("a commit that is refused holds nothing") { store in
            let refused = Sample.commit("a", version: 2, held: [draft("a", 0, ("log", "x", 0))])
            try await expect(.conflict) { try await store.commit(refused) }
            try expect(try await store.nextRelease(), nil)
        },
    ]

    private typealias Sketch = (sink: String, recipient: String?, notBefore: Int64)

    private static func draft(_ item: String, _ number: Int, _ sketch: Sketch) -> DraftHeldMessage {
        DraftHeldMessage(
            sink: sketch.sink, recipient: sketch.recipient,
            payload: #"{"subject":"\#(item)","n":\#(number)}"#,
            notBefore: Sample.instant(sketch.notBefore), calendar: "office")
    }

    private static func hold(
        _ item: String, _ sketches: [Sketch], in store: any Store
    ) async throws {
        let held = sketches.enumerated().map { draft(item, $0, $1) }
        _ = try await store.commit(Sample.commit(item, held: held))
    }
}

extension HeldMessage {
    fileprivate var asItIs: OutboxRow {
        OutboxRow(id: id, sink: sink, item: item, payload: payload)
    }
}
