public import WorkflowCalendar

/// The outbox as those see it who deliver from it and who look after it.
///
/// A notification is in exactly one place: it waits in the outbox, was delivered, or is dead. Of
/// those of one item for one sink, a *lane*, the next may be sent only once the one before it is
/// delivered or dead; while one waits for another attempt its whole lane does.
///
/// The state of attempts and circuits is kept here and not in a process, so that any process goes
/// on where another ended.
public protocol DeliveryStore: Sendable {
    /// Waiting notifications that may be sent right away, in order of their ids, at most `limit`:
    /// those with an id after `after` of lanes in which none waits for another attempt.
    func readyNotifications(
        sink: String, after: Int64, limit: Int
    ) async throws(StoreError) -> [OutboxRow]
    /// Notifications whose next attempt is due at `now` or before, one of a lane, those due first
    /// before the others, at most `limit`.
    func dueRetries(
        sink: String, at now: Instant, limit: Int
    ) async throws(StoreError) -> [Retry]
    /// The earliest moment from `now` on at which something may be sent: `now` itself when it may
    /// be already; nil when nothing waits. Until its circuit closes nothing may.
    func nextAttempt(sink: String, at now: Instant) async throws(StoreError) -> Instant?
    /// The circuit of a sink; closed where nothing is known.
    func circuit(of sink: String) async throws(StoreError) -> Circuit
    /// Records what became of attempts, and of the circuit if it changed, in one transaction.
    ///
    /// Recording something again changes nothing, nor does a failure of what was delivered or given
    /// up meanwhile. That a receiver has a notification is so even if it was given up before.
    func record(
        _ results: [DeliveryResult], circuit: Circuit?, sink: String
    ) async throws(StoreError)
    /// Makes the caller the only one who delivers for a sink, until it releases the lock or its
    /// process ends; nil while somebody else is.
    func deliveryLock(for sink: String) async throws(StoreError) -> DeliveryLock?

    /// How many there are of each state, by sink, in the order of their names.
    func deliveryCounts() async throws(StoreError) -> [DeliveryCounts]
    /// Notifications in order of their ids, at most `query.limit`.
    func notifications(
        _ query: NotificationQuery
    ) async throws(StoreError) -> [NotificationRecord]
    /// Has notifications sent at the next opportunity: the dead wait again, with the same id and
    /// no attempts behind them, and those that wait for another attempt wait no longer. Circuits
    /// that are open let an attempt through.
    ///
    /// - Returns: The ids that were of these.
    func requeue(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64]
    /// Sets notifications aside for good: the dead, and those that wait.
    ///
    /// - Returns: The ids that were of these and not set aside yet.
    func drop(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64]
}

extension DeliveryStore {
    /// One notification; nil when there is none of that id.
    public func notification(_ id: Int64) async throws(StoreError) -> NotificationRecord? {
        let found = try await notifications(NotificationQuery(after: id - 1, limit: 1))
        return found.first { $0.id == id }
    }

    /// What waits for a sink, also what waits for another attempt and what waits behind it.
    public func waitingNotifications(
        sink: String, limit: Int
    ) async throws(StoreError) -> [OutboxRow] {
        let query = NotificationQuery(sink: sink, states: [.waiting, .retrying], limit: limit)
        return try await notifications(query).compactMap(\.row)
    }
}
