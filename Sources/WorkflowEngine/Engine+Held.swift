public import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

extension Engine {
    /// Puts the held messages that may go out by now in the outbox, those that wait for the same
    /// recipient and sink as one.
    ///
    /// Where the office is closed at this moment, or it is a quiet hour (nobody looked in time, or
    /// the day was made a day off meanwhile), they are put off until that is over. What reminds of
    /// something that was done while it waited is dropped. Any number of processes may do this at
    /// once: every message is in the outbox once.
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
            let over = try await over(among: open)
            if !over.isEmpty {
                let isDropped = try await unlessOvertaken { () async throws(StoreError) in
                    try await store.release(over, as: [])
                }
                if isDropped { outcome.dropped += over.count }
            }
            let ids = Set(over.map(\.id))
            for batch in Parcel.batches(of: open.filter { !ids.contains($0.id) }) {
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

    /// Those about steps of ladders of which nobody need be told any more.
    private func over(
        among messages: [HeldMessage]
    ) async throws(EngineError) -> [HeldMessage] {
        var over: [HeldMessage] = []
        // Several steps of an item, or several people to tell of one, often wait together.
        var notices: [(message: HeldMessage, notice: LadderNotice)] = []
        for message in messages {
            if let notice = LadderNotice(message.payload) { notices.append((message, notice)) }
        }
        for (item, group) in Dictionary(grouping: notices, by: \.message.item) {
            let record = try await stored { () async throws(StoreError) in
                try await store.item(item)
            }
            guard let record else { continue }
            let state: ItemState
            do throws(EngineError) {
                state = try await self.state(from: record)
            } catch {
                // Of an item that cannot be read nobody knows that it is done.
                guard case .store(let damage) = error, damage.code == .corrupt else { throw error }
                continue
            }
            over += group.filter { $0.notice.isOver(in: state, rules) }.map(\.message)
        }
        return over.sorted(by: HeldMessage.goesBefore)
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
    /// Messages that reminded of what was done, or put off, while they waited: they go nowhere.
    public var dropped = 0
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
