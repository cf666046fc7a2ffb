import Synchronization

/// Lets those who commit at the same moment do so in one transaction: who finds nobody writing
/// writes at once, on the thread they are on; who comes meanwhile waits, without a thread, and all
/// who wait are written together.
package final class CommitTurns: Sendable {
    package typealias Written = Result<[SealedEvent], StoreError>

    private struct Line: Sendable {
        var isServed = false
        var queue = CommitQueue<CheckedContinuation<Written?, Never>>()

        /// Whether nobody writes; then who asked does.
        mutating func begins() -> Bool {
            defer { isServed = true }
            return !isServed
        }
    }

    private let line = Mutex(Line())

    package init() {}

    /// How many wait while somebody writes.
    package var waiting: Int { line.withLock(\.queue.count) }

    /// Returns once the commit is written, or could not be.
    ///
    /// - Parameters:
    ///   - alone: writes a commit that nobody goes with.
    ///   - each: writes commits of different items, each by itself, in one transaction; has as many
    ///     answers as there are commits.
    package func commit(
        _ commit: Commit, alone: (Commit) async throws(StoreError) -> [SealedEvent],
        each: @escaping @Sendable ([Commit]) async -> [Written]
    ) async throws(StoreError) -> [SealedEvent] {
        if let written = await othersWriting(commit) { return try written.get() }
        // Others wait for it, whatever they are.
        defer { if !isOver() { Task(priority: .high) { await write(each) } } }
        return try await alone(commit)
    }

    /// What became of a commit others wrote; nil when nobody writes.
    private func othersWriting(_ commit: Commit) async -> Written? {
        if line.withLock({ $0.begins() }) { return nil }
        return await withCheckedContinuation { waiter in
            let begins = line.withLock { line in
                if line.begins() { return true }
                line.queue.append(commit, waiter)
                return false
            }
            if begins { waiter.resume(returning: nil) }
        }
    }

    /// Writes those who wait, and who comes meanwhile.
    private func write(_ each: ([Commit]) async -> [Written]) async {
        repeat {
            let batch = line.withLock { $0.queue.takeBatch() }
            let written = await each(batch.map(\.commit))
            for (next, written) in zip(batch, written) { next.waiter.resume(returning: written) }
        } while !isOver()
    }

    /// Whether nobody waits; then nobody writes any more.
    private func isOver() -> Bool {
        line.withLock { line in
            line.isServed = !line.queue.isEmpty
            return !line.isServed
        }
    }
}
