import Dispatch
import Synchronization
import WorkflowStorage

/// The one that writes: one transaction after the other, each with all the commits that came while the
/// one before it was on its way to the disk.
///
/// Where many came with the last one, as many are waited for, but not for long: who was answered
/// together asks again at about the same time, and a transaction for each few of them would take
/// longer, for all. Who writes alone waits for nobody.
actor StoreWriter {
    typealias Patience = @Sendable (_ last: Duration) -> Duration

    private typealias Queue = CommitQueue<
        CheckedContinuation<Result<[SealedEvent], StoreError>, Never>
    >

    private let store: any Store
    private let executor = ThreadExecutor("wf.store.writer")
    private let line = Mutex(Line())
    private let wrote: @Sendable (_ commits: Int, _ duration: Duration) -> Void
    private struct Line: Sendable {
        var waiting = Queue()
        /// Whether somebody is going to write them.
        var isServed = false
        /// How many have to wait for the writer to be told; nil while it waits for nobody.
        var wanted: Int?
    }
    /// Tells the writer that as many wait as it wanted.
    private let enough = DispatchSemaphore(value: 0)
    private let patience: Patience
    /// How many came with the last transaction, and how long it took.
    private var last = (count: 1, duration: Duration.zero)

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - patience: how long others are waited for at most, after a transaction that took so long.
    ///   - wrote: told of every transaction that went well.
    init(
        _ store: any Store, patience: @escaping Patience,
        wrote: @escaping @Sendable (_ commits: Int, _ duration: Duration) -> Void
    ) {
        self.store = store
        self.patience = patience
        self.wrote = wrote
    }

    /// Anything that writes besides single commits, or has to see what was written last.
    ///
    /// - Parameter commits: how many are in it.
    func run<Value: Sendable>(
        commits: Int = 1, _ body: @Sendable (any Store) async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let begun = ContinuousClock.now
        let value = try await body(store)
        wrote(commits, ContinuousClock.now - begun)
        return value
    }

    /// Anything that need not be told of.
    func look<Value: Sendable>(
        _ body: @Sendable (any Store) async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await body(store)
    }

    /// Returns once the commit is on the disk, or could not be made.
    nonisolated func commit(_ commit: Commit) async throws(StoreError) -> [SealedEvent] {
        let result = await withCheckedContinuation { answer in
            let (isServed, isEnough) = line.withLock { line in
                line.waiting.append(commit, answer)
                let isEnough = line.wanted.map { line.waiting.count >= $0 } ?? false
                if isEnough { line.wanted = nil }
                defer { line.isServed = true }
                return (line.isServed, isEnough)
            }
            // Whoever comes while others wait goes with them.
            if !isServed { Task { await self.write() } }
            if isEnough { enough.signal() }
        }
        return try result.get()
    }

    /// Writes what waits, and then lets others in who want to write, before it goes on.
    private func write() async {
        gather()
        let batch = line.withLock { $0.waiting.takeBatch() }
        let results = await results(of: batch.map(\.commit))
        for (next, result) in zip(batch, results) { next.waiter.resume(returning: result) }
        let isDone = line.withLock { line in
            line.isServed = !line.waiting.isEmpty
            return !line.isServed
        }
        if !isDone { Task { await self.write() } }
    }

    /// Waits until as many are there as came with the last transaction.
    private func gather() {
        let wanted = min(last.count, Queue.most)
        let isEnough = line.withLock { line in
            if line.waiting.count >= wanted { return true }
            line.wanted = wanted
            return false
        }
        if isEnough { return }
        let nanoseconds = Int(patience(last.duration) / .nanoseconds(1))
        if enough.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success { return }
        let isTold = line.withLock { line in
            defer { line.wanted = nil }
            return line.wanted == nil
        }
        // They came at the last moment, and what they said is not to be heard another time.
        if isTold { enough.wait() }
    }

    private func results(of commits: [Commit]) async -> [Result<[SealedEvent], StoreError>] {
        let begun = ContinuousClock.now
        let results = await store.commit(each: commits)
        let duration = ContinuousClock.now - begun
        last = (commits.count, duration)
        if results.contains(where: { if case .success = $0 { true } else { false } }) {
            wrote(commits.count, duration)
        }
        return results
    }
}
