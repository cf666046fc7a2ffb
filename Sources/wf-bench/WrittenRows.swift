/// What one commit wrote into one table, told from the table before and after it.
struct WrittenRows {
    var table: String
    /// Bytes of each row that was put in.
    var inserted: [Int]
    /// Bytes of each row that took the place of another.
    var replaced: [Int]
}

/// All rows of all tables of a store.
struct StoreContents {
    private var tables: [(name: String, rows: [StoredRow: Int])] = []

    init(of database: RawDatabase) throws {
        let names = try database.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        while try names.step() {
            let name = names.text(0)
            var rows: [StoredRow: Int] = [:]
            let statement = try database.prepare("SELECT * FROM \(name)")
            while try statement.step() { rows[statement.row(), default: 0] += 1 }
            tables.append((name, rows))
        }
    }

    /// Rows that are here and were not there. As many of them as rows are gone took their places;
    /// a row that is gone without another in its place is not counted.
    func written(since before: StoreContents) -> [WrittenRows] {
        zip(tables, before.tables).compactMap { after, before in
            var sizes: [Int] = []
            for (row, count) in after.rows {
                let new = count - before.rows[row, default: 0]
                if new > 0 { sizes += Array(repeating: row.size, count: new) }
            }
            if sizes.isEmpty { return nil }
            let gone = before.rows.reduce(0) { gone, row in
                gone + max(0, row.value - after.rows[row.key, default: 0])
            }
            // The larger ones first, so that the split does not depend on the dictionary.
            sizes.sort(by: >)
            let replaced = min(gone, sizes.count)
            return WrittenRows(
                table: after.name, inserted: Array(sizes[replaced...]),
                replaced: Array(sizes[..<replaced]))
        }
    }
}
