import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

extension Engine {
    /// Fires every timer due by now, in the order they are due, each once and with its own due
    /// time.
    ///
    /// Several hundred items go into one transaction of the store, each for itself: what somebody
    /// else changed meanwhile is looked at again, and holds up no other. After a crash the next
    /// tick goes on where the last transaction ended. A timer whose definition cannot be evaluated
    /// is left armed and reported in `TickOutcome.faults`.
    public func tick() async throws(EngineError) -> TickOutcome {
        var sweep = Sweep(engine: self, now: clock.now)
        while try await sweep.next() {}
        return sweep.outcome
    }
}

/// One tick in the making.
private struct Sweep {
    /// Items of one transaction.
    private static let batch = 1_024
    /// What a long silence has heaped up for them is parted here.
    private static let largestCommit = 8_192

    let engine: Engine
    let now: Instant
    var outcome = TickOutcome()
    /// Items with a timer that cannot be fired, with those timers.
    private var stuck: [String: Set<String>] = [:]
    private var circumstances: [String: Circumstances] = [:]

    init(engine: Engine, now: Instant) {
        self.engine = engine
        self.now = now
    }

    /// Fires the next batch; false when nothing is due any more.
    mutating func next() async throws(EngineError) -> Bool {
        let limit = Self.batch + stuck.count
        let moment = now
        let engine = engine
        let items = try await engine.stored { () async throws(StoreError) in
            try await engine.store.dueItems(at: moment, limit: limit)
        }
        let queue = try await queue(of: items, isAll: items.count < limit)
        let commits = try commits(queue)
        if commits.isEmpty { return false }
        try await write(commits)
        return true
    }

    // MARK: What is due

    private struct Due {
        var state: ItemState
        var timer: TimerRow
    }

    /// The first timer of each item, and the moment up to which nothing of an item that is not in
    /// this batch can come between; nil when all are.
    private mutating func queue(
        of items: [DueItem], isAll: Bool
    ) async throws(EngineError) -> (due: [Due], horizon: Instant?) {
        var due: [Due] = []
        due.reserveCapacity(items.count)
        for item in items {
            let state = try await engine.state(
                id: item.id, definition: item.definition, snapshot: item.snapshot)
            if let timer = firstTimer(of: state) { due.append(Due(state: state, timer: timer)) }
        }
        // The last first: it is taken from the end.
        due.sort { TimerRow.firesBefore($1.timer, $0.timer) }
        return (due, isAll ? nil : items.last?.wakeAt)
    }

    private func firstTimer(of state: ItemState) -> TimerRow? {
        var first: TimerRow?
        for wake in state.wakeUps where wake.dueAt <= now {
            if stuck[state.id]?.contains(wake.key) == true { continue }
            let timer = TimerRow(item: state.id, key: wake.key, dueAt: wake.dueAt)
            if let known = first, TimerRow.firesBefore(known, timer) { continue }
            first = timer
        }
        return first
    }

    // MARK: Firing

    private mutating func commits(
        _ queue: (due: [Due], horizon: Instant?)
    ) throws(EngineError) -> [Commit] {
        var rest = queue.due
        var commits: [Commit] = []
        commits.reserveCapacity(rest.count)
        while commits.count < Self.largestCommit, var due = rest.popLast() {
            if let commit = try fire(&due) { commits.append(commit) }
            guard let next = firstTimer(of: due.state) else { continue }
            if let horizon = queue.horizon, next.dueAt >= horizon { continue }
            due.timer = next
            // Looked for from the front: what follows comes soon after, or not in this tick.
            let place = rest.lastIndex { TimerRow.firesBefore(due.timer, $0.timer) }
            rest.insert(due, at: place.map { $0 + 1 } ?? 0)
        }
        return commits
    }

    /// What firing a timer changes, with the state moved on; nil when it cannot be fired.
    private mutating func fire(_ due: inout Due) throws(EngineError) -> Commit? {
        let circumstances = try circumstances(for: due.state)
        guard let command = due.state.command(forTimer: due.timer.key) else {
            stuck[due.state.id, default: []].insert(due.timer.key)
            return nil
        }
        do throws(Refusal) {
            let version = due.state.version
            let events = try decide(due.state, command, circumstances)
            for event in events { due.state.apply(event) }
            return engine.commit(due.state, events, from: version, circumstances)
        } catch {
            stuck[due.state.id, default: []].insert(due.timer.key)
            if error.code != .staleTimer {
                outcome.faults.append(TickFault(timer: due.timer, refusal: error))
            }
            return nil
        }
    }

    private mutating func circumstances(
        for state: ItemState
    ) throws(EngineError) -> Circumstances {
        let calendar = state.workflow.calendar
        if let known = circumstances[calendar] { return known }
        let made = try engine.circumstances(nil, for: state.workflow, at: now)
        circumstances[calendar] = made
        return made
    }

    // MARK: Writing

    private mutating func write(_ commits: [Commit]) async throws(EngineError) {
        let engine = engine
        let results = try await engine.stored { () async throws(StoreError) in
            try await engine.store.commit(batch: commits)
        }
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
            }
        }
    }
}
