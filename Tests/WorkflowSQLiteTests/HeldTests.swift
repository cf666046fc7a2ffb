import GRDB
import TestSupport
import Testing
import WorkflowSQLite
import WorkflowStorage
import WorkflowTesting

@Suite struct `Held messages in SQLite` {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("store.sqlite"), create: true)
        for id in ["a", "b", "c"] {
            let held = DraftHeldMessage(
                sink: "log", recipient: "x", payload: "{}", notBefore: Sample.instant(1),
                calendar: "office")
            _ = try await store.commit(Sample.commit(id, held: [held]))
        }
    }

    private func row(of messages: [HeldMessage]) throws -> OutboxRow {
        let last = try #require(messages.last)
        return OutboxRow(id: last.id, sink: last.sink, item: last.item, payload: last.payload)
    }

    @Test func `of two processes that release the same messages one does`() async throws {
        let other = try SQLiteStore(path: folder.path("store.sqlite"))
        let mine = try await store.heldMessages(due: Sample.instant(1))
        let theirs = try await other.heldMessages(due: Sample.instant(1))
        #expect(mine == theirs)
        try await other.release(theirs, as: [row(of: theirs)])
        let error = await #expect(throws: StoreError.self) {
            try await store.release(mine, as: [row(of: mine)])
        }
        #expect(error?.code == .conflict)
        #expect(try await store.waitingNotifications(sink: "log", limit: 9).count == 1)
        #expect(try await store.damage() == [])
        await other.close()
        await store.close()
    }

    @Test func `what was released waits for delivery when the process ends before it`()
        async throws
    {
        let held = try await store.heldMessages(due: Sample.instant(1))
        try await store.release(held, as: [row(of: held)])
        let left = try TemporaryFolder()
        for (name, bytes) in try folder.contents() where !name.hasSuffix("-shm") {
            try left.write(bytes, to: name)
        }
        let after = try SQLiteStore(path: left.path("store.sqlite"))
        #expect(
            try await after.waitingNotifications(sink: "log", limit: 9).map(\.id) == [
                try #require(held.last).id
            ])
        #expect(try await after.nextRelease() == nil)
        await after.close()
        await store.close()
    }

    @Test(arguments: [
        "UPDATE held SET item = 'b' WHERE item = 'a'", "UPDATE held SET id = 7 WHERE item = 'a'",
        """
        INSERT INTO deliveries SELECT id, sink, item, 0, 1 FROM held WHERE item = 'a';
        INSERT INTO sinks VALUES ('log', 0, NULL, 1, 0, 0)
        """,
        """
        INSERT INTO outbox_sinks VALUES (1, 'log');
        INSERT INTO outbox SELECT (1 << 52) + id, item, payload FROM held WHERE item = 'a'
        """,
    ])
    func `a message nobody caused, or that has gone out, is found`(sql: String) async throws {
        #expect(try await store.damage() == [])
        let other = try DatabaseQueue(path: folder.path("store.sqlite"))
        try other.inDatabase { try $0.execute(sql: sql) }
        try other.close()
        #expect(try await store.damage().count == 1)
        await store.close()
    }
}
