public import WorkflowCalendar

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One change of one item, written as a whole or not at all.
///
/// A reference, because it passes through many hands and is the same in all of them.
public final class Commit: Sendable {
    public let item: String
    /// The version the decision was made on; 0 when the item must not exist yet.
    public let expectedVersion: Int
    public let events: [DraftEvent]
    public let projection: Projection
    public let notifications: [DraftNotification]
    /// Notifications that may not go out yet.
    public let held: [DraftHeldMessage]
    /// Remembered with the commit, so that the same key is answered and not applied again: the text
    /// of an `IdempotencyKey`.
    public let key: String?
    /// Kept with the commit when the store does not have it yet.
    public let definition: DefinitionRecord?
    /// The version of the register of delegations it was decided on; nil when none let it happen.
    public let delegationVersion: Int?
    /// What the store has made of the projection, if it was asked to.
    public let preparation: (any CommitPreparation)?

    public init(
        item: String, expectedVersion: Int, events: [DraftEvent], projection: Projection,
        notifications: [DraftNotification] = [], held: [DraftHeldMessage] = [],
        key: String? = nil, definition: DefinitionRecord? = nil, delegationVersion: Int? = nil,
        preparation: (any CommitPreparation)? = nil
    ) {
        self.item = item
        self.expectedVersion = expectedVersion
        self.events = events
        self.projection = projection
        self.notifications = notifications
        self.held = held
        self.key = key
        self.definition = definition
        self.delegationVersion = delegationVersion
        self.preparation = preparation
    }
}

/// What a store has made beforehand of a commit; its own business.
public protocol CommitPreparation: AnyObject, Sendable {}

/// An event before it has its place in the chain.
public struct DraftEvent: Hashable, Sendable {
    public var item: String
    /// The item's version once this event has happened: 1, 2, 3 …
    public var version: Int
    /// Such as `item.advanced`.
    public var type: String
    public var at: Instant
    /// Who caused it; nil for the clock.
    public var actor: String?
    /// Canonical JSON, an object.
    public var data: String

    public init(
        item: String, version: Int, type: String, at: Instant, actor: String?, data: String
    ) {
        self.item = item
        self.version = version
        self.type = type
        self.at = at
        self.actor = actor
        self.data = data
    }
}

/// An event in its place in the chain.
public struct SealedEvent: Hashable, Sendable {
    /// Its number in the whole store: 1, 2, 3 … without a gap.
    public var sequence: Int64
    public var event: DraftEvent
    /// SHA-256 over the hash before it and its own content, in hexadecimal.
    public var hash: String

    public init(sequence: Int64, event: DraftEvent, hash: String) {
        self.sequence = sequence
        self.event = event
        self.hash = hash
    }
}

/// Everything kept about an item besides its events; can be rebuilt from them.
public struct Projection: Hashable, Sendable {
    public var row: ItemRow
    /// The state of the item for the next decision, in bytes that are none of the store's business.
    public var snapshot: [UInt8]
    /// The open tasks, all of them.
    public var tasks: [TaskRow]
    /// The armed timers, all of them.
    public var timers: [TimerRow]

    public init(row: ItemRow, snapshot: [UInt8], tasks: [TaskRow], timers: [TimerRow]) {
        self.row = row
        self.snapshot = snapshot
        self.tasks = tasks
        self.timers = timers
    }
}

/// A notification waiting to be written to a sink.
public struct DraftNotification: Hashable, Sendable {
    public var sink: String
    /// A CloudEvents 1.0 envelope as a JSON object on one line, but for its `id`, which
    /// `OutboxRow.envelope` adds once the notification has its place in the outbox.
    public var payload: String

    public init(sink: String, payload: String) {
        self.sink = sink
        self.payload = payload
    }
}

public struct OutboxRow: Hashable, Sendable {
    public var id: Int64
    public var sink: String
    public var item: String
    public var payload: String

    public init(id: Int64, sink: String, item: String, payload: String) {
        self.id = id
        self.sink = sink
        self.item = item
        self.payload = payload
    }
}

/// What was answered to an idempotency key: the events it caused, by sequence.
public struct RememberedAnswer: Hashable, Sendable {
    public var item: String
    public var first: Int64
    public var last: Int64
    /// The key as it was used, with its request if that is known.
    public var key: String?

    public init(item: String, first: Int64, last: Int64, key: String? = nil) {
        self.item = item
        self.first = first
        self.last = last
        self.key = key
    }
}

/// A definition as kept in the store: its texts, by which items pinned to it are run.
public struct DefinitionRecord: Hashable, Sendable {
    public var hash: String
    public var name: String
    public var version: Int
    /// JSON list of `{path, text}`.
    public var sources: String

    public init(hash: String, name: String, version: Int, sources: String) {
        self.hash = hash
        self.name = name
        self.version = version
        self.sources = sources
    }

    /// Whether the sources contain a word, as written.
    public func mentions(_ word: String) -> Bool {
        sources.withCString { strstr($0, word) != nil }
    }
}

extension Commit {
    /// The held messages in their places, after the notifications.
    ///
    /// - Parameter first: The sequence of the first event of the commit.
    package func heldMessages(first: Int64) -> [HeldMessage] {
        held.enumerated().map { index, draft in
            HeldMessage(
                id: OutboxRow.id(first: first, index: notifications.count + index), item: item,
                draft)
        }
    }
}
