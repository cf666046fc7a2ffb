import GRDB
import Glibc
import TestSupport
import Testing
import WorkflowSQLite
import WorkflowStorage
import WorkflowTesting

@Suite struct `The outbox in SQLite` {
    let folder: TemporaryFolder
    let store: SQLiteStore

    /// Of the items `a` to `e` one notification each: it waits, waits for another attempt, was
    /// delivered, is dead, was set aside.
    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("store.sqlite"), create: true)
        for id in ["a", "b", "c", "d", "e"] {
            _ = try await store.commit(
                Sample.commit(Sample.projection(Sample.row(id)), sinks: ["web"]))
        }
        let rows = try await store.waitingNotifications(sink: "web", limit: 9)
        let now = Sample.instant(1)
        try await store.record(
            [
                DeliveryResult(rows[1], .retry(at: Sample.instant(9)), at: now),
                DeliveryResult(rows[2], .delivered, at: now),
                DeliveryResult(rows[3], .dead, at: now), DeliveryResult(rows[4], .dead, at: now),
            ], circuit: nil, sink: "web")
        _ = try await store.drop([rows[4].id], at: now)
    }

    private func tamper(_ sql: String) throws {
        let other = try DatabaseQueue(path: folder.path("store.sqlite"))
        try other.inDatabase { try $0.execute(sql: sql) }
        try other.close()
    }

    @Test(arguments: [
        "INSERT INTO outbox SELECT (1 << 52) + id, item, '{}' FROM deliveries",
        "INSERT INTO outbox SELECT (1 << 52) + id, item, '{}' FROM dead WHERE item = 'd'",
        """
        INSERT INTO deliveries SELECT id, sink, item, 0, 1 FROM dead WHERE item = 'd';
        UPDATE sinks SET delivered = 2
        """,
        "DELETE FROM outbox WHERE item = 'b'",
        "UPDATE retries SET item = 'a'",
        "UPDATE outbox SET item = 'd' WHERE item = 'a'",
        "UPDATE dead SET item = 'a' WHERE item = 'd'",
        "UPDATE sinks SET delivered = 2", "UPDATE sinks SET dead = 1",
        "UPDATE sinks SET dropped = 0", "DELETE FROM sinks", "DELETE FROM deliveries",
        "UPDATE dead SET dropped_at = NULL",
        "UPDATE outbox SET place = place + (1 << 52) WHERE item = 'a'",
    ])
    func `what is in two places, in none, or miscounted is found`(sql: String) async throws {
        #expect(try await store.damage() == [])
        try tamper(sql)
        #expect(try await store.damage().count == 1)
        await store.close()
    }

    @Test(arguments: [1 << 52, -1 << 52, Int64.max, .min])
    func `an id there cannot be is not that of another sink`(beyond: Int64) async throws {
        _ = try await store.commit(
            Sample.commit(Sample.projection(Sample.row("f")), sinks: ["log"]))
        var ids: [Int64] = []
        for sink in ["web", "log"] {
            ids += try await store.waitingNotifications(sink: sink, limit: 1).map(\.id)
        }
        try #require(ids.count == 2)
        let others = ids.map { $0 &+ beyond }
        #expect(try await store.drop(others, at: Sample.instant(2)) == [])
        #expect(try await store.requeue(others, at: Sample.instant(2)) == [])
        #expect(
            try await store.readyNotifications(sink: "web", after: others[0], limit: 9).map(\.id)
                == (others[0] < 0 ? [ids[0]] : []))
        #expect(try await store.damage() == [])
        await store.close()
    }

    @Test func `a lock holds for the other connections, by whatever name they came`() async throws {
        let path = folder.path("store.sqlite")
        let link = folder.path("another name")
        #expect(symlink(path, link) == 0)
        let other = try SQLiteStore(path: link)
        let lock = try #require(try await store.deliveryLock(for: "web"))
        #expect(try await other.deliveryLock(for: "web") == nil)
        #expect(try await other.deliveryLock(for: "log") != nil)
        lock.release()
        #expect(try await other.deliveryLock(for: "web") != nil)
        await other.close()
        await store.close()
    }

    @Test func `a lock ends with whoever has it`() async throws {
        do {
            let lock = try await store.deliveryLock(for: "web")
            #expect(lock != nil)
        }
        #expect(try await store.deliveryLock(for: "web") != nil)
        await store.close()
    }

    @Test func `what was recorded is there when the process ends after it`() async throws {
        let left = try TemporaryFolder()
        for (name, bytes) in try folder.contents() where !name.hasSuffix("-shm") {
            try left.write(bytes, to: name)
        }
        let after = try SQLiteStore(path: left.path("store.sqlite"))
        #expect(
            try await after.notifications(NotificationQuery()).map(\.state)
                == NotificationRecord.State.allCases)
        #expect(try await after.deliveryCounts() == store.deliveryCounts())
        await after.close()
        await store.close()
    }
}
