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
    public var eventID: String { Self.eventID(of: id) }

    public static func eventID(of id: Int64) -> String {
        "wf-\(id / idsPerEvent)-\(id % idsPerEvent)"
    }

    /// The number of the event that caused a notification.
    public static func event(of id: Int64) -> Int64 { id / idsPerEvent }

    /// The place of the notification with that `id` of its CloudEvent, or with that number; nil when
    /// it is neither.
    public static func id(parsing text: String) -> Int64? {
        if let number = Int64(text) { return number > 0 ? number : nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "wf", let event = Int64(parts[1]),
            let number = Int64(parts[2]), event > 0, event <= Int64.max / idsPerEvent - 1,
            (1..<idsPerEvent).contains(number)
        else { return nil }
        return event * idsPerEvent + number
    }

    /// What is sent: the payload with its `id`, as one line of JSON.
    public var envelope: String {
        let members = payload.dropFirst()
        return "{\"id\":\"\(eventID)\"" + (members == "}" ? "" : ",") + members
    }
}
