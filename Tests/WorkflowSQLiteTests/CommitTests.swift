import Foundation
import GRDB
import TestSupport
import Testing
import WorkflowSQLite
import WorkflowStorage
import WorkflowTesting

@Suite struct `Commits in SQLite` {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(
            path: folder.path("store.sqlite"), create: true, busyTimeout: 20)
    }

    private func full(_ id: String, version: Int = 1) -> Commit {
        Sample.commit(
            Sample.projection(
                Sample.row(id, version: version), tasks: [Sample.task(id)],
                timers: [Sample.timer(id, "t", at: 1)]), sinks: ["log"], key: "\(id) \(version)")
    }

    /// What a process leaves behind when it is killed are its files as they are at that moment.
    @Test func `a commit survives the end of its process`() async throws {
        _ = try await store.commit(full("a"))
        _ = try await store.commit(full("a", version: 2))
        let left = try TemporaryFolder()
        for (name, bytes) in try folder.contents() where !name.hasSuffix("-shm") {
            try left.write(bytes, to: name)
        }
        let after = try SQLiteStore(path: left.path("store.sqlite"))
        #expect(try await after.projection("a") == store.projection("a"))
        #expect(try await after.events(item: nil, after: 0, limit: 9).count == 2)
        #expect(try await after.waitingNotifications(sink: "log", limit: 9).count == 2)
        #expect(try await after.answer(forKey: "a 2") != nil)
        #expect(try await after.damage() == [])
        await after.close()
        await store.close()
    }

    /// Each writes on its own thread, or goes with who does.
    @Test func `many who commit at the same time are each answered for what became of theirs`()
        async throws
    {
        let workers = 16
        let rounds = 40
        let store = store
        let refused = try await withThrowingTaskGroup(of: Int.self) { tasks in
            for worker in 0..<workers {
                tasks.addTask {
                    var refused = 0
                    for version in 1...rounds {
                        let sealed = try await store.commit(
                            Sample.commit("item-\(worker)", version: version))
                        // What was answered can be read at once.
                        #expect(try await store.version(of: "item-\(worker)") == version)
                        #expect(sealed.map(\.event.item) == ["item-\(worker)"])
                        do throws(StoreError) {
                            _ = try await store.commit(
                                Sample.commit("wanted by all", version: version))
                        } catch {
                            guard error.code == .conflict else { throw error }
                            refused += 1
                        }
                    }
                    return refused
                }
            }
            return try await tasks.reduce(0, +)
        }
        let version = try #require(try await store.version(of: "wanted by all"))
        #expect(refused == workers * rounds - version)
        let events = try await store.events(item: nil, after: 0, limit: .max)
        #expect(events.count == workers * rounds + version)
        var chain = HashChain()
        #expect(chain.verify(events) == [])
        #expect(try await store.damage() == [])
        await store.close()
    }

    @Test func `of two that commit on the same version one wins`() async throws {
        let other = try SQLiteStore(path: folder.path("store.sqlite"))
        _ = try await store.commit(full("a"))
        #expect(try await other.item("a")?.row.version == 1)
        _ = try await other.commit(Sample.commit("a", version: 2))
        let error = await #expect(throws: StoreError.self) {
            try await store.commit(Sample.commit("a", version: 2))
        }
        #expect(error?.code == .conflict)
        #expect(try await store.item("a")?.row.version == 2)
        await other.close()
        await store.close()
    }

    /// A connection remembers what it wrote last. What another wrote since, or what was refused or
    /// put right in between, must not be taken for that.
    @Test func `connections that write in turn do not mistake the other's work for their own`()
        async throws
    {
        let other = try SQLiteStore(path: folder.path("store.sqlite"))
        for version in 1...9 {
            let writer = [store, store, other][version % 3]
            var row = Sample.row("a", version: version)
            row.states = ["state-\(version % 4)"]
            row.lead = "agency-\(version)"
            row.searchText = "text \(version)"
            let projection = Sample.projection(
                row, tasks: [Sample.task("a", roles: ["role-\(version)"])],
                timers: [Sample.timer("a", "t", at: Int64(version))])
            await #expect(throws: StoreError.self) {
                try await writer.commit(Sample.commit("a", version: version + 1))
            }
            _ = try await writer.commit(Sample.commit(projection, sinks: ["log"]))
            if version == 5 { try await other.replaceProjections([projection]) }
            #expect(try await store.damage() == [])
        }
        var chain = HashChain()
        #expect(chain.verify(try await store.events(item: "a", after: 0, limit: 99)) == [])
        #expect(chain.head.sequence == 9)
        await other.close()
        await store.close()
    }

    @Test func `many writers make one chain`() async throws {
        let path = folder.path("store.sqlite")
        try await withThrowingTaskGroup { group in
            for writer in 0..<4 {
                group.addTask {
                    let store = try SQLiteStore(path: path)
                    for version in 1...15 {
                        _ = try await store.commit(
                            Sample.commit("item-\(writer)", version: version))
                    }
                    await store.close()
                }
            }
            try await group.waitForAll()
        }
        let events = try await store.events(item: nil, after: 0, limit: 100)
        #expect(events.count == 60)
        var chain = HashChain()
        #expect(chain.verify(events) == [])
        await store.close()
    }

    @Test func `who waits too long for another writer is told it is busy`() async throws {
        _ = try await store.commit(full("a"))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(
            path: folder.path("store.sqlite"), configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let error = await #expect(throws: StoreError.self) {
            try await store.commit(Sample.commit("a", version: 2))
        }
        #expect(error?.code == .busy)
        let waiting = await #expect(throws: StoreError.self) { try await store.awaitWriters() }
        #expect(waiting?.code == .busy)
        #expect(try await store.item("a")?.row.version == 1)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await store.awaitWriters()
        _ = try await store.commit(Sample.commit("a", version: 2))
        try other.close()
        await store.close()
    }

    @Test func `a full disk is an error and leaves nothing half done`() async throws {
        _ = try await store.commit(full("a"))
        let pages = try #require(try store.pragma("page_count"))
        _ = try store.pragma("max_page_count = \(pages)")
        var failed: StoreError?
        var number = 0
        while failed == nil {
            number += 1
            do {
                _ = try await store.commit(full("item-\(number)"))
            } catch {
                failed = error
            }
        }
        #expect(failed?.code == .io)
        #expect(try await store.item("item-\(number)") == nil)
        #expect(try await store.events(item: nil, after: 0, limit: 1_000).count == number)
        #expect(try await store.damage() == [])

        _ = try store.pragma("max_page_count = 100000")
        _ = try await store.commit(full("item-\(number)"))
        var chain = HashChain()
        #expect(chain.verify(try await store.events(item: nil, after: 0, limit: 1_000)) == [])
        await store.close()
    }

    @Test func `an event that no longer follows the one before it is found`() async throws {
        for version in 1...3 { _ = try await store.commit(full("a", version: version)) }
        let other = try DatabaseQueue(path: folder.path("store.sqlite"))
        try await other.write {
            try $0.execute(sql: "UPDATE events SET previous = 1 WHERE sequence = 3")
        }
        try other.close()
        let damage = try await store.damage()
        #expect(damage == ["events: 3 does not follow the event of its item before it"])
        await store.close()
    }

    @Test(arguments: [
        "DELETE FROM wakes", "DELETE FROM item_facets WHERE facet LIKE 'lead:%'",
        "UPDATE item_places SET due_at = 1", "UPDATE item_places SET place = 'x'",
        "UPDATE item_places SET task_due_at = 1", "INSERT INTO wakes VALUES (1, 'b')",
        "INSERT INTO item_facets VALUES ('lead:x', 'a')",
        "INSERT INTO item_places VALUES ('x', 'a', 1, 1, 1)", "DELETE FROM item_texts",
        "UPDATE item_texts SET text = 'x'", "UPDATE items SET last_event = 0",
    ])
    func `look-up tables that were tampered with are found and put right`(
        sql: String
    ) async throws {
        let projection = full("a").projection
        _ = try await store.commit(full("a"))
        #expect(try await store.damage() == [])
        let other = try DatabaseQueue(path: folder.path("store.sqlite"))
        try other.inDatabase { try $0.execute(sql: sql) }
        try other.close()
        #expect(try await store.damage().count >= 1)
        if !sql.contains("'b'") {
            try await store.replaceProjections([projection])
            #expect(try await store.damage() == [])
        }
        await store.close()
    }
}
