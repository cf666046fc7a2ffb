import WorkflowCore
import WorkflowStorage

extension Engine {
    /// Fires every timer due by now, in the order they are due, each once.
    ///
    /// An item whose timer cannot be fired is left as it is and reported in `TickOutcome.faults`.
    public func tick() async throws(EngineError) -> TickOutcome {
        let now = clock.now
        var outcome = TickOutcome()
        var stuck: Set<TimerRow> = []
        while true {
            let due = try await stored { () async throws(StoreError) in
                try await store.dueTimers(at: now, limit: 256 + stuck.count)
            }.filter { !stuck.contains($0) }
            if due.isEmpty { return outcome }
            var items: Set<String> = []
            // One timer of an item at a time: the next may depend on what this one does.
            let round = due.filter { items.insert($0.item).inserted }
            var commits: [(timer: TimerRow, commit: Commit)] = []
            for timer in round {
                if let commit = try await commit(firing: timer) {
                    commits.append((timer, commit))
                } else {
                    stuck.insert(timer)
                }
            }
            let batch = commits.map(\.commit)
            let results = try await stored { () async throws(StoreError) in
                try await store.commit(batch: batch)
            }
            for ((timer, commit), result) in zip(commits, results) {
                switch result {
                case .success(let events):
                    outcome.fired += 1
                    outcome.notifications += commit.notifications.count
                    outcome.events.append(contentsOf: events)
                case .failure(let error):
                    // Somebody advanced the item meanwhile; its timers are read anew.
                    guard error.code == .conflict else { throw .store(error) }
                    _ = timer
                }
            }
        }
    }

    /// What firing a timer changes; nil when the timer is no longer armed.
    private func commit(firing timer: TimerRow) async throws(EngineError) -> Commit? {
        let (state, _) = try await read(timer.item)
        guard let command = state.command(forTimer: timer.key) else { return nil }
        let circumstances = try circumstances(nil, for: state.workflow, at: clock.now)
        do {
            let events = try decide(state, command, circumstances)
            var next = state
            for event in events { next.apply(event) }
            return commit(next, events, from: state.version, circumstances)
        } catch {
            guard error.code == .staleTimer else { throw .refused(error) }
            return nil
        }
    }
}
