import WorkflowStorage

/// Where a notification lies in the outbox: behind the number of its sink stands its id. What waits
/// for a sink lies together so, in the order it is sent in.
enum OutboxPlace {
    /// Ids are a million for each event (`OutboxRow.id(first:index:)`), of which there is room for
    /// four thousand million; the bits that are left are for 2,047 sinks.
    static let idBits: Int64 = 52
    static let lastID: Int64 = 1 << idBits - 1
    static let lastSink: Int64 = 1 << (63 - idBits) - 1
    /// The id and the number of the sink of a row `o` of the outbox, in SQL.
    static let id = "(o.place & \(lastID))"
    static let sink = "(o.place >> \(idBits))"
}

extension Writer {
    func insert(_ row: OutboxRow) throws(StoreError) {
        try insert(row.id, for: row.sink, of: row.item, row.payload)
    }

    /// Puts a notification into the outbox.
    func insert(
        _ id: Int64, for sink: String, of item: String, _ payload: String
    ) throws(StoreError) {
        let number = try number(of: sink)
        guard number <= OutboxPlace.lastSink, id <= OutboxPlace.lastID else {
            throw StoreError(
                .io, subject: connection.path,
                detail: "there is no room for notification \(id) for sink \(number), \(sink)")
        }
        try connection(.insertNotification).bind(number << OutboxPlace.idBits + id).bind(item)
            .bind(payload).run()
    }

    /// The number of a sink, which it gets with the first notification.
    private func number(of sink: String) throws(StoreError) -> Int64 {
        if let number = connection.memory.sinks[sink] { return number }
        let known = try connection(.sinkNumber).bind(sink).first { $0.integer(0) }
        let number =
            if let known { known } else {
                try connection(.insertSink).bind(sink).first { $0.integer(0) } ?? .max
            }
        connection.memory.remember(sink: sink, number)
        return number
    }
}
