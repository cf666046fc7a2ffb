public import WorkflowStorage

extension SQLiteStore {
    /// Also puts the tables right that items are found by, whatever they say now.
    public func replaceProjections(_ projections: [Projection]) async throws(StoreError) {
        try run { (connection) throws(StoreError) in
            connection.memory.forget()
            try connection.write { () throws(StoreError) in
                try connection.compile("CREATE TEMP TABLE replaced (item TEXT PRIMARY KEY)").run()
                for projection in projections {
                    try connection.compile("INSERT OR IGNORE INTO replaced VALUES (?)")
                        .bind(projection.row.id).run()
                }
                let last = try connection.lastEvents()
                let current = projections.filter { projection in
                    last[projection.row.id].map { $0.version <= projection.row.version } ?? true
                }
                for stale in Set(projections.map(\.row.id)).subtracting(current.map(\.row.id)) {
                    try connection.compile("DELETE FROM replaced WHERE item = ?").bind(stale).run()
                }
                // Few of these are in the order of items; one pass over each does for all.
                for table in ["item_facets", "item_places", "item_texts", "wakes"] {
                    try connection.compile("DELETE FROM \(table) WHERE item IN replaced").run()
                }
                try connection.compile("DELETE FROM items WHERE id IN replaced").run()
                let writer = Writer(connection)
                for projection in current {
                    let lastEvent = last[projection.row.id]?.sequence ?? 0
                    try writer.put(
                        projection.row, PreparedItem(projection), over: nil, lastEvent: lastEvent)
                }
                try connection.compile("DROP TABLE replaced").run()
            }
        }
    }
}

extension Connection {
    /// The last event of every item in the temporary table `replaced`, from the history itself.
    fileprivate func lastEvents() throws(StoreError) -> [String: (sequence: Int64, version: Int64)]
    {
        let statement = try compile(
            """
            SELECT item, max(sequence), version FROM events WHERE item IN replaced GROUP BY item
            """)
        let last = try statement.all { ($0.text(0), ($0.integer(1), $0.integer(2))) }
        return Dictionary(uniqueKeysWithValues: last)
    }
}
