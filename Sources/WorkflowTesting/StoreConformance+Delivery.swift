import WorkflowCalendar
import WorkflowStorage

extension StoreConformance {
    static let retrying = [
        Case("what waits for another attempt holds up its item, and nothing else") { store in
            let rows = try await fill(store, ["a", "b", "a", "b", "a"])
            try await fail(rows[0], in: store, until: 60)
            let ready = try await store.readyNotifications(sink: "web", after: 0, limit: 9)
            try expect(ready, [rows[1], rows[3]])
            let rest = try await store.readyNotifications(sink: "web", after: rows[1].id, limit: 9)
            try expect(rest, [rows[3]])
            let one = try await store.readyNotifications(sink: "web", after: 0, limit: 1)
            try expect(one, [rows[1]])
            try expect(
                try await store.waitingNotifications(sink: "web", limit: 9), rows, "all of them")
        },
        Case("an attempt is due from its moment on, the earlier first") { store in
            let rows = try await fill(store, ["a", "b", "c"])
            try await fail(rows[0], in: store, until: 60)
            try await fail(rows[1], in: store, until: 40)
            try await fail(rows[2], in: store, until: 60, attempts: 3)
            let due = { (at: Int64, limit: Int) in
                try await store.dueRetries(sink: "web", at: Sample.instant(at), limit: limit)
            }
            try expect(try await due(39, 9), [])
            try expect(try await due(40, 9).map(\.row), [rows[1]])
            try expect(try await due(60, 9).map(\.row), [rows[1], rows[0], rows[2]])
            try expect(try await due(60, 2).map(\.row), [rows[1], rows[0]])
            let last = try await due(60, 9)[2]
            try expect(last.attempts, 3)
            try expect(last.firstAt, Sample.instant(0))
            try expect(last.notBefore, Sample.instant(60))
            let other = try await store.dueRetries(sink: "log", at: Sample.instant(99), limit: 9)
            try expect(other, [])
        },
        Case("the next of an item is ready once the one before it is delivered or dead") { store in
            for outcome in [DeliveryResult.Outcome.delivered, .dead] {
                let rows = try await fill(store, ["x", "x"])
                try await fail(rows[0], in: store, until: 5)
                let ready = { () in
                    try await store.readyNotifications(sink: "web", after: 0, limit: 9)
                }
                try expect(try await ready(), [])
                let result = DeliveryResult(
                    rows[0], outcome, at: Sample.instant(6), attempts: 2,
                    firstAt: Sample.instant(0))
                try await store.record([result], circuit: nil, sink: "web")
                try expect(try await ready(), [rows[1]])
                let due = try await store.dueRetries(
                    sink: "web", at: Sample.instant(99), limit: 9)
                try expect(due, [])
                try await store.deliver([rows[1]], at: Sample.instant(7))
            }
        },
        Case("recording again changes nothing, nor does news of what is over") { store in
            let rows = try await fill(store, ["a", "b", "c", "d"])
            let results = [
                DeliveryResult(rows[0], .delivered, at: Sample.instant(1)),
                DeliveryResult(
                    rows[1], .retry(at: Sample.instant(9)), at: Sample.instant(1), status: 503,
                    problem: "busy"),
                DeliveryResult(
                    rows[2], .dead, at: Sample.instant(1), status: 404, problem: "not here"),
            ]
            try await store.record(results, circuit: Circuit(failures: 1), sink: "web")
            let before = try await contents(of: store)
            try await store.record(results, circuit: Circuit(failures: 1), sink: "web")
            try expect(try await contents(of: store), before)

            // Somebody else sent the same at the same time, and was answered otherwise.
            let later = DeliveryResult.Outcome.retry(at: Sample.instant(50))
            try await store.record(
                [rows[0], rows[1], rows[2]].map { DeliveryResult($0, later, at: Sample.instant(2)) }
                    + [DeliveryResult(rows[0], .dead, at: Sample.instant(2))],
                circuit: nil, sink: "web")
            try expect(try await contents(of: store), before)
            let unknown = OutboxRow(id: 77, sink: "web", item: "a", payload: "{}")
            try await store.deliver([unknown], at: Sample.instant(2))
            try expect(try await contents(of: store), before)
            try expect(try await store.damage(), [])
        },
        Case("that it has arrived is so even of what was given up") { store in
            let rows = try await fill(store, ["a"])
            try await store.record(
                [DeliveryResult(rows[0], .dead, at: Sample.instant(1))], circuit: nil, sink: "web")
            try await store.deliver(rows, at: Sample.instant(2))
            let counts = try await store.deliveryCounts()
            try expect(counts.map(\.delivered), [1])
            try expect(counts.map(\.dead), [0])
            try expect(try await store.damage(), [])
        },
        Case("the next attempt is now, or when the first is due, or when the circuit lets it") {
            store in
            let next = { (at: Int64) in
                try await store.nextAttempt(sink: "web", at: Sample.instant(at))
            }
            try expect(try await next(0), nil)
            let rows = try await fill(store, ["a", "b"])
            try expect(try await next(3), Sample.instant(3))
            try await fail(rows[0], in: store, until: 60)
            try expect(try await next(3), Sample.instant(3))
            try await fail(rows[1], in: store, until: 40)
            try expect(try await next(3), Sample.instant(40))
            try expect(try await next(50), Sample.instant(50))
            let open = Circuit(failures: 5, openUntil: Sample.instant(90))
            try await store.record([], circuit: open, sink: "web")
            try expect(try await next(50), Sample.instant(90))
            try expect(try await next(91), Sample.instant(91))
            try await store.deliver(rows, at: Sample.instant(91))
            try expect(try await next(50), nil)
        },
        Case("the circuit of a sink is kept") { store in
            try expect(try await store.circuit(of: "web"), Circuit())
            let open = Circuit(failures: 7, openUntil: Sample.instant(30))
            try await store.record([], circuit: open, sink: "web")
            try expect(try await store.circuit(of: "web"), open)
            try expect(try await store.circuit(of: "log"), Circuit())
            let rows = try await fill(store, ["a"])
            try await store.deliver(rows, at: Sample.instant(0))
            try expect(try await store.circuit(of: "web"), open, "not told of")
            try await store.record([], circuit: Circuit(), sink: "web")
            try expect(try await store.circuit(of: "web"), Circuit())
        },
        Case("one at a time delivers for a sink") { store in
            let first = try await store.deliveryLock(for: "web")
            try expect(first != nil, true, "the first has it")
            try expect(try await store.deliveryLock(for: "web") == nil, true, "the second waits")
            let other = try await store.deliveryLock(for: "log")
            try expect(other != nil, true, "another sink is another matter")
            first?.release()
            first?.release()
            let next = try await store.deliveryLock(for: "web")
            try expect(next != nil, true, "it was given back")
            try expect(try await store.deliveryLock(for: "web") == nil, true, "once")
        },
    ]

    static let tending = [
        Case("notifications are listed in order of their ids, by what is asked") { store in
            let rows = try await mixture(in: store)
            let list = { (query: NotificationQuery) in
                try await store.notifications(query).map { $0.id }
            }
            try expect(try await list(NotificationQuery()), rows.map(\.id))
            for (state, number) in zip(NotificationRecord.State.allCases, 0...) {
                let found = try await store.notifications(NotificationQuery(states: [state]))
                try expect(found.map(\.id), [rows[number].id], state.rawValue)
                try expect(found.map(\.state), [state])
                try expect(found.map(\.item), [rows[number].item])
                try expect(found[0].row, state == .delivered ? nil : rows[number])
                try expect(try await store.notification(rows[number].id), found[0])
            }
            try expect(try await list(NotificationQuery(sink: "web")), rows.map(\.id))
            try expect(try await list(NotificationQuery(sink: "log")), [])
            try expect(try await list(NotificationQuery(item: "c")), [rows[2].id])
            try expect(try await list(NotificationQuery(states: [])), [])
            let page = NotificationQuery(after: rows[0].id, limit: 3)
            try expect(try await list(page), rows[1...3].map(\.id))
            try expect(try await store.notification(rows[4].id + 1), nil)
        },
        Case("of a notification its attempts and the last answer are kept") { store in
            let rows = try await mixture(in: store)
            let retry = try await store.notification(rows[1].id)
            try expect(retry?.attempts, 2)
            try expect(retry?.firstAt, Sample.instant(0))
            try expect(retry?.lastAt, Sample.instant(10))
            try expect(retry?.notBefore, Sample.instant(60))
            try expect(retry?.status, 503)
            try expect(retry?.problem, "busy")
            let delivered = try await store.notification(rows[2].id)
            try expect(delivered?.attempts, 1)
            try expect(delivered?.lastAt, Sample.instant(10))
            let dead = try await store.notification(rows[3].id)
            try expect(dead?.attempts, 4)
            try expect(dead?.lastAt, Sample.instant(10))
            try expect(dead?.status, nil)
            try expect(dead?.problem, "refused")
            let dropped = try await store.notification(rows[4].id)
            try expect(dropped?.droppedAt, Sample.instant(11))
        },
        Case("counts add up by sink") { store in
            _ = try await mixture(in: store)
            let held = DraftHeldMessage(
                sink: "mail", recipient: nil, payload: "{}", notBefore: Sample.instant(9),
                calendar: "office")
            _ = try await store.commit(
                Sample.commit(Sample.projection(Sample.row("z")), sinks: ["log"], held: [held]))
            let counts = try await store.deliveryCounts()
            try expect(counts.map(\.sink), ["log", "mail", "web"])
            try expect(counts.map(\.waiting), [1, 0, 2])
            try expect(counts.map(\.retrying), [0, 0, 1])
            try expect(counts.map(\.delivered), [0, 0, 1])
            try expect(counts.map(\.dead), [0, 0, 2])
            try expect(counts.map(\.dropped), [0, 0, 1])
            try expect(counts.map(\.held), [0, 1, 0])
            try expect(counts.map(\.queued), [1, 0, 5])
        },
        Case("what is dead waits again as if new, with the same id") { store in
            let rows = try await mixture(in: store)
            let ids = [rows[3].id, rows[3].id, rows[4].id]
            let changed = try await store.requeue(ids, at: Sample.instant(20))
            try expect(changed, [rows[3].id, rows[4].id])
            for row in [rows[3], rows[4]] {
                let record = try await store.notification(row.id)
                try expect(record?.state, .waiting)
                try expect(record?.attempts, 0)
                try expect(record?.row, row)
            }
            let ready = try await store.readyNotifications(sink: "web", after: 0, limit: 9)
            try expect(ready, [rows[0], rows[3], rows[4]])
            try expect(try await store.deliveryCounts().map(\.dead), [0])
            try expect(try await store.damage(), [])
        },
        Case("what waits for another attempt is due at once when asked for") { store in
            let rows = try await mixture(in: store)
            let open = Circuit(failures: 6, openUntil: Sample.instant(500))
            try await store.record([], circuit: open, sink: "web")
            let now = Sample.instant(20)
            try expect(try await store.requeue([rows[0].id, rows[2].id], at: now), [])
            try expect(try await store.circuit(of: "web"), open)
            try expect(try await store.requeue([rows[1].id], at: now), [rows[1].id])
            let due = try await store.dueRetries(sink: "web", at: now, limit: 9)
            try expect(due.map(\.row), [rows[1]])
            try expect(due.map(\.attempts), [2], "its attempts are not forgotten")
            let circuit = try await store.circuit(of: "web")
            try expect(circuit, Circuit(failures: 6, openUntil: now), "one may try")
        },
        Case("what is set aside is sent no more") { store in
            let rows = try await mixture(in: store)
            let ids = rows.map(\.id)
            let dropped = try await store.drop(ids + ids, at: Sample.instant(30))
            try expect(dropped, [ids[0], ids[1], ids[3]])
            let list = try await store.notifications(NotificationQuery(states: [.dropped]))
            try expect(list.map(\.id), [ids[0], ids[1], ids[3], ids[4]])
            try expect(list.map(\.attempts), [0, 2, 4, 4])
            try expect(list[1].problem, "busy", "what it was given up for")
            try expect(list.map(\.droppedAt), [30, 30, 30, 11].map(Sample.instant))
            try expect(try await store.waitingNotifications(sink: "web", limit: 9), [])
            let due = try await store.dueRetries(sink: "web", at: Sample.instant(99), limit: 9)
            try expect(due, [])
            try expect(try await store.deliveryCounts().map(\.queued), [5])
            try expect(try await store.damage(), [])
        },
    ]

    // MARK: Notifications to try it with

    /// One notification for `web` of each item named, in order.
    static func fill(_ store: any Store, _ items: [String]) async throws -> [OutboxRow] {
        let before = try await store.waitingNotifications(sink: "web", limit: 1_000).map(\.id)
        for item in items {
            let version = try await store.version(of: item) ?? 0
            _ = try await store.commit(
                Sample.commit(
                    Sample.projection(Sample.row(item, version: version + 1)), sinks: ["web"]))
        }
        return try await store.waitingNotifications(sink: "web", limit: 1_000)
            .filter { !before.contains($0.id) }
    }

    /// Records that an attempt, made at 10, failed.
    private static func fail(
        _ row: OutboxRow, in store: any Store, until moment: Int64, attempts: Int = 1
    ) async throws {
        try await store.record(
            [
                DeliveryResult(
                    row, .retry(at: Sample.instant(moment)), at: Sample.instant(10),
                    attempts: attempts, firstAt: Sample.instant(0), status: 503, problem: "busy")
            ], circuit: nil, sink: row.sink)
    }

    /// One notification in each state, in the order of the states.
    private static func mixture(in store: any Store) async throws -> [OutboxRow] {
        let rows = try await fill(store, ["a", "b", "c", "d", "e"])
        try await fail(rows[1], in: store, until: 60, attempts: 2)
        try await store.record(
            [DeliveryResult(rows[2], .delivered, at: Sample.instant(10))]
                + rows[3...4].map {
                    DeliveryResult(
                        $0, .dead, at: Sample.instant(10), attempts: 4,
                        firstAt: Sample.instant(0), problem: "refused")
                }, circuit: nil, sink: "web")
        _ = try await store.drop([rows[4].id], at: Sample.instant(11))
        return rows
    }
}
