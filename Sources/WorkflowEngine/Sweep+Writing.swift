import Synchronization
import WorkflowCore
import WorkflowStorage

extension Sweep {
    /// Commits of the smallest transaction but the last, as every one costs a wait for the disk, and
    /// of the largest, for which everybody else who writes has to wait.
    private static let parts = 128...256

    /// Decides what is due and has it written, each while the other goes on: the writer takes what
    /// has been decided when it is free.
    mutating func fire(_ firing: inout Firing) async throws(EngineError) {
        var writing = Writing(to: engine.store)
        do throws(EngineError) {
            while !firing.isOver {
                while firing.isWaiting { try await readPage(&firing) }
                decideMore(of: &firing)
                let count = firing.part.commits.count
                guard firing.part.isComplete, !firing.isOver,
                    count >= (writing.isIdle ? Self.parts.lowerBound : Self.parts.upperBound)
                else { continue }
                let written = await writing.end(&firing)
                // Before that is looked at: the writer is not to wait.
                if written?.failure == nil { writing.begin(firing.takePart()) }
                try tell(written)
            }
            try tell(await writing.end(&firing))
            // Most ticks have little to do, for which nobody else need be called.
            try tell(await Written(firing.takePart(), in: engine.store))
        } catch {
            await firing.stopReading()
            try tell(await writing.end(&firing))
            throw error
        }
        await firing.stopReading()
    }

    /// What has been written is part of the outcome.
    private mutating func tell(_ written: Written?) throws(EngineError) {
        guard let written else { return }
        engine.states.forget(written.commits.lazy.map(\.item))
        for (commit, result) in zip(written.commits, written.results) {
            guard case .success(let sealed) = result else { continue }
            outcome.fired += 1
            outcome.notifications += commit.notifications.count + commit.held.count
            outcome.events.append(contentsOf: sealed)
        }
        if let failure = written.failure { throw .store(failure) }
    }
}

/// One part at a time on its way to the store.
private struct Writing {
    private let store: any Store
    private var task: Task<Written, Never>?
    private let isBusy = Flag()

    init(to store: any Store) { self.store = store }

    var isIdle: Bool { !isBusy.isUp }

    /// The part before has ended.
    mutating func begin(_ commits: [Commit]) {
        isBusy.isUp = true
        task = Task { [store, isBusy] in
            defer { isBusy.isUp = false }
            return await Written(commits, in: store)
        }
    }

    /// What became of the part that was begun last, once it is written. What it could not write of
    /// an item, the next must not go on from.
    mutating func end(_ firing: inout Firing) async -> Written? {
        defer { task = nil }
        let written = await task?.value
        if let written { firing.overtaken.formUnion(written.overtaken) }
        return written
    }

    /// Seen from several threads.
    private final class Flag: Sendable {
        private let value = Atomic(false)

        var isUp: Bool {
            get { value.load(ordering: .acquiring) }
            set { value.store(newValue, ordering: .releasing) }
        }
    }
}

/// What became of a part.
private struct Written: Sendable {
    let commits: [Commit]
    private(set) var results: [Result<[SealedEvent], StoreError>] = []
    private(set) var failure: StoreError?
    /// Items that somebody advanced meanwhile.
    private(set) var overtaken: Set<String> = []

    init(_ commits: [Commit], in store: any Store) async {
        self.commits = commits
        if commits.isEmpty { return }
        do throws(StoreError) {
            results = try await store.commit(batch: commits)
        } catch {
            failure = error
        }
        for (commit, result) in zip(commits, results) {
            guard case .failure(let error) = result else { continue }
            if error.code == .conflict {
                overtaken.insert(commit.item)
            } else {
                failure = failure ?? error
            }
        }
    }
}
