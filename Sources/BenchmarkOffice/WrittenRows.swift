import Benchmarking

/// What one commit changed in one table, told from the table before and after it.
package struct WrittenRows {
    package var table: String
    /// Bytes of each row that was put in under a new key.
    package var inserted: [Int]
    /// Bytes of each row as it is after it was changed under its key.
    package var updated: [Int]
    /// Keys that are gone.
    package var deleted: Int

    /// As SQLite counts them.
    package var rows: Int { inserted.count + updated.count + deleted }
    package var bytes: Int { (inserted + updated).reduce(0, +) }
}

/// All rows of all tables of a store.
package struct StoreContents {
    /// Rows by their primary keys.
    private var tables: [(name: String, rows: [StoredRow: StoredRow])] = []

    package init(of database: RawDatabase) throws {
        let names = try database.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        while try names.step() {
            let name = names.text(0)
            let keys = try database.prepare(
                "SELECT name FROM pragma_table_info('\(name)') WHERE pk > 0 ORDER BY pk")
            var columns: [String] = []
            while try keys.step() { columns.append(keys.text(0)) }
            let key = columns.joined(separator: ", ")
            let statement = try database.prepare("SELECT \(key), * FROM \(name)")
            var rows: [StoredRow: StoredRow] = [:]
            while try statement.step() {
                rows[statement.row(from: 0, to: columns.count)] = statement.row(from: columns.count)
            }
            tables.append((name, rows))
        }
    }

    package func written(since before: StoreContents) -> [WrittenRows] {
        zip(tables, before.tables).compactMap { after, before in
            var written = WrittenRows(table: after.name, inserted: [], updated: [], deleted: 0)
            for (key, row) in after.rows {
                if let old = before.rows[key] {
                    if old != row { written.updated.append(row.size) }
                } else {
                    written.inserted.append(row.size)
                }
            }
            for key in before.rows.keys where after.rows[key] == nil { written.deleted += 1 }
            return written.rows == 0 ? nil : written
        }
    }
}
