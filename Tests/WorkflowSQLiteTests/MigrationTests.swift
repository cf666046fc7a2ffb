import GRDB
import TestSupport
import Testing
import WorkflowSQLite
import WorkflowStorage
import WorkflowTesting

@Suite struct `A store of an older version` {
    let folder: TemporaryFolder
    var path: String { folder.path("store.sqlite") }

    /// Three items, one notification of each for the log, the first delivered.
    init() async throws {
        folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("store.sqlite"), create: true)
        for id in ["a", "b", "c"] {
            _ = try await store.commit(
                Sample.commit(Sample.projection(Sample.row(id)), sinks: ["log"]))
        }
        let first = try await store.waitingNotifications(sink: "log", limit: 1)
        try await store.deliver(first, at: Sample.instant(1))
        await store.close()
    }

    /// As that version made it: 1 had no held messages, 1 and 2 no state of attempts, until 3
    /// snapshots were text, before 5 there were no registers of documents, and before 6 none of
    /// delegations; nor did items say whether their dates are expected ones. Until 6 the outbox had
    /// names of sinks.
    private func makeOld(_ version: Int) throws {
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { database in
            try database.execute(sql: "PRAGMA user_version = \(version)")
            try Self.nameSinksInOutbox(database)
            if version < 6 {
                try database.execute(
                    sql: """
                        ALTER TABLE items DROP COLUMN is_provisional;
                        DROP TABLE delegations
                        """)
            }
            if version < 5 {
                try database.execute(sql: "DROP TABLE documents; DROP TABLE registers")
            }
            if version < 4 { try Self.turnSnapshotsIntoText(database) }
            if version < 3 {
                try database.execute(
                    sql: """
                        DROP TABLE retries; DROP TABLE dead; DROP TABLE sinks;
                        ALTER TABLE deliveries DROP COLUMN attempts
                        """)
            }
            if version == 1 { try database.execute(sql: "DROP TABLE held") }
        }
        try other.close()
    }

    private static func nameSinksInOutbox(_ database: Database) throws {
        try database.execute(
            sql: """
                ALTER TABLE outbox RENAME TO new_outbox;
                CREATE TABLE outbox (
                    sink TEXT NOT NULL,
                    id INTEGER NOT NULL,
                    item TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    PRIMARY KEY (sink, id)
                ) STRICT, WITHOUT ROWID;
                INSERT INTO outbox
                    SELECT s.name, o.place & ((1 << 52) - 1), o.item, o.payload
                    FROM new_outbox o JOIN outbox_sinks s ON s.number = o.place >> 52;
                DROP TABLE new_outbox;
                DROP TABLE outbox_sinks
                """)
    }

    private static func turnSnapshotsIntoText(_ database: Database) throws {
        let creation = try #require(
            try String.fetchOne(
                database, sql: "SELECT sql FROM sqlite_schema WHERE name = 'items'"))
        try database.execute(
            sql: """
                ALTER TABLE items RENAME TO new_items;
                \(creation.replacing("snapshot BLOB", with: "snapshot TEXT"));
                UPDATE new_items SET snapshot = CAST('{"item":"' || id || '"}' AS BLOB);
                """)
        let columns = try database.columns(in: "items").map(\.name).dropLast()
            .joined(separator: ", ")
        try database.execute(
            sql: """
                INSERT INTO items (\(columns), snapshot)
                    SELECT \(columns), CAST(snapshot AS TEXT) FROM new_items;
                DROP TABLE new_items;
                """)
    }

    @Test(arguments: 1...6)
    func `is brought up to date when it is opened, with all it has`(version: Int) async throws {
        try makeOld(version)
        let opened = try SQLiteStore(path: path)
        #expect(try opened.pragma("user_version") == "7")
        #expect(try await opened.events(item: nil, after: 0, limit: 9).count == 3)
        #expect(
            try await opened.waitingNotifications(sink: "log", limit: 9).map(\.item) == ["b", "c"])
        let counts = try #require(try await opened.deliveryCounts().first)
        #expect(counts.delivered == 1)
        #expect(counts.queued == 3)
        #expect(try await opened.nextRelease() == nil)
        for id in ["a", "b", "c"] {
            let snapshot = try #require(try await opened.item(id)?.snapshot)
            if version < 4 {
                #expect(String(decoding: snapshot, as: UTF8.self) == "{\"item\":\"\(id)\"}")
            }
        }
        #expect(try await opened.documents(DocumentQuery()) == [])
        #expect(try await opened.delegations(DelegationQuery()) == [])

        let held = DraftHeldMessage(
            sink: "log", recipient: nil, payload: "{}", notBefore: Sample.instant(5),
            calendar: "office")
        _ = try await opened.commit(Sample.commit("a", version: 2, held: [held]))
        #expect(try await opened.nextRelease() == Sample.instant(5))
        try await opened.deliver(
            try await opened.waitingNotifications(sink: "log", limit: 1), at: Sample.instant(9))
        #expect(try await opened.damage() == [])
        await opened.close()
    }

    @Test(arguments: 1...6)
    func `can be opened by many at once`(version: Int) async throws {
        try makeOld(version)
        try await withThrowingTaskGroup { [path] group in
            for number in 0..<6 {
                group.addTask {
                    let store = try SQLiteStore(path: path)
                    _ = try await store.commit(Sample.commit("item-\(number)"))
                    await store.close()
                }
            }
            try await group.waitForAll()
        }
        let opened = try SQLiteStore(path: path)
        #expect(try await opened.events(item: nil, after: 0, limit: 20).count == 9)
        #expect(try await opened.damage() == [])
        await opened.close()
    }
}
