import WorkflowStorage

extension Schema {
    /// The oldest version that is brought up to date when it is opened.
    static let oldestVersion: Int32 = 1

    /// Brings the tables of an older store up to date, as a whole or not at all.
    static func migrate(_ connection: Connection) throws(StoreError) {
        try connection.write { () throws(StoreError) in
            // Another process may have been quicker.
            let version = try connection.pragma("user_version").flatMap { Int32($0) } ?? 0
            guard version < Schema.version else { return }
            if version < 3 {
                try connection.execute(held)
                try connection.execute(delivering)
                try connection.execute(countingDeliveries)
            }
            if version < 5 { try connection.execute(registers) }
            if version < 6 {
                try connection.execute(makingItemsAnew)
                try connection.execute(delegations)
            }
            try connection.execute(makingOutboxAnew)
            try connection.execute("PRAGMA user_version = \(Schema.version)")
        }
    }

    /// Until version 3 snapshots were texts. The bytes are those of the texts: who reads them knows
    /// both forms, and the next step of an item writes the new one. Columns that came since are
    /// null: they stand before the snapshot, which no list has to read through.
    private static let makingItemsAnew = """
        ALTER TABLE items RENAME TO old_items;
        \(items(named: "items"));
        INSERT INTO items (\(columns), snapshot)
            SELECT \(columns), CAST(snapshot AS BLOB) FROM old_items;
        DROP TABLE old_items;
        """

    /// Of the items, but for the snapshot.
    private static let columns = """
        id, version, workflow, workflow_version, definition, plan, section, title, states, \
        state_vi, state_en, lead, owner, due_at, due_on, is_overdue, is_paused, outcome, \
        started_at, updated_at, expected, delivered, timers, tasks, last_event, facets, places, \
        wake_at, text_hash
        """

    /// Version 2 had the deliveries, but not how many.
    private static let countingDeliveries = """
        ALTER TABLE deliveries ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1;
        INSERT INTO sinks (name, failures, open_until, delivered, dead, dropped)
        SELECT sink, 0, NULL, count(*), 0, 0 FROM deliveries GROUP BY sink;
        """

    /// Until version 6 the key of the outbox was the name of the sink and the id.
    private static let makingOutboxAnew = """
        ALTER TABLE outbox RENAME TO old_outbox;
        \(outbox)
        INSERT INTO outbox_sinks (name) SELECT DISTINCT sink FROM old_outbox ORDER BY sink;
        INSERT INTO outbox (place, item, payload)
            SELECT (s.number << \(OutboxPlace.idBits)) + o.id, o.item, o.payload
            FROM outbox_sinks s JOIN old_outbox o ON o.sink = s.name ORDER BY s.number, o.id;
        DROP TABLE old_outbox;
        """
}
