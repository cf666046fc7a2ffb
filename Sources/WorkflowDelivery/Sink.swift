public import WorkflowStorage

/// Where notifications go.
public protocol Sink: Sendable {
    /// As notification rules name it, and the outbox.
    var name: String { get }

    /// Sends notifications, in order. What is reported as delivered will not come again; anything
    /// else will, also after a crash, so a receiver goes by `OutboxRow.eventID`.
    func deliver(_ notifications: [OutboxRow]) async -> SinkReport
}

/// What a sink made of the notifications it was given.
public struct SinkReport: Hashable, Sendable {
    /// The `OutboxRow.id` of those that have arrived, durably.
    public var delivered: [Int64]
    public var failures: [DeliveryFailure]

    public init(delivered: [Int64] = [], failures: [DeliveryFailure] = []) {
        self.delivered = delivered
        self.failures = failures
    }
}

/// Why a notification has not arrived.
public struct DeliveryFailure: Hashable, Sendable {
    public var sink: String
    /// Its `OutboxRow.id`.
    public var notification: Int64
    /// What the system or the receiver said, for the log.
    public var reason: String
    /// What the receiver answered with, of HTTP or of SMTP; nil when it did not answer.
    public var status: Int?
    /// Whether it was given up.
    public var isDead: Bool

    public init(
        sink: String, notification: Int64, reason: String, status: Int? = nil,
        isDead: Bool = false
    ) {
        self.sink = sink
        self.notification = notification
        self.reason = reason
        self.status = status
        self.isDead = isDead
    }
}
