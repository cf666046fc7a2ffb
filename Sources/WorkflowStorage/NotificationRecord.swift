public import WorkflowCalendar

/// A notification, and what has become of it so far.
public struct NotificationRecord: Hashable, Sendable {
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Not sent yet.
        case waiting
        /// Sent at least once in vain, to be sent again.
        case retrying
        case delivered
        /// Given up: the receiver did not want it, or not for too long.
        case dead
        /// Set aside by somebody.
        case dropped
    }

    /// The `OutboxRow.id`.
    public var id: Int64
    public var sink: String
    public var item: String
    /// As `OutboxRow.payload`; nil once it was delivered.
    public var payload: String?
    public var state: State
    /// How many times it was sent.
    public var attempts: Int
    /// When it was sent first, as far as that is kept.
    public var firstAt: Instant?
    /// When it was sent last, delivered or given up.
    public var lastAt: Instant?
    /// The moment from which it may be sent again.
    public var notBefore: Instant?
    /// What the receiver answered last, of HTTP or of SMTP; nil when it did not answer.
    public var status: Int?
    /// The beginning of that answer, or what the system said.
    public var problem: String?
    public var droppedAt: Instant?

    public init(
        id: Int64, sink: String, item: String, payload: String?, state: State, attempts: Int = 0,
        firstAt: Instant? = nil, lastAt: Instant? = nil, notBefore: Instant? = nil,
        status: Int? = nil, problem: String? = nil, droppedAt: Instant? = nil
    ) {
        self.id = id
        self.sink = sink
        self.item = item
        self.payload = payload
        self.state = state
        self.attempts = attempts
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.notBefore = notBefore
        self.status = status
        self.problem = problem
        self.droppedAt = droppedAt
    }

    /// What is or would be sent; nil once it was delivered.
    public var row: OutboxRow? {
        payload.map { OutboxRow(id: id, sink: sink, item: item, payload: $0) }
    }
}

/// Which notifications to list. What is nil is not asked for.
public struct NotificationQuery: Hashable, Sendable {
    public var sink: String?
    public var states: Set<NotificationRecord.State>
    public var item: String?
    /// Those with a larger id.
    public var after: Int64
    public var limit: Int

    public init(
        sink: String? = nil,
        states: Set<NotificationRecord.State> = Set(NotificationRecord.State.allCases),
        item: String? = nil, after: Int64 = 0, limit: Int = 100
    ) {
        self.sink = sink
        self.states = states
        self.item = item
        self.after = after
        self.limit = limit
    }
}

/// How the notifications for one sink stand.
public struct DeliveryCounts: Hashable, Sendable {
    public var sink: String
    /// In the outbox, `retrying` among them.
    public var waiting = 0
    public var retrying = 0
    public var delivered = 0
    /// Given up, `dropped` among them.
    public var dead = 0
    public var dropped = 0
    /// Not in the outbox yet: messages held back until they may go out.
    public var held = 0
    public var circuit = Circuit()

    public init(sink: String) {
        self.sink = sink
    }

    /// All that ever were in the outbox.
    public var queued: Int { delivered + waiting + dead }
}
