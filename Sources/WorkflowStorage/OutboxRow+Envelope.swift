extension OutboxRow {
    /// The `id` of the CloudEvent: the same however often it is sent, so that a receiver can tell
    /// that it has it already.
    public var eventID: String { "wf-\(id)" }

    /// What is sent: the payload with its `id`, as one line of JSON.
    public var envelope: String {
        let members = payload.dropFirst()
        return "{\"id\":\"\(eventID)\"" + (members == "}" ? "" : ",") + members
    }
}
