public import WorkflowStorage

extension SQLiteStore {
    /// Also puts the tables right that items are found by, whatever they say now.
    public func replaceProjections(_ projections: [Projection]) async throws(StoreError) {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                try connection.compile("CREATE TEMP TABLE replaced (item TEXT PRIMARY KEY)").run()
                for projection in projections {
                    try connection.compile("INSERT OR IGNORE INTO replaced VALUES (?)")
                        .bind(projection.row.id).run()
                }
                // None of these is ordered by item; one pass over each is enough for all items.
                for table in ["item_facets", "item_places", "item_texts", "wakes"] {
                    try connection.compile("DELETE FROM \(table) WHERE item IN replaced").run()
                }
                try connection.compile("DELETE FROM items WHERE id IN replaced").run()
                let writer = Writer(connection)
                for projection in projections { try writer.put(projection, over: nil) }
                try connection.compile("DROP TABLE replaced").run()
            }
        }
    }
}
