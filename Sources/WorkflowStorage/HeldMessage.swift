public import WorkflowCalendar

/// A notification that may not go out yet, before it has its place.
public struct DraftHeldMessage: Hashable, Sendable {
    public var sink: String
    /// Messages for the same recipient and sink that wait together may be made into one; nil when
    /// it goes out by itself. An agency, or agency and person: `so-khcn/khcn.linh`.
    public var recipient: String?
    /// As `DraftNotification.payload`.
    public var payload: String
    /// The moment from which it may go out.
    public var notBefore: Instant
    /// The name of the calendar whose office hours it keeps, and what else says in which hours it
    /// may go out: `vn-state`, `vn-state 18:00-07:00`.
    public var calendar: String

    public init(
        sink: String, recipient: String?, payload: String, notBefore: Instant, calendar: String
    ) {
        self.sink = sink
        self.recipient = recipient
        self.payload = payload
        self.notBefore = notBefore
        self.calendar = calendar
    }
}

/// A notification waiting for the moment it may go out. Then it is taken out and what goes out in
/// its stead is put in the outbox, by `Store.release(_:as:)`.
public struct HeldMessage: Hashable, Sendable {
    /// Given like those of the outbox, and shared with them: no id is used twice.
    public var id: Int64
    /// Whose event caused it.
    public var item: String
    public var sink: String
    public var recipient: String?
    public var payload: String
    public var notBefore: Instant
    public var calendar: String

    public init(
        id: Int64, item: String, sink: String, recipient: String?, payload: String,
        notBefore: Instant, calendar: String
    ) {
        self.id = id
        self.item = item
        self.sink = sink
        self.recipient = recipient
        self.payload = payload
        self.notBefore = notBefore
        self.calendar = calendar
    }

    package init(id: Int64, item: String, _ draft: DraftHeldMessage) {
        self.init(
            id: id, item: item, sink: draft.sink, recipient: draft.recipient,
            payload: draft.payload, notBefore: draft.notBefore, calendar: draft.calendar)
    }
}

extension HeldMessage {
    /// The order they are released in: by the moment, then as they came.
    public static func goesBefore(_ left: HeldMessage, _ right: HeldMessage) -> Bool {
        left.notBefore != right.notBefore
            ? left.notBefore < right.notBefore : left.id < right.id
    }
}

extension StoreError {
    /// Somebody else has released the message or put it off.
    package static func notHeld(_ message: HeldMessage) -> StoreError {
        StoreError(
            .conflict, subject: message.item, detail: "message \(message.id) is held no longer")
    }
}
