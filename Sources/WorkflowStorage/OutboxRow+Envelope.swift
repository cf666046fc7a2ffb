extension OutboxRow {
    /// The place of a notification in the outbox, never used again: the number of the event that
    /// caused it, then its own among those of the commit.
    ///
    /// - Parameter first: The sequence of the first event of the commit.
    package static func id(first: Int64, index: Int) -> Int64 {
        first * idsPerEvent + Int64(index + 1)
    }

    package static let idsPerEvent: Int64 = 1_000_000

    /// The `id` of the CloudEvent: the same however often it is sent, so that a receiver can tell
    /// that it has it already.
    public var eventID: String { "wf-\(id / Self.idsPerEvent)-\(id % Self.idsPerEvent)" }

    /// What is sent: the payload with its `id`, as one line of JSON.
    public var envelope: String {
        let members = payload.dropFirst()
        return "{\"id\":\"\(eventID)\"" + (members == "}" ? "" : ",") + members
    }
}
