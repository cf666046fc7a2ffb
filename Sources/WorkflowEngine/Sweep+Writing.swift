import Synchronization
import WorkflowCore
import WorkflowStorage

extension Sweep {
    /// Commits of the largest transaction, for which everybody else who writes has to wait.
    private static let largestPart = 256

    /// Decides what is due and has it written, each while the other goes on: the writer takes what
    /// has been decided whenever it is free.
    mutating func fire(_ firing: inout Firing) async throws(EngineError) {
        var writing = Writing(to: engine.store)
        do throws(EngineError) {
            while !firing.isOver {
                while firing.isWaiting { try await readPage(&firing) }
                decideMore(of: &firing)
                guard firing.part.isComplete, !firing.isOver,
                    writing.isIdle || firing.part.commits.count >= Self.largestPart
                else { continue }
                try count(await writing.end(), &firing)
                writing.begin(firing.takePart())
            }
            try count(await writing.end(), &firing)
            // Most ticks have little to do, for which nobody else need be called.
            try count(await Written(firing.takePart(), in: engine.store), &firing)
        } catch {
            await firing.stopReading()
            try count(await writing.end(), &firing)
            throw error
        }
        await firing.stopReading()
    }

    private mutating func count(
        _ written: Written?, _ firing: inout Firing
    ) throws(EngineError) {
        guard let written else { return }
        var failure = written.failure
        for (commit, result) in zip(written.commits, written.results) {
            engine.states.forget(commit.item)
            switch result {
            case .success(let sealed):
                outcome.fired += 1
                outcome.notifications += commit.notifications.count + commit.held.count
                outcome.events.append(contentsOf: sealed)
            case .failure(let error) where error.code == .conflict:
                firing.overtaken.insert(commit.item)
            case .failure(let error): failure = failure ?? error
            }
        }
        if let failure { throw .store(failure) }
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

    /// What became of the part that was begun last, once it is written.
    mutating func end() async -> Written? {
        defer { task = nil }
        return await task?.value
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

    init(_ commits: [Commit], in store: any Store) async {
        self.commits = commits
        if commits.isEmpty { return }
        do throws(StoreError) {
            results = try await store.commit(batch: commits)
        } catch {
            failure = error
        }
    }
}
