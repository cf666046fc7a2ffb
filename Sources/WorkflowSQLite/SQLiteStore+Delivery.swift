public import WorkflowCalendar
public import WorkflowStorage

extension SQLiteStore {
    public func readyNotifications(
        sink: String, after: Int64, limit: Int
    ) async throws(StoreError) -> [OutboxRow] {
        try run { (connection) throws(StoreError) in
            try connection(.readyNotifications).bind(sink).bind(after).bind(limit)
                .all { OutboxRow($0) }
        }
    }

    public func dueRetries(
        sink: String, at now: Instant, limit: Int
    ) async throws(StoreError) -> [Retry] {
        try run { (connection) throws(StoreError) in
            try connection(.dueRetries).bind(sink).bind(now.millisecondsSinceEpoch).bind(limit)
                .all {
                    Retry(
                        row: OutboxRow($0), attempts: Int($0.integer(4)), firstAt: $0.instant(5),
                        notBefore: $0.instant(6))
                }
        }
    }

    public func nextAttempt(sink: String, at now: Instant) async throws(StoreError) -> Instant? {
        try run { (connection) throws(StoreError) in
            try connection.read { () throws(StoreError) in
                let hasAny = try connection(.hasWaiting).bind(sink).first { _ in true } ?? false
                guard hasAny else { return nil }
                // Nothing is looked for that could not be sent.
                if let openUntil = try connection.circuit(of: sink).openUntil, openUntil > now {
                    return openUntil
                }
                let isReady =
                    try connection(.readyNotifications).bind(sink).bind(Int64.min).bind(1)
                    .first { _ in true } ?? false
                if isReady { return now }
                let next = try connection(.nextRetry).bind(sink).first { $0.optionalInteger(0) }
                return (next ?? nil).map { max(Instant(millisecondsSinceEpoch: $0), now) }
            }
        }
    }

    public func circuit(of sink: String) async throws(StoreError) -> Circuit {
        try run { (connection) throws(StoreError) in try connection.circuit(of: sink) }
    }

    public func record(
        _ results: [DeliveryResult], circuit: Circuit?, sink: String
    ) async throws(StoreError) {
        if results.isEmpty && circuit == nil { return }
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                var removal = Removal(sink, connection)
                for result in results { try removal.record(result) }
                try removal.addUp()
                guard let circuit else { return }
                try connection(.putCircuit).bind(sink).bind(circuit.failures)
                    .bind(circuit.openUntil?.millisecondsSinceEpoch).run()
            }
        }
    }

    public func deliveryLock(for sink: String) async throws(StoreError) -> DeliveryLock? {
        try DeliveryLockFile(storePath: path).lock(sink)
    }
}

/// Takes notifications of one sink out of the outbox, or back into it, and counts them. Used within
/// a transaction that writes.
struct Removal {
    private let sink: String
    private let connection: Connection
    private var delivered = 0
    private var dead = 0
    private var dropped = 0

    init(_ sink: String, _ connection: Connection) {
        self.sink = sink
        self.connection = connection
    }

    /// Has the totals of the sink say what was done. To be called once, at the end.
    func addUp() throws(StoreError) {
        if delivered == 0 && dead == 0 && dropped == 0 { return }
        try connection(.addTotals).bind(sink).bind(delivered).bind(dead).bind(dropped).run()
    }

    mutating func record(_ result: DeliveryResult) throws(StoreError) {
        let id = result.notification
        switch result.outcome {
        case .delivered:
            let item =
                if let waiting = try takeWaiting(id) { waiting.item } else {
                    try takeDead(id)?.item
                }
            guard let item else { return }
            try connection(.insertDelivery).bind(sink).bind(id).bind(item)
                .bind(result.at.millisecondsSinceEpoch).bind(result.attempts).run()
            delivered += 1
        case .retry(let moment):
            try connection(.putRetry).bind(sink).bind(id).bind(result.attempts)
                .bind(result.firstAt.millisecondsSinceEpoch)
                .bind(result.at.millisecondsSinceEpoch).bind(moment.millisecondsSinceEpoch)
                .bind(result.status).bind(result.problem).run()
        case .dead:
            guard let row = try takeWaiting(id) else { return }
            try connection(.insertDead).bind(sink).bind(id).bind(row.item).bind(row.payload)
                .bind(result.attempts).bind(result.firstAt.millisecondsSinceEpoch)
                .bind(result.at.millisecondsSinceEpoch).bind(Int64?.none).bind(result.status)
                .bind(result.problem).run()
            dead += 1
        }
    }

    /// - Returns: false if it is not dead.
    mutating func requeue(_ id: Int64) throws(StoreError) -> Bool {
        guard let row = try takeDead(id) else { return false }
        try Writer(connection).insert(id, for: sink, of: row.item, row.payload)
        return true
    }

    /// - Returns: false if it neither waits nor is dead, or was set aside already.
    mutating func drop(_ id: Int64, at now: Instant) throws(StoreError) -> Bool {
        let now = now.millisecondsSinceEpoch
        let wasDead =
            try connection(.dropDead).bind(sink).bind(id).bind(now).first { _ in true } ?? false
        if wasDead {
            dropped += 1
            return true
        }
        let state = try connection(.waitingState).bind(sink).bind(id).first {
            (
                attempts: $0.optionalInteger(1) ?? 0, firstAt: $0.optionalInteger(2),
                status: $0.optionalInteger(3), problem: $0.optionalText(4)
            )
        }
        guard let state, let row = try takeWaiting(id) else { return false }
        try connection(.insertDead).bind(sink).bind(id).bind(row.item).bind(row.payload)
            .bind(state.attempts).bind(state.firstAt).bind(now).bind(now).bind(state.status)
            .bind(state.problem).run()
        dead += 1
        dropped += 1
        return true
    }

    /// Takes what waits out of the outbox, and out of its lane if it is the head of it.
    private func takeWaiting(
        _ id: Int64
    ) throws(StoreError) -> (item: String, payload: String)? {
        let row = try connection(.takeNotification).bind(sink).bind(id)
            .first { ($0.text(0), $0.text(1)) }
        if let row { try connection(.deleteRetry).bind(sink).bind(row.0).bind(id).run() }
        return row
    }

    private mutating func takeDead(
        _ id: Int64
    ) throws(StoreError) -> (item: String, payload: String)? {
        // Whether it was set aside is not asked in SQL: SQLite 3.40 answers `IS NOT NULL` of a column
        // that is returned as if there had never been a NULL in it.
        let row = try connection(.takeDead).bind(sink).bind(id)
            .first { (item: $0.text(0), payload: $0.text(1), droppedAt: $0.optionalInteger(2)) }
        guard let row else { return nil }
        dead -= 1
        if row.droppedAt != nil { dropped -= 1 }
        return (row.item, row.payload)
    }
}

extension Connection {
    fileprivate func circuit(of sink: String) throws(StoreError) -> Circuit {
        try self(.circuit).bind(sink).first {
            Circuit(
                failures: Int($0.integer(0)),
                openUntil: $0.optionalInteger(1).map(Instant.init(millisecondsSinceEpoch:)))
        } ?? Circuit()
    }
}

extension OutboxRow {
    /// From a row that begins with id, sink, item and payload.
    fileprivate init(_ columns: PreparedStatement) {
        self.init(
            id: columns.integer(0), sink: columns.text(1), item: columns.text(2),
            payload: columns.text(3))
    }
}
