public import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

extension Engine {
    /// Puts the held messages that may go out by now in the outbox, those that wait for the same
    /// recipient and sink as one.
    ///
    /// Where the office is closed at this moment, or it is a quiet hour (nobody looked in time, or
    /// the day was made a day off meanwhile), they are put off until that is over. Any number of
    /// processes may do this at once: every message is in the outbox once.
    public func releaseHeld() async throws(EngineError) -> ReleaseOutcome {
        let now = clock.now
        // By their hours, when messages may go out: now or later.
        var openings: [String: Instant] = [:]
        var outcome = ReleaseOutcome()
        while true {
            let due = try await stored { () async throws(StoreError) in
                try await store.heldMessages(due: now)
            }
            if due.isEmpty { break }
            for hours in due.map(\.calendar) where openings[hours] == nil {
                openings[hours] = opening(of: MessageHours(hours), onOrAfter: now)
            }
            let closed = openings.filter { $0.value > now }.sorted { $0.key < $1.key }
            // Whoever is overtaken by another process looks again what that one left.
            for (hours, opening) in closed {
                let early = due.filter { $0.calendar == hours }
                if early.isEmpty { continue }
                try await unlessOvertaken { () async throws(StoreError) in
                    try await store.hold(early, until: opening)
                }
            }
            let open = due.filter { message in !closed.contains { $0.key == message.calendar } }
            for batch in Parcel.batches(of: open) {
                let rows = batch.map { $0.row(at: now, rules.calendars) }
                let isReleased = try await unlessOvertaken { () async throws(StoreError) in
                    try await store.release(batch.flatMap(\.messages), as: rows)
                }
                if isReleased { outcome.count(batch) }
            }
        }
        try await lookAhead(from: now, &outcome)
        return outcome
    }

    /// When messages of these hours may go out. A message whose calendar there is no more waits for
    /// no office.
    private func opening(of hours: MessageHours, onOrAfter now: Instant) -> Instant {
        guard let calendar = rules.calendars[hours.calendar]?.inForce(at: now) else { return now }
        return hours.opening(onOrAfter: now, by: calendar)
    }

    private func lookAhead(
        from now: Instant, _ outcome: inout ReleaseOutcome
    ) async throws(EngineError) {
        let next = try await stored { () async throws(StoreError) in
            try await store.nextRelease()
        }
        guard let next else { return }
        outcome.nextAt = next
        outcome.held = try await stored { () async throws(StoreError) in
            try await store.heldCount(after: now)
        }
    }

    /// False when another process was quicker; then nothing was done.
    @discardableResult
    private func unlessOvertaken(
        _ change: () async throws(StoreError) -> Void
    ) async throws(EngineError) -> Bool {
        do {
            try await change()
            return true
        } catch {
            guard error.code == .conflict else { throw .store(error) }
            return false
        }
    }
}

/// What releasing held messages did.
public struct ReleaseOutcome: Hashable, Sendable {
    /// Messages that were held and are in the outbox now, by themselves or in a digest.
    public var released = 0
    /// Digests put in the outbox.
    public var digests = 0
    /// How many of the messages are in these.
    public var gathered = 0
    /// Messages that go on waiting.
    public var held = 0
    /// When the first of these may go out.
    public var nextAt: Instant?

    public init() {}

    mutating func count(_ parcels: [Parcel]) {
        for parcel in parcels {
            released += parcel.messages.count
            guard parcel.isDigest else { continue }
            digests += 1
            gathered += parcel.messages.count
        }
    }
}
