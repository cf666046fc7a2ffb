public import WorkflowCalendar
public import WorkflowStorage

extension SQLiteStore {
    public func heldMessages(due now: Instant) async throws(StoreError) -> [HeldMessage] {
        try run { (connection) throws(StoreError) in
            try connection(.dueHeld).bind(now.millisecondsSinceEpoch).all { HeldMessage($0) }
        }
    }

    public func heldCount(after moment: Instant) async throws(StoreError) -> Int {
        try run { (connection) throws(StoreError) in
            try connection(.countHeld).bind(moment.millisecondsSinceEpoch)
                .first { Int($0.integer(0)) } ?? 0
        }
    }

    public func nextRelease() async throws(StoreError) -> Instant? {
        try run { (connection) throws(StoreError) in
            try connection(.nextRelease).first { $0.optionalInteger(0) }?
                .map(Instant.init(millisecondsSinceEpoch:))
        }
    }

    public func release(
        _ messages: [HeldMessage], as rows: [OutboxRow]
    ) async throws(StoreError) {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                let writer = Writer(connection)
                for message in messages { try writer.take(message) }
                for row in rows { try writer.insert(row) }
            }
        }
    }

    public func hold(_ messages: [HeldMessage], until moment: Instant) async throws(StoreError) {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                let writer = Writer(connection)
                for message in messages {
                    try writer.take(message)
                    var later = message
                    later.notBefore = moment
                    try writer.insert(later)
                }
            }
        }
    }
}

extension Writer {
    func insert(_ message: HeldMessage) throws(StoreError) {
        try connection(.insertHeld).bind(message.notBefore.millisecondsSinceEpoch)
            .bind(message.id).bind(message.item).bind(message.sink).bind(message.recipient)
            .bind(message.calendar).bind(message.payload).run()
    }

    /// Throws `.conflict` when it is held no longer, or until another moment.
    fileprivate func take(_ message: HeldMessage) throws(StoreError) {
        let taken = try connection(.takeHeld).bind(message.notBefore.millisecondsSinceEpoch)
            .bind(message.id).first { _ in true }
        if taken == nil { throw .notHeld(message) }
    }
}

extension HeldMessage {
    /// From a row of `SQL.dueHeld`.
    fileprivate init(_ columns: PreparedStatement) {
        self.init(
            id: columns.integer(1), item: columns.text(2), sink: columns.text(3),
            recipient: columns.optionalText(4), payload: columns.text(6),
            notBefore: columns.instant(0), calendar: columns.text(5))
    }
}
