import WorkflowCore
import WorkflowStorage

extension Sweep {
    /// Decides part after part, and writes each while the next are decided.
    mutating func fire(_ firing: inout Firing) async throws(EngineError) {
        let first = commits(&firing)
        // Most ticks have little to do, for which nobody else need be called.
        if firing.isOver {
            if first.isEmpty { return }
            return try count(await Written(first, in: engine.store))
        }
        var writing = Writing(to: engine.store)
        var failure: EngineError?
        var part = first
        while failure == nil, !part.isEmpty || !firing.isOver {
            let written = await writing.add(part)
            do throws(EngineError) { try count(written) } catch { failure = error }
            part = failure == nil ? commits(&firing) : []
        }
        for written in await writing.rest() {
            do throws(EngineError) { try count(written) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    private mutating func count(_ written: Written?) throws(EngineError) {
        guard let written else { return }
        for commit in written.commits { engine.states.forget(commit.item) }
        outcome.fired += written.fired
        outcome.notifications += written.notifications
        outcome.events.append(contentsOf: written.events)
        if let error = written.failure { throw .store(error) }
    }
}

/// Parts on their way to the store, each written after the one before it.
private struct Writing {
    private let store: any Store
    /// Those under way, the next to come back first.
    private var under: [Task<Written, Never>] = []
    /// Behind the one that is being written one more waits, so that the writer never does.
    private static let most = 2

    init(to store: any Store) { self.store = store }

    /// - Returns: What became of an earlier part, once so many are under way.
    mutating func add(_ commits: [Commit]) async -> Written? {
        let previous = under.last
        under.append(
            Task { [store] in await Written(commits, in: store, after: previous?.value) })
        return under.count > Self.most ? await under.removeFirst().value : nil
    }

    /// What became of those that are still under way.
    mutating func rest() async -> [Written] {
        var rest: [Written] = []
        for task in under { rest.append(await task.value) }
        under = []
        return rest
    }
}

/// What became of a part.
private struct Written: Sendable {
    let commits: [Commit]
    private(set) var fired = 0
    private(set) var notifications = 0
    private(set) var events: [SealedEvent] = []
    private(set) var failure: StoreError?
    /// Items that somebody advanced meanwhile: they are read anew with the next batch.
    private var overtaken: Set<String> = []

    /// - Parameter previous: The part before it: what that could not write of an item, this one must
    ///   not go on from, and where it failed, this is not tried.
    init(_ commits: [Commit], in store: any Store, after previous: Written? = nil) async {
        overtaken = previous?.overtaken ?? []
        self.commits =
            overtaken.isEmpty
            ? commits
            : commits.filter { [overtaken] in
                !overtaken.contains($0.item)
            }
        failure = previous?.failure
        if failure != nil || self.commits.isEmpty { return }
        do throws(StoreError) {
            for (commit, result) in zip(self.commits, try await store.commit(batch: self.commits)) {
                count(commit, result)
            }
        } catch {
            failure = error
        }
    }

    private mutating func count(_ commit: Commit, _ result: Result<[SealedEvent], StoreError>) {
        switch result {
        case .success(let sealed):
            fired += 1
            notifications += commit.notifications.count + commit.held.count
            events.append(contentsOf: sealed)
        case .failure(let error) where error.code == .conflict: overtaken.insert(commit.item)
        case .failure(let error): failure = failure ?? error
        }
    }
}
