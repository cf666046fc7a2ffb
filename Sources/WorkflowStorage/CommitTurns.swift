import Synchronization

/// Lets those who commit at the same moment do so in one transaction: who finds nobody writing
/// writes at once, on the thread they are on; who comes meanwhile waits, without a thread, and all
/// who wait are written together.
///
///     if !turns.begin(), let written = await turns.wait(commit) { return try written.get() }
///     defer { turns.end { await $0.each(together: write, alone: write) } }
///     return try write(commit)
package final class CommitTurns: Sendable {
    package typealias Written = Result<[SealedEvent], StoreError>

    private struct Line: Sendable {
        var isServed = false
        var queue = CommitQueue<CheckedContinuation<Written?, Never>>()

        mutating func begins() -> Bool {
            defer { isServed = true }
            return !isServed
        }
    }

    private let line = Mutex(Line())

    package init() {}

    /// How many wait while somebody writes.
    package var waiting: Int { line.withLock(\.queue.count) }

    /// Whether nobody writes; then who asked does, until they `end`.
    package func begin() -> Bool { line.withLock { $0.begins() } }

    /// Has a commit written by others.
    ///
    /// - Returns: what became of it; nil when nobody writes any more: then who asked does.
    package func wait(_ commit: Commit) async -> Written? {
        await withCheckedContinuation { waiter in
            let begins = line.withLock { line in
                if line.begins() { return true }
                line.queue.append(commit, waiter)
                return false
            }
            if begins { waiter.resume(returning: nil) }
        }
    }

    /// Has those written who came meanwhile.
    ///
    /// - Parameter each: writes commits of different items, each by itself, in one transaction; has
    ///   as many answers as there are commits.
    package func end(_ each: @escaping @Sendable ([Commit]) async -> [Written]) {
        if isOver() { return }
        // Others wait for it, whatever they are.
        Task(priority: .high) {
            repeat {
                let batch = line.withLock { $0.queue.takeBatch() }
                let written = await each(batch.map(\.commit))
                for (next, written) in zip(batch, written) {
                    next.waiter.resume(returning: written)
                }
            } while !isOver()
        }
    }

    /// Whether nobody waits; then nobody writes any more.
    private func isOver() -> Bool {
        line.withLock { line in
            line.isServed = !line.queue.isEmpty
            return !line.isServed
        }
    }
}
