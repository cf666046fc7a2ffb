public import WorkflowCalendar
public import WorkflowStorage

extension SQLiteStore {
    public func deliveryCounts() async throws(StoreError) -> [DeliveryCounts] {
        try run { (connection) throws(StoreError) in
            try connection.read { () throws(StoreError) in
                var sinks: [String: DeliveryCounts] = [:]
                for counts in try connection.totals() { sinks[counts.sink] = counts }
                let held = try connection.compile("SELECT sink, count(*) FROM held GROUP BY sink")
                    .all { ($0.text(0), Int($0.integer(1))) }
                for (sink, count) in held {
                    sinks[sink, default: DeliveryCounts(sink: sink)].held = count
                }
                for sink in try connection.sinks() {
                    let waiting = try connection.count(.countWaiting, sink)
                    let retrying = try connection.count(.countRetrying, sink)
                    sinks[sink, default: DeliveryCounts(sink: sink)].waiting = waiting
                    sinks[sink, default: DeliveryCounts(sink: sink)].retrying = retrying
                }
                return sinks.values.sorted {
                    $0.sink.utf8.lexicographicallyPrecedes($1.sink.utf8)
                }
            }
        }
    }

    public func notifications(
        _ query: NotificationQuery
    ) async throws(StoreError) -> [NotificationRecord] {
        try run { (connection) throws(StoreError) in
            try connection.read { () throws(StoreError) in
                var found: [NotificationRecord] = []
                for sink in try connection.knownSinks()
                where query.sink == nil || query.sink == sink {
                    found += try connection.waiting(query, sink)
                    found += try connection.dead(query, sink)
                }
                if query.states.contains(.delivered) { found += try connection.delivered(query) }
                return Array(found.sorted { $0.id < $1.id }.prefix(query.limit))
            }
        }
    }

    public func requeue(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                try connection.change(ids) { (removal, sink, id) throws(StoreError) in
                    let milliseconds = now.millisecondsSinceEpoch
                    if try !removal.requeue(id) {
                        let hastened = try connection(.hasten).bind(sink).bind(id)
                            .bind(milliseconds).first { _ in true }
                        if hastened == nil { return false }
                    }
                    try connection(.letThrough).bind(sink).bind(milliseconds).run()
                    return true
                }
            }
        }
    }

    public func drop(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                try connection.change(ids) { (removal, _, id) throws(StoreError) in
                    try removal.drop(id, at: now)
                }
            }
        }
    }
}

extension Connection {
    /// The sinks something waits for or has been sent to.
    fileprivate func knownSinks() throws(StoreError) -> [String] {
        let named = try totals().map(\.sink)
        return try named + sinks().filter { !named.contains($0) }
    }

    /// What is known of every sink besides what waits for it.
    fileprivate func totals() throws(StoreError) -> [DeliveryCounts] {
        try self(.totals).bind("").all { columns in
            var counts = DeliveryCounts(sink: columns.text(0))
            counts.circuit.failures = Int(columns.integer(1))
            counts.circuit.openUntil = columns.optionalInstant(2)
            counts.delivered = Int(columns.integer(3))
            counts.dead = Int(columns.integer(4))
            counts.dropped = Int(columns.integer(5))
            return counts
        }
    }

    fileprivate func count(_ sql: SQL, _ sink: String) throws(StoreError) -> Int {
        try self(sql).bind(sink).first { Int($0.integer(0)) } ?? 0
    }

    /// Changes notifications of whichever sink they are for.
    ///
    /// - Parameter body: False where it has nothing to change.
    /// - Returns: Those that were changed.
    fileprivate func change(
        _ ids: [Int64], _ body: (inout Removal, String, Int64) throws(StoreError) -> Bool
    ) throws(StoreError) -> [Int64] {
        var changed: Set<Int64> = []
        for sink in try knownSinks() {
            var removal = Removal(sink, self)
            for id in ids where !changed.contains(id) {
                if try body(&removal, sink, id) { changed.insert(id) }
            }
            try removal.addUp()
        }
        var told: Set<Int64> = []
        return ids.filter { changed.contains($0) && told.insert($0).inserted }
    }

    fileprivate func waiting(
        _ query: NotificationQuery, _ sink: String
    ) throws(StoreError) -> [NotificationRecord] {
        var found: [NotificationRecord] = []
        if query.states.contains(.waiting) {
            found += try self(.listWaiting).bind(query, sink).all { columns in
                NotificationRecord(
                    id: columns.integer(0), sink: sink, item: columns.text(1),
                    payload: columns.text(2), state: .waiting)
            }
        }
        if query.states.contains(.retrying) {
            found += try self(.listRetrying).bind(query, sink).all { columns in
                NotificationRecord(
                    id: columns.integer(0), sink: sink, item: columns.text(1),
                    payload: columns.text(2), state: .retrying, attempts: Int(columns.integer(3)),
                    firstAt: columns.instant(4), lastAt: columns.instant(5),
                    notBefore: columns.instant(6),
                    status: columns.optionalInteger(7).map { Int($0) },
                    problem: columns.optionalText(8))
            }
        }
        return found
    }

    fileprivate func dead(
        _ query: NotificationQuery, _ sink: String
    ) throws(StoreError) -> [NotificationRecord] {
        var found: [NotificationRecord] = []
        for state in [NotificationRecord.State.dead, .dropped] where query.states.contains(state) {
            found += try self(.listDead).bind(query, sink).bind(state == .dropped).all { columns in
                NotificationRecord(
                    id: columns.integer(0), sink: sink, item: columns.text(1),
                    payload: columns.text(2), state: state, attempts: Int(columns.integer(3)),
                    firstAt: columns.optionalInstant(4), lastAt: columns.instant(5),
                    status: columns.optionalInteger(7).map { Int($0) },
                    problem: columns.optionalText(8), droppedAt: columns.optionalInstant(6))
            }
        }
        return found
    }

    fileprivate func delivered(_ query: NotificationQuery) throws(StoreError)
        -> [NotificationRecord]
    {
        try self(.listDelivered).bind(query, query.sink).all { columns in
            NotificationRecord(
                id: columns.integer(0), sink: columns.text(2), item: columns.text(1), payload: nil,
                state: .delivered, attempts: Int(columns.integer(4)), lastAt: columns.instant(3))
        }
    }
}

extension PreparedStatement {
    fileprivate func bind(_ query: NotificationQuery, _ sink: String?) -> PreparedStatement {
        bind(sink).bind(query.after).bind(query.item).bind(query.limit)
    }

    fileprivate func optionalInstant(_ column: Int32) -> Instant? {
        optionalInteger(column).map(Instant.init(millisecondsSinceEpoch:))
    }
}
