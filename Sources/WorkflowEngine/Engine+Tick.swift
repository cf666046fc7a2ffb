import WorkflowCore
import WorkflowStorage

extension Engine {
    /// Fires every timer due by now, in the order they are due, each once.
    ///
    /// A timer whose definition cannot be evaluated is left armed and reported in
    /// `TickOutcome.faults`; it holds up no other item.
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
            var commits: [Commit] = []
            for timer in round {
                switch try await commit(firing: timer) {
                case .success(let commit?):
                    commits.append(commit)
                case .success(nil):
                    stuck.insert(timer)
                case .failure(let refusal):
                    stuck.insert(timer)
                    outcome.faults.append(TickFault(timer: timer, refusal: refusal))
                }
            }
            let batch = commits
            let results = try await stored { () async throws(StoreError) in
                try await store.commit(batch: batch)
            }
            for (commit, result) in zip(commits, results) {
                switch result {
                case .success(let events):
                    states.forget(commit.item)
                    outcome.fired += 1
                    outcome.notifications += commit.notifications.count
                    outcome.events.append(contentsOf: events)
                case .failure(let error):
                    // Somebody advanced the item meanwhile: its timers are read anew.
                    guard error.code == .conflict else { throw .store(error) }
                }
            }
        }
    }

    /// What firing a timer changes; nil when the timer is no longer armed.
    private func commit(
        firing timer: TimerRow
    ) async throws(EngineError) -> Result<Commit?, Refusal> {
        let (state, _) = try await read(timer.item)
        guard let command = state.command(forTimer: timer.key) else { return .success(nil) }
        let circumstances = try circumstances(nil, for: state.workflow, at: clock.now)
        do throws(Refusal) {
            let events = try decide(state, command, circumstances)
            var next = state
            for event in events { next.apply(event) }
            return .success(commit(next, events, from: state.version, circumstances))
        } catch {
            return error.code == .staleTimer ? .success(nil) : .failure(error)
        }
    }
}
