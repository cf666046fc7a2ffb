public import WorkflowCore
public import WorkflowModel
public import WorkflowStorage

/// What a command did.
public struct Outcome: Sendable {
    public var item: ItemState
    /// In order; empty when nothing had to be done.
    public var events: [SealedEvent]
    /// True when an idempotency key was used before and this is the answer given then.
    public var isRepeated: Bool
    /// What followed from it for the parent and the children of the item, in order.
    public var related: [SealedEvent]

    public init(
        item: ItemState, events: [SealedEvent], isRepeated: Bool = false,
        related: [SealedEvent] = []
    ) {
        self.item = item
        self.events = events
        self.isRepeated = isRepeated
        self.related = related
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
    /// Notifications caused: put in the outbox, or held until they may go out.
    public var notifications = 0
    /// What happened, in order.
    public var events: [SealedEvent] = []
    /// Timers that could not be fired, and why. They stay armed.
    public var faults: [TickFault] = []

    public init() {}
}

/// What starting by schedule did.
public struct ScheduleOutcome: Sendable {
    /// Identifiers of the items started, in order.
    public var started: [String] = []
    /// Notifications put in the outbox.
    public var notifications = 0
    public var events: [SealedEvent] = []
    /// Items that could not be started, and why. The next run tries again.
    public var faults: [StartFault] = []

    public init() {}
}

/// An item that a schedule could not start.
public struct StartFault: Sendable {
    public var start: ScheduledStart
    public var error: EngineError

    public init(start: ScheduledStart, error: EngineError) {
        self.start = start
        self.error = error
    }
}

/// How far a schedule has come for one agency.
public struct ScheduleProgress: Sendable {
    public var schedule: Schedule
    /// Nil for a schedule that starts one item a period.
    public var agency: String?
    /// The last item that was started.
    public var last: ScheduledStart?
    /// What is to be started by now, the earliest first.
    public var missing: [ScheduledStart]

    public init(
        schedule: Schedule, agency: String?, last: ScheduledStart?, missing: [ScheduledStart]
    ) {
        self.schedule = schedule
        self.agency = agency
        self.last = last
        self.missing = missing
    }
}

/// A timer that could not be fired.
public struct TickFault: Hashable, Sendable {
    /// The key of `timer` when not even its item could be read.
    public static let wholeItem = "item"

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
    public var section: InboxSection
    /// Whom the person stands in for in this; nil when it is their own.
    public var principal: Actor.Principal?

    public init(
        task: TaskRow, item: ItemRow, section: InboxSection = .role,
        principal: Actor.Principal? = nil
    ) {
        self.task = task
        self.item = item
        self.section = section
        self.principal = principal
    }
}
