public import WorkflowCore
public import WorkflowStorage

/// What a command did.
public struct Outcome: Sendable {
    public var item: ItemState
    /// In order; empty when nothing had to be done.
    public var events: [SealedEvent]
    /// True when an idempotency key was used before and this is the answer given then.
    public var isRepeated: Bool

    public init(item: ItemState, events: [SealedEvent], isRepeated: Bool = false) {
        self.item = item
        self.events = events
        self.isRepeated = isRepeated
    }
}

/// What loading a plan did: identifiers of items.
public struct LoadOutcome: Hashable, Sendable {
    public var started: [String] = []
    public var unchanged: [String] = []

    public init() {}
}

/// What a tick did.
public struct TickOutcome: Hashable, Sendable {
    /// Timers that fired.
    public var fired = 0
    /// Notifications put in the outbox.
    public var notifications = 0
    /// What happened, in order.
    public var events: [SealedEvent] = []
    /// Timers that could not be fired, and why. They stay armed.
    public var faults: [TickFault] = []

    public init() {}
}

/// A timer that could not be fired.
public struct TickFault: Hashable, Sendable {
    public var timer: TimerRow
    public var refusal: Refusal

    public init(timer: TimerRow, refusal: Refusal) {
        self.timer = timer
        self.refusal = refusal
    }
}

/// One line of an inbox.
public struct InboxEntry: Hashable, Sendable {
    public var task: TaskRow
    public var item: ItemRow

    public init(task: TaskRow, item: ItemRow) {
        self.task = task
        self.item = item
    }
}
