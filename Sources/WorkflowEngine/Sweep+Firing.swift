import Diagnostics
import WorkflowCore
import WorkflowModel
import WorkflowStorage

extension Sweep {
    /// A step that led to something due no later, and how it left the item. One that comes round
    /// again without time having passed would do so for ever.
    struct Turn: Hashable {
        var timer: TimerRow
        var configuration: StateSet
        var stepsTaken: [Int?]

        init(_ timer: TimerRow, _ state: ItemState) {
            self.timer = timer
            configuration = state.configuration
            stepsTaken = state.deadlines.map { $0?.stepsTaken }
        }
    }

    mutating func fire(_ waiting: Waiting, _ pass: inout Pass) throws(EngineError) {
        guard let state = waiting.state else { return fire(waiting.due, &pass) }
        let circumstances = try pass.reader.circumstances(for: state)
        let stuck = stuck[state.id]
        fire(Due(waiting.timer, of: state, circumstances, engine, but: stuck), &pass)
    }

    mutating func fire(_ due: Due, _ pass: inout Pass) {
        let item = due.timer.item
        let place = pass.commits.count
        var next = due.next
        if due.commit == nil {
            setAside(due.timer, due.refusal)
            next = due.state?.firstTimer(due: now, but: stuck[item])
        } else {
            pass.commits.append(due)
        }
        guard let next, let state = due.state else { return }
        if next.dueAt <= due.timer.dueAt {
            let turn = Turn(due.timer, state)
            if let first = pass.turns[turn] {
                // Kept, it would do the same again with every tick. The item is read once more for
                // its other timers.
                pass.voidFrom[item] = first
                return setAside(due.timer, .goesRound(due.timer))
            }
            pass.turns[turn] = place
        }
        pass.wait(Waiting(timer: next, due: due, state: state))
    }

    private mutating func setAside(_ timer: TimerRow, _ refusal: Refusal?) {
        stuck[timer.item, default: []].insert(timer.key)
        setAside += 1
        if let refusal { outcome.faults.append(TickFault(timer: timer, refusal: refusal)) }
    }

    mutating func setAside(_ item: String, _ fault: TickFault) {
        unreadable.insert(item)
        setAside += 1
        outcome.faults.append(fault)
    }

    // MARK: Writing

    /// Writes all that was decided, but for what goes round in circles.
    mutating func writeAll(_ pass: inout Pass) async throws(EngineError) {
        if !pass.voidFrom.isEmpty {
            pass.commits = pass.commits.enumerated().filter { place, due in
                pass.voidFrom[due.timer.item].map { place < $0 } ?? true
            }.map(\.element)
        }
        while !pass.commits.isEmpty { try await write(&pass) }
    }

    /// Writes the next part. What could not be written of an item, a later commit must not go on
    /// from.
    mutating func write(_ pass: inout Pass) async throws(EngineError) {
        var part = pass.commits
        if part.count > Self.mostOfPart {
            part = Array(pass.commits.prefix(Self.mostOfPart))
            pass.commits.removeFirst(Self.mostOfPart)
        } else {
            pass.commits = []
        }
        pass.written += part.count
        if !pass.overtaken.isEmpty { part.removeAll { pass.overtaken.contains($0.timer.item) } }
        if part.isEmpty { return }
        let (store, commits) = (engine.store, part.compactMap(\.commit))
        let results = try await engine.stored { () async throws(StoreError) in
            try await store.commit(batch: commits)
        }
        defer { pass.reader.giveBack(part) }
        for (commit, result) in zip(commits, results) {
            engine.states.forget(commit.item)
            switch result {
            case .success(let events):
                outcome.fired += 1
                outcome.notifications += commit.notifications.count + commit.held.count
                outcome.events.append(contentsOf: events)
            case .failure(let error):
                // Somebody advanced the item meanwhile: it is read anew with the next pass.
                guard error.code == .conflict else { throw .store(error) }
                pass.overtaken.insert(commit.item)
            }
        }
    }
}

extension Sweep.Pass {
    mutating func wait(_ new: Sweep.Waiting) {
        // What fires after it comes before it.
        var range = 0..<waiting.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if TimerRow.firesBefore(new.timer, waiting[middle].timer) {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        waiting.insert(new, at: range.lowerBound)
    }
}
