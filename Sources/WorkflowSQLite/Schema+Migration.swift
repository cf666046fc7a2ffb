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
            try connection.execute(held)
            try connection.execute(delivering)
            try connection.execute(countingDeliveries)
            try connection.execute("PRAGMA user_version = \(Schema.version)")
        }
    }

    /// Version 2 had the deliveries, but not how many.
    private static let countingDeliveries = """
        ALTER TABLE deliveries ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1;
        INSERT INTO sinks (name, failures, open_until, delivered, dead, dropped)
        SELECT sink, 0, NULL, count(*), 0, 0 FROM deliveries GROUP BY sink;
        """
}
