/// Commits that wait for who writes, each with whom to tell of it.
package struct CommitQueue<Waiter: Sendable>: Sendable {
    private var waiting: [Entry] = []

    package typealias Entry = (commit: Commit, waiter: Waiter)

    /// Commits in one transaction, so that it stays short for who comes next.
    package static var most: Int { 256 }

    package init() {}

    package var count: Int { waiting.count }
    package var isEmpty: Bool { waiting.isEmpty }

    package mutating func append(_ commit: Commit, _ waiter: Waiter) {
        waiting.append((commit, waiter))
    }

    /// What can go in one transaction.
    ///
    /// In a batch of a store a commit that follows one of the same item that failed fails too. These
    /// were not decided one on the other, so those of one item go one after the other.
    package mutating func takeBatch() -> [Entry] {
        var items: Set<String> = []
        var batch: [Entry] = []
        var later: [Entry] = []
        for next in waiting {
            if batch.count < Self.most, items.insert(next.commit.item).inserted {
                batch.append(next)
            } else {
                later.append(next)
            }
        }
        waiting = later
        return batch
    }
}
