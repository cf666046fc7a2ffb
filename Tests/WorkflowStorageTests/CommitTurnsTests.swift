import Synchronization
import Testing
import WorkflowStorage
import WorkflowTesting

@Suite struct `Commits that come at the same moment` {
    private let turns = CommitTurns()
    private let written = Written()

    /// Begins a commit, and waits until it waits behind the others.
    private func begin(
        _ commit: Commit, behind count: Int, of tasks: inout TaskGroup<String>,
        _ write: @escaping @Sendable ([Commit]) async -> [CommitTurns.Written]
    ) async {
        tasks.addTask { [turns] in
            do throws(StoreError) {
                let sealed = try await turns.commit(commit, write)
                return "\(commit.item) \(sealed[0].sequence)"
            } catch {
                return "\(commit.item) \(error.code)"
            }
        }
        while turns.waiting <= count { await Task.yield() }
    }

    @Test func `go together in the next transaction, those of one item one after the other`()
        async throws
    {
        let store = MemoryStore()
        let gate = Gate()
        let answers = await withTaskGroup(of: String.self) { tasks in
            tasks.addTask { [turns, written] in
                let sealed = try? await turns.commit(Sample.commit("a")) { commits in
                    await gate.passes()
                    written.add(commits)
                    return await store.commit(each: commits)
                }
                return "a \(sealed?[0].sequence ?? 0)"
            }
            await gate.isAskedFor()
            let late = [
                Sample.commit("b"), Sample.commit("c"), Sample.commit("b", version: 2),
                Sample.commit("c"), Sample.commit("d"),
            ]
            for (place, commit) in late.enumerated() {
                await begin(commit, behind: place, of: &tasks) { [written] commits in
                    written.add(commits)
                    return await store.commit(each: commits)
                }
            }
            gate.open()
            return await tasks.reduce(into: []) { $0.append($1) }
        }
        #expect(written.transactions == [["a 1"], ["b 1", "c 1", "d 1"], ["b 2", "c 1"]])
        #expect(answers.sorted() == ["a 1", "b 2", "b 5", "c 3", "c conflict", "d 4"])
        #expect(turns.waiting == 0)
    }

    @Test func `go in several transactions where they are many`() async throws {
        let store = MemoryStore()
        let gate = Gate()
        let many = CommitQueue<Void>.most + 44
        await withTaskGroup(of: String.self) { tasks in
            tasks.addTask { [turns, written] in
                let sealed = try? await turns.commit(Sample.commit("first")) { commits in
                    await gate.passes()
                    written.add(commits)
                    return await store.commit(each: commits)
                }
                return sealed == nil ? "first" : ""
            }
            await gate.isAskedFor()
            for number in 0..<many {
                await begin(Sample.commit("item-\(number)"), behind: number, of: &tasks) {
                    [written] commits in
                    written.add(commits)
                    return await store.commit(each: commits)
                }
            }
            gate.open()
            await tasks.waitForAll()
        }
        #expect(written.transactions.map(\.count) == [1, CommitQueue<Void>.most, 44])
        #expect(try await store.head().sequence == Int64(many + 1))
    }

    @Test func `take the fault of the transaction, and leave the way free for who comes next`()
        async throws
    {
        let gate = Gate()
        let busy = StoreError(.busy, subject: "store")
        let answers = await withTaskGroup(of: String.self) { tasks in
            tasks.addTask { [turns] in
                let sealed = try? await turns.commit(Sample.commit("a")) { commits in
                    await gate.passes()
                    return commits.map { _ in .failure(busy) }
                }
                return sealed == nil ? "a busy" : "a"
            }
            await gate.isAskedFor()
            for (place, item) in ["b", "c"].enumerated() {
                await begin(Sample.commit(item), behind: place, of: &tasks) { commits in
                    commits.map { _ in .failure(busy) }
                }
            }
            gate.open()
            return await tasks.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.sorted() == ["a busy", "b busy", "c busy"])
        let store = MemoryStore()
        let sealed = try await turns.commit(Sample.commit("d")) { await store.commit(each: $0) }
        #expect(sealed.map(\.sequence) == [1])
    }
}

extension CommitTurns {
    fileprivate func commit(
        _ commit: Commit, _ write: @escaping @Sendable ([Commit]) async -> [Written]
    ) async throws(StoreError) -> [SealedEvent] {
        if !begin(), let written = await wait(commit) { return try written.get() }
        defer { end(write) }
        return try await write([commit])[0].get()
    }
}

/// Where one waits to be let through, and another waits for that.
private final class Gate: Sendable {
    private let asked = AsyncStream<Void>.makeStream()
    private let opened = AsyncStream<Void>.makeStream()

    func passes() async {
        asked.continuation.finish()
        for await _ in opened.stream {}
    }

    func isAskedFor() async { for await _ in asked.stream {} }

    func open() { opened.continuation.finish() }
}

/// The transactions, each with its commits as `item version`.
private final class Written: Sendable {
    private let all = Mutex<[[String]]>([])

    var transactions: [[String]] { all.withLock(\.self) }

    func add(_ commits: [Commit]) {
        all.withLock { all in
            all.append(commits.map { "\($0.item) \($0.projection.row.version)" })
        }
    }
}
