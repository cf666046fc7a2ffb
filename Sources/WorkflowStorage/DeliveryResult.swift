public import WorkflowCalendar

/// What became of one attempt to deliver a notification.
public struct DeliveryResult: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        case delivered
        /// It failed, and another attempt may be made from that moment on.
        case retry(at: Instant)
        /// It failed, and no other will be made.
        case dead
    }

    /// The `OutboxRow.id`.
    public var notification: Int64
    public var item: String
    public var outcome: Outcome
    public var at: Instant
    /// How many attempts there have been, this one counted.
    public var attempts: Int
    /// When the first of them was made.
    public var firstAt: Instant
    /// What the receiver answered with, of HTTP or of SMTP; nil when it did not answer.
    public var status: Int?
    /// The beginning of its answer, or what the system said; nil when all was well.
    public var problem: String?

    public init(
        notification: Int64, item: String, outcome: Outcome, at: Instant, attempts: Int = 1,
        firstAt: Instant? = nil, status: Int? = nil, problem: String? = nil
    ) {
        self.notification = notification
        self.item = item
        self.outcome = outcome
        self.at = at
        self.attempts = attempts
        self.firstAt = firstAt ?? at
        self.status = status
        self.problem = problem
    }
}

/// A notification that waits for another attempt.
public struct Retry: Hashable, Sendable {
    public var row: OutboxRow
    /// How many attempts there have been.
    public var attempts: Int
    /// When the first of them was made.
    public var firstAt: Instant
    /// The moment from which it may be sent again.
    public var notBefore: Instant

    public init(row: OutboxRow, attempts: Int, firstAt: Instant, notBefore: Instant) {
        self.row = row
        self.attempts = attempts
        self.firstAt = firstAt
        self.notBefore = notBefore
    }
}

/// Whether a sink is worth trying: what repeated failures say of its receiver.
public struct Circuit: Hashable, Sendable {
    /// Failures one after the other, none of which was an answer to this notification alone.
    public var failures: Int
    /// Open until then: nothing is sent. Nil when it is closed. Past: one attempt may tell.
    public var openUntil: Instant?

    public init(failures: Int = 0, openUntil: Instant? = nil) {
        self.failures = failures
        self.openUntil = openUntil
    }

    public func isOpen(at now: Instant) -> Bool {
        openUntil.map { $0 > now } ?? false
    }
}
