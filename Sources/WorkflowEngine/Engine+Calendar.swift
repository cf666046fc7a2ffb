public import Diagnostics
public import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// A running deadline, or a timed transition that waits, that ends elsewhere by another edition of
/// its calendar.
public struct MovedEnd: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case deadline
        /// A timed transition.
        case timer
    }

    public var item: String
    /// The agency whose desk the item lies on.
    public var owner: String?
    public var kind: Kind
    /// Of the deadline, or of the state that the timed transition leaves.
    public var name: String
    public var title: LocalizedText
    public var before: CalendarDate
    public var after: CalendarDate
}

/// What adopting an edition of a calendar did.
public struct AdoptOutcome: Hashable, Sendable {
    /// In the order of items.
    public var moved: [MovedEnd] = []
    /// Running deadlines and waiting timers that were looked at.
    public var looked = 0
    /// Messages put in the outbox.
    public var notifications = 0

    public init() {}
}

extension Engine {
    /// Every running deadline and timed transition that ends elsewhere by `new` than by `old`, in the
    /// order of items. Changes nothing.
    public func moves(
        from old: WorkingCalendar, to new: WorkingCalendar
    ) async throws(EngineError) -> [MovedEnd] {
        var moved: [MovedEnd] = []
        try await forEachOpenItem(of: new.name) { (state, row) throws(EngineError) in
            let now = clock.now
            let byOld = Circumstances(actor: nil, now: now, rules: rules, calendar: old)
            let byNew = Circumstances(actor: nil, now: now, rules: rules, calendar: new)
            for (before, after) in zip(state.ends(byOld), state.ends(byNew))
            where before.dueAt != after.dueAt {
                moved.append(
                    MovedEnd(
                        row, state.workflow.deadlines[before.deadline], before.due, after.due))
            }
            let ends = zip(state.timerEnds(byOld), state.timerEnds(byNew))
            for (timer, (before, after)) in zip(state.timers, ends) where before != after {
                moved.append(MovedEnd(row, timer, state.workflow, before, after, old.zone))
            }
        }
        return try await shown(moved)
    }

    private func shown(_ moved: [MovedEnd]) async throws(EngineError) -> [MovedEnd] {
        let hidden = try await hidden(among: Set(moved.map(\.item)))
        return moved.filter { !hidden.contains($0.item) }
    }

    /// Counts the running deadlines and timed transitions of a calendar by this edition of it. Those
    /// that end elsewhere are moved in one transaction, the date before kept in the history beside
    /// the new one. Only who the edition names may (`WorkingCalendar.adopters`).
    ///
    /// An item that somebody advances at that moment is left out of the transaction and counted
    /// again, on its own, right after. Adopting an edition twice changes nothing.
    public func adopt(
        _ calendar: WorkingCalendar, as actorID: String
    ) async throws(EngineError) -> AdoptOutcome {
        let acting = try await acting(as: actorID)
        let main = try actor(actorID)
        // Which edition is in force is nothing that others decide in somebody's name.
        let own = acting.capacities.filter { $0.principal == nil }
        func isPermitted(_ actor: Actor) -> Bool {
            (try? permitAdoption(of: calendar, by: actor, rules.organisation)) != nil
        }
        let actor = own.first(where: isPermitted) ?? main
        try refusing { () throws(Refusal) in
            try permitAdoption(of: calendar, by: actor, rules.organisation)
        }
        let circumstances = Circumstances(
            actor: actor, standIns: acting.standIns, now: clock.now, rules: rules,
            calendar: calendar)
        var outcome = AdoptOutcome()
        var commits: [Commit] = []
        var moves: [String: [MovedEnd]] = [:]
        try await forEachOpenItem(of: calendar.name) { (state, row) throws(EngineError) in
            outcome.looked += state.deadlines.count { $0?.isRunning == true }
            outcome.looked += state.timers.count
            if let (commit, moved) = try recounting(state, row, circumstances) {
                commits.append(commit)
                moves[row.id] = moved
            }
        }
        while !commits.isEmpty {
            let batch = commits
            commits = []
            let results = try await stored { () async throws(StoreError) in
                try await store.commit(batch: batch)
            }
            for (commit, result) in zip(batch, results) {
                states.forget(commit.item)
                switch result {
                case .success:
                    outcome.moved += moves[commit.item] ?? []
                    outcome.notifications += commit.notifications.count + commit.held.count
                case .failure(let error):
                    guard error.code == .conflict else { throw .store(error) }
                    let (state, record) = try await read(commit.item)
                    if let (again, moved) = try recounting(state, record.row, circumstances) {
                        commits.append(again)
                        moves[commit.item] = moved
                    }
                }
            }
        }
        outcome.moved = try await shown(outcome.moved)
        outcome.moved.sort { $0.item.utf8.lexicographicallyPrecedes($1.item.utf8) }
        return outcome
    }

    /// What moves the deadlines and timers of an item; nil when none of them moves.
    private func recounting(
        _ state: ItemState, _ row: ItemRow, _ circumstances: Circumstances
    ) throws(EngineError) -> (Commit, [MovedEnd])? {
        let events = try refusing { () throws(Refusal) in
            try decide(state, .recount, circumstances)
        }
        guard case .recounted(let recounted)? = events.first?.body else { return nil }
        var next = state
        next.apply(events)
        let workflow = state.workflow
        let deadlines = zip(recounted.deadlines, recounted.before).map { change, before in
            MovedEnd(row, workflow.deadlines[change.deadline], before, change.after.due)
        }
        let zone = circumstances.calendar.zone
        let timers = recounted.timers.map { change in
            MovedEnd(
                row, change.before, workflow, change.before.dueAt, change.after.dueAt, zone)
        }
        return (commit(next, events, from: state.version, circumstances), deadlines + timers)
    }

    private func forEachOpenItem(
        of calendar: String, _ body: (ItemState, ItemRow) throws(EngineError) -> Void
    ) async throws(EngineError) {
        var after: String?
        while true {
            let query = ItemQuery(isFinished: false, after: after, limit: 500)
            let rows = try await stored { () async throws(StoreError) in
                try await store.items(query)
            }
            guard let last = rows.last else { return }
            after = last.id
            for row in rows {
                let record = try await stored { () async throws(StoreError) in
                    try await store.item(row.id)
                }
                // Finished meanwhile, or gone: nothing of it runs.
                guard let record else { continue }
                let state = try await state(from: record)
                guard state.workflow.calendar == calendar else { continue }
                try body(state, record.row)
            }
        }
    }
}

extension MovedEnd {
    fileprivate init(
        _ row: ItemRow, _ definition: DeadlineDefinition, _ before: CalendarDate,
        _ after: CalendarDate
    ) {
        self.init(
            item: row.id, owner: row.owner, kind: .deadline, name: definition.name,
            title: definition.title, before: before, after: after)
    }

    fileprivate init(
        _ row: ItemRow, _ timer: ArmedTimer, _ workflow: Workflow, _ before: Instant,
        _ after: Instant, _ zone: Zone
    ) {
        let state = workflow[timer.state]
        let targets = state.timed[timer.index].transition.targets.map { workflow[$0].title }
        let title = targets.reduce(state.title) { $0 + LocalizedText(" → ") + $1 }
        // A day that is over ends as the next one begins: its date is the one counted to.
        func date(_ end: Instant) -> CalendarDate { end.adding(milliseconds: -1).date(in: zone) }
        self.init(
            item: row.id, owner: row.owner, kind: .timer, name: state.name, title: title,
            before: date(before), after: date(after))
    }
}
