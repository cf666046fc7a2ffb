import Foundation
import Testing
import WorkflowSQLite
import WorkflowServer
import WorkflowStorage
import WorkflowTesting

@Suite struct `A store that commits in groups` {
    @Test(arguments: StoreConformance.all)
    func `does what every store does`(_ example: StoreConformance.Case) async throws {
        let folder = try ServerFolder()
        let store = try GroupCommitStore.open(folder.database)
        try await example.run(store)
        await store.close()
    }

    @Test func `writes what waits at the same time at once, and answers each`() async throws {
        let folder = try ServerFolder()
        let groups = Shared<[Int]>([])
        let store = try GroupCommitStore.open(folder.database) { commits, _ in
            groups.change { $0.append(commits) }
        }
        let many = 400
        let heads = try await withThrowingTaskGroup(of: Int64.self) { tasks in
            for number in 0..<many {
                tasks.addTask {
                    let sealed = try await store.commit(Sample.commit("item-\(number)"))
                    // What was answered can be read at once.
                    #expect(try await store.version(of: "item-\(number)") == 1)
                    return sealed[0].sequence
                }
            }
            var heads: [Int64] = []
            for try await head in tasks { heads.append(head) }
            return heads
        }
        #expect(Set(heads) == Set(1...Int64(many)))
        let sizes = groups.value
        #expect(sizes.reduce(0, +) == many)
        #expect(sizes.count < many / 4, "\(sizes)")
        var chain = HashChain(after: .start)
        #expect(chain.verify(try await store.events(item: nil, after: 0, limit: many)).isEmpty)
        await store.close()
    }

    @Test func `waits for as many as went together the last time, and not for ever`() async throws {
        let groups = Shared<[Int]>([])
        let patience = Shared(Duration.milliseconds(50))
        let store = GroupCommitStore(
            MemoryStore(), readers: [], patience: { _ in patience.value }
        ) { commits, _ in groups.change { $0.append(commits) } }
        @Sendable func commit(_ names: [String]) async throws {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for name in names {
                    tasks.addTask { _ = try await store.commit(Sample.commit(name)) }
                }
                try await tasks.waitForAll()
            }
        }
        for round in 1...50 where groups.value.last != 8 {
            try await commit((1...8).map { "item-\(round)-\($0)" })
        }
        try #require(groups.value.last == 8)
        let before = groups.value
        patience.change { $0 = .seconds(20) }
        async let some: Void = commit(["a", "b", "c"])
        // Time in which they would have been written alone.
        try await Task.sleep(for: .milliseconds(500))
        try await commit(["d", "e", "f", "g", "h"])
        try await some
        #expect(groups.value == before + [8])
        patience.change { $0 = .milliseconds(50) }
        try await commit(["alone"])
        #expect(groups.value == before + [8, 1])
    }

    @Test func `lets one of those win who change an item at the same moment`() async throws {
        let folder = try ServerFolder()
        let store = try GroupCommitStore.open(folder.database)
        _ = try await store.commit(Sample.commit("a"))
        let won = try await withThrowingTaskGroup(of: Bool.self) { tasks in
            for _ in 0..<50 {
                tasks.addTask {
                    do throws(StoreError) {
                        _ = try await store.commit(Sample.commit("a", version: 2))
                        return true
                    } catch {
                        #expect(error.code == .conflict)
                        return false
                    }
                }
            }
            return try await tasks.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
        #expect(try await store.version(of: "a") == 2)
        await store.close()
    }

    @Test func `lets everybody write who wants to, while others commit all the time`() async throws
    {
        let folder = try ServerFolder()
        let store = try GroupCommitStore.open(folder.database)
        let isOver = Shared(false)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for worker in 0..<8 {
                tasks.addTask {
                    var version = 0
                    while !isOver.value {
                        version += 1
                        _ = try await store.commit(
                            Sample.commit("item-\(worker)", version: version))
                    }
                }
            }
            // A tick looks, and writes many at once.
            for round in 1...20 {
                try await store.awaitWriters()
                _ = try await store.dueItems(at: Sample.instant(1 << 30), after: nil, limit: 10)
                let results = try await store.commit(
                    batch: (0..<3).map { Sample.commit("tick-\(round)-\($0)") })
                #expect(results.allSatisfy { (try? $0.get()) != nil })
            }
            isOver.change { $0 = true }
            try await tasks.waitForAll()
        }
        await store.close()
    }

    @Test func `does not make all pay for the fault of one`() async throws {
        let store = GroupCommitStore(FaultyStore(refusing: "item-13"), readers: [])
        let failed = await withTaskGroup(of: String?.self) { tasks in
            for number in 0..<40 {
                tasks.addTask {
                    do throws(StoreError) {
                        _ = try await store.commit(Sample.commit("item-\(number)"))
                        return nil
                    } catch {
                        return "item-\(number)"
                    }
                }
            }
            var failed: [String] = []
            for await item in tasks { if let item { failed.append(item) } }
            return failed
        }
        #expect(failed == ["item-13"])
    }

    @Test(arguments: [200, 1_500]) func `loses nothing it has answered when it is killed`(
        _ answers: Int
    ) async throws {
        let folder = try ServerFolder()
        let acknowledged = try await offThread {
            try CommitHammer.killed(after: answers, on: folder.database)
        }
        #expect(acknowledged.count >= answers)
        let store = try SQLiteStore(path: folder.database)
        #expect(try await store.damage().isEmpty)
        var after: Int64 = 0
        var chain = HashChain(after: .start)
        var versions: [String: Int] = [:]
        while true {
            let page = try await store.events(item: nil, after: after, limit: 1_000)
            guard let last = page.last else { break }
            after = last.sequence
            #expect(chain.verify(page).isEmpty)
            for sealed in page { versions[sealed.event.item] = sealed.event.version }
        }
        for (item, version) in acknowledged {
            #expect(versions[item] ?? 0 >= version, "\(item)")
        }
        await store.close()
    }
}

/// `commit-hammer` as a process: commits as fast as it can, and says what was answered.
enum CommitHammer {
    struct Silent: Error {}

    /// - Returns: by item, the last version that was answered before it was killed.
    static func killed(after answers: Int, on path: String) throws -> [(String, Int)] {
        let process = Process()
        process.executableURL = Product.folder.appendingPathComponent("commit-hammer")
        process.arguments = [path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        func lines() -> [Substring] {
            // What comes after the last end of a line is half of one.
            let text = String(decoding: bytes, as: UTF8.self)
            return text.split(separator: "\n").dropLast(text.hasSuffix("\n") ? 0 : 1)
        }
        var isKilled = false
        while true {
            let count = read(output.fileHandleForReading.fileDescriptor, &chunk, chunk.count)
            guard count > 0 else { break }
            bytes += chunk[..<count]
            if !isKilled, lines().count >= answers {
                kill(process.processIdentifier, SIGKILL)
                isKilled = true
            }
        }
        process.waitUntilExit()
        guard isKilled else { throw Silent() }
        return lines().compactMap { line in
            let words = line.split(separator: " ")
            return Int(words[1]).map { (String(words[0]), $0) }
        }
    }
}

/// Where the products of the build are: beside the tests.
enum Product {
    static let folder: URL = {
        let bundle = ProcessInfo.processInfo.arguments.first { $0.contains(".xctest") }
        let folder = bundle.map { path in
            let parts = path.components(separatedBy: "/")
            let end = parts.firstIndex { $0.hasSuffix(".xctest") } ?? parts.count
            return URL(fileURLWithPath: parts[..<end].joined(separator: "/"))
        }
        return folder ?? Bundle.main.bundleURL
    }()
}
