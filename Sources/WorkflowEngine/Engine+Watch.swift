public import WorkflowCalendar
import WorkflowModel
import WorkflowStorage

extension Engine {
    /// What failed is tried again at the next tick, and after so many milliseconds at the latest.
    static let retryPause: Int64 = 60_000
    /// Before another look at a store that somebody has been writing to for longer than one waits,
    /// in milliseconds.
    static let busyPause: Int64 = 1_000

    /// Ticks when something is due or the store has changed, and sleeps in between, until the alarm
    /// says to stop. What a round has begun it finishes.
    ///
    /// - Parameters:
    ///   - nextMoment: when to wake besides for the timers of items; nil for never. A moment that is
    ///     past counts as something that failed.
    ///   - afterTick: what else belongs to a round, such as delivering what waits. Called after every
    ///     tick, also one that did nothing.
    /// - Throws: what `tick`, the alarm and the closures throw; that the store is busy is waited out.
    public func watch(
        alarm: some Alarm,
        nextMoment: () async throws -> Instant? = { nil },
        afterTick: (TickOutcome) async throws -> WatchRound
    ) async throws -> WatchEnd {
        while true {
            // Nothing is lost between look and sleep: what was written before this line is seen by
            // the round, and what is written after it ends the wait.
            try alarm.forgetChanges()
            let next: Instant?
            do {
                next = try await round(nextMoment, afterTick)
            } catch {
                guard Self.isBusy(error) else { throw error }
                next = clock.now.adding(milliseconds: Self.busyPause)
            }
            switch try await alarm.wait(until: next) {
            case .due, .changed, .clockSet: continue
            case .definitionsChanged: return .definitionsChanged
            case .stop: return .stopped
            }
        }
    }

    /// The next moment something other than a timer of an item is due: a held message may go out,
    /// a notification may be sent, or a schedule starts an item. Nil when none will.
    public func nextMoment() async throws(EngineError) -> Instant? {
        var moments = [
            try await stored { () async throws(StoreError) in try await store.nextRelease() }
        ]
        let now = clock.now
        for sink in rules.notifications.sinks.keys.sorted() {
            moments.append(
                try await stored { () async throws(StoreError) in
                    try await store.nextAttempt(sink: sink, at: now)
                })
        }
        for schedule in rules.schedules {
            let calendar = try calendar(of: schedule)
            moments.append(schedule.nextOccurrence(after: now, calendar)?.startsAt)
        }
        return moments.compactMap(\.self).min()
    }

    /// Does what is due, and says when to look again; nil: when something changes.
    private func round(
        _ nextMoment: () async throws -> Instant?,
        _ afterTick: (TickOutcome) async throws -> WatchRound
    ) async throws -> Instant? {
        // Signs of a change come before it can be read, and no other may follow.
        try await stored { () async throws(StoreError) in try await store.awaitWriters() }
        let now = clock.now
        let ticked = try await tick()
        let round = try await afterTick(ticked)
        // What a round writes is a sign of change as well, and so would be that somebody else wrote
        // meanwhile. Another round at once looks behind both; one that wrote nothing ends it.
        if ticked.fired > 0 || round.hasWritten { return now }
        // A timer that is due and was not fired is one that cannot be, and nothing to wake for.
        var moments = [
            try await stored { () async throws(StoreError) in
                try await store.nextWake(after: now)
            }
        ]
        let moment = try await nextMoment()
        let isPast = moment.map { $0 <= now } ?? false
        if !isPast { moments.append(moment) }
        if isPast || round.hasFailed || !ticked.faults.isEmpty {
            moments.append(now.adding(milliseconds: Self.retryPause))
        }
        return moments.compactMap(\.self).min()
    }

    private static func isBusy(_ error: any Error) -> Bool {
        if case .store(let error)? = error as? EngineError { return error.code == .busy }
        return (error as? StoreError)?.code == .busy
    }
}
