import WorkflowCalendar
public import WorkflowStorage

extension SQLiteStore {
    public func delegationVersion() async throws(StoreError) -> Int {
        try run { (connection) throws(StoreError) in try connection.delegationVersion() }
    }

    public func delegations(_ query: DelegationQuery) async throws(StoreError) -> [DelegationRow] {
        try run { (connection) throws(StoreError) in
            var conditions: [String] = []
            var values: [Int64] = []
            func add(_ condition: String, _ value: Int64?) {
                guard let value else { return }
                conditions.append(condition)
                values.append(value)
            }
            add("number = ?", query.number.map { Int64($0) })
            add("until >= ?", query.heldSince.map { Int64($0.daysSinceEpoch) })
            add("until < ?", query.overBefore.map { Int64($0.daysSinceEpoch) })
            if query.deputy != nil { conditions.append("deputy = ?") }
            let condition =
                conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            let statement = try connection.compile(
                """
                SELECT number, principal, deputy, from_day, until, at, actor, data
                FROM delegations \(condition) ORDER BY number
                """)
            for value in values { statement.bind(value) }
            if let deputy = query.deputy { statement.bind(deputy) }
            return try statement.all { DelegationRow($0) }
        }
    }

    public func put(
        _ delegation: DelegationRow, over version: Int, by event: DelegationEvent
    ) async throws(StoreError) -> SealedEvent {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                try connection.requireDelegations(version)
                let sealed = try Writer(connection).append(event.draft, key: nil)
                try connection.put(delegation)
                return sealed[0]
            }
        }
    }

    public func replaceDelegations(_ rows: [DelegationRow]) async throws(StoreError) {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                try connection.execute("DELETE FROM delegations")
                for row in rows { try connection.put(row) }
            }
        }
    }
}

extension Connection {
    fileprivate func delegationVersion() throws(StoreError) -> Int {
        try self(.register).bind(DelegationRow.register).first { Int($0.integer(0)) } ?? 0
    }

    /// Within a transaction that writes.
    func requireDelegations(_ version: Int) throws(StoreError) {
        let found = try delegationVersion()
        if found != version { throw .delegationsMoved(expected: version, found: found) }
    }

    fileprivate func put(_ row: DelegationRow) throws(StoreError) {
        try compile(
            """
            INSERT INTO delegations (number, principal, deputy, from_day, until, at, actor, data)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET principal = excluded.principal,
                deputy = excluded.deputy, from_day = excluded.from_day, until = excluded.until,
                at = excluded.at, actor = excluded.actor, data = excluded.data
            """
        ).bind(row.number).bind(row.principal).bind(row.deputy).bind(row.from.daysSinceEpoch)
            .bind(row.until.daysSinceEpoch).bind(row.at.millisecondsSinceEpoch).bind(row.actor)
            .bind(row.data).run()
    }
}

extension DelegationRow {
    fileprivate init(_ columns: PreparedStatement) {
        func date(_ column: Int32) -> CalendarDate {
            CalendarDate(daysSinceEpoch: Int32(clamping: columns.integer(column)))
        }
        self.init(
            number: Int(columns.integer(0)), principal: columns.text(1), deputy: columns.text(2),
            from: date(3), until: date(4), at: columns.instant(5), actor: columns.text(6),
            data: columns.text(7))
    }
}
