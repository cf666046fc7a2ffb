import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

extension Sweep {
    private typealias Results = [Result<[SealedEvent], StoreError>]

    /// Writes a part while the next one is decided, until nothing is left.
    ///
    /// One part is under way at a time, so that they come into the history in order. What an
    /// earlier one could not write of an item, a later one must not go on from.
    mutating func write(
        _ first: [Commit], deciding firing: inout Firing
    ) async throws(EngineError) {
        let store = engine.store
        var overtaken: Set<String> = []
        var failure: EngineError?
        await withTaskGroup(of: Written.self) { group in
            var part = first
            while failure == nil {
                let commits = part.filter { !overtaken.contains($0.item) }
                group.addTask { await Written(commits, in: store) }
                part = self.commits(&firing)
                guard let written = await group.next() else { return }
                do throws(EngineError) {
                    if let error = written.failure { throw .store(error) }
                    try count(written.results, of: written.commits, &overtaken)
                } catch {
                    failure = error
                }
                if part.isEmpty && firing.isOver { return }
            }
        }
        if let failure { throw failure }
    }

    /// What became of a part.
    private struct Written: Sendable {
        let commits: [Commit]
        var results: Results = []
        var failure: StoreError?

        init(_ commits: [Commit], in store: any Store) async {
            self.commits = commits
            do throws(StoreError) {
                results = try await store.commit(batch: commits)
            } catch {
                failure = error
            }
        }
    }

    mutating func write(_ commits: [Commit]) async throws(EngineError) {
        if commits.isEmpty { return }
        let store = engine.store
        let results = try await engine.stored { () async throws(StoreError) in
            try await store.commit(batch: commits)
        }
        var overtaken: Set<String> = []
        try count(results, of: commits, &overtaken)
    }

    private mutating func count(
        _ results: Results, of commits: [Commit], _ overtaken: inout Set<String>
    ) throws(EngineError) {
        for (commit, result) in zip(commits, results) {
            engine.states.forget(commit.item)
            switch result {
            case .success(let events):
                outcome.fired += 1
                outcome.notifications += commit.notifications.count + commit.held.count
                outcome.events.append(contentsOf: events)
            case .failure(let error):
                // Somebody advanced the item meanwhile: it is read anew with the next batch.
                guard error.code == .conflict else { throw .store(error) }
                overtaken.insert(commit.item)
            }
        }
    }
}
