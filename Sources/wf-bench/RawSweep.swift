import BenchmarkOffice
import Benchmarking
import WorkflowCalendar

/// The rows that belong to the items that become due, in all tables, with all their values.
struct RawDatabaseRows {
    private let database: RawDatabase
    private let due: Int

    init(_ database: RawDatabase, due: Int) {
        self.database = database
        self.due = due
    }

    struct Table {
        var name: String
        var columns: [String]
        var key: [Int]
        var rows: [[RawValue]: [RawValue]]
    }

    struct Contents {
        var tables: [Table]
    }

    private static let tables = [
        "events", "held", "item_facets", "item_places", "item_texts", "items", "outbox", "wakes",
    ]

    /// Those of the items that were started, which alone have events.
    func rows() throws -> Contents {
        try database.execute(
            """
            CREATE TEMP TABLE IF NOT EXISTS due AS
                SELECT DISTINCT item FROM events ORDER BY sequence LIMIT \(due);
            """)
        return Contents(
            tables: try Self.tables.map { name in
                let columns = try database.columns(of: name)
                let keys = try database.prepare(
                    "SELECT cid FROM pragma_table_info('\(name)') WHERE pk > 0 ORDER BY pk")
                var key: [Int] = []
                while try keys.step() { key.append(keys.integer(0)) }
                let item = name == "items" ? "id" : "item"
                let statement = try database.prepare(
                    "SELECT * FROM \(name) WHERE \(item) IN (SELECT item FROM due)")
                var rows: [[RawValue]: [RawValue]] = [:]
                while try statement.step() {
                    let row = statement.values
                    rows[key.map { row[$0] }] = row
                }
                return Table(name: name, columns: columns, key: key, rows: rows)
            })
    }
}

/// What is to be written to get from some rows to others.
struct RawChanges {
    struct Change {
        var table: Int
        var old: [RawValue]?
        var new: [RawValue]?
    }

    var tables: [RawDatabaseRows.Table]
    /// By item, in the order of items.
    var changes: [Change]

    var count: Int { changes.count }
    var bytes: Int { changes.reduce(0) { $0 + ($1.new ?? []).reduce(0) { $0 + $1.size } } }
}

extension RawDatabaseRows.Contents {
    func changes(since before: RawDatabaseRows.Contents) -> RawChanges {
        var changes: [(item: RawValue, change: RawChanges.Change)] = []
        for (index, (new, old)) in zip(tables, before.tables).enumerated() {
            let column = new.columns.firstIndex { $0 == (new.name == "items" ? "id" : "item") } ?? 0
            for (key, row) in new.rows where old.rows[key] != row {
                changes.append(
                    (row[column], .init(table: index, old: old.rows[key], new: row)))
            }
            for (key, row) in old.rows where new.rows[key] == nil {
                changes.append((row[column], .init(table: index, old: row, new: nil)))
            }
        }
        changes.sort { left, right in
            left.item != right.item
                ? left.item < right.item : left.change.table < right.change.table
        }
        return RawChanges(
            tables: tables.map { table in
                var table = table
                table.rows = [:]
                return table
            }, changes: changes.map(\.change))
    }
}

/// Selects what is due by index and writes rows that are known beforehand, through SQLite's C
/// interface with prepared statements: the least that a sweep costs.
final class RawSweep {
    private let database: RawDatabase
    private var statements: [String: RawDatabase.Statement] = [:]

    init(path: String) throws {
        database = try RawDatabase(path: path)
        try database.execute(
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;
            PRAGMA wal_autocheckpoint = 4000
            """)
    }

    var synchronous: Int {
        get throws { try database.integer("PRAGMA synchronous") }
    }

    func sweep(_ changes: RawChanges, at now: Instant) throws -> Pace {
        // Compiled before the clock runs.
        let select = try statement(
            "SELECT due_at, item FROM wakes WHERE due_at <= ?1 ORDER BY due_at, item")
        let begin = try statement("BEGIN IMMEDIATE")
        let commit = try statement("COMMIT")
        let writes = try changes.changes.map { change in
            (try statement(for: change, changes.tables[change.table]), values(change, changes))
        }
        let watch = Stopwatch()
        try begin.run()
        select.bind(1, Int(now.millisecondsSinceEpoch))
        var found = 0
        while try select.step() { found += 1 }
        select.reset()
        for (statement, values) in writes {
            for (place, value) in values.enumerated() { statement.bind(Int32(place + 1), value) }
            try statement.run()
        }
        try commit.run()
        let pace = Pace(count: found, elapsed: watch.elapsed, worked: watch.worked)
        guard found > 0 else { throw BenchFailure("nothing is due in the copy") }
        return pace
    }

    private func statement(_ sql: String) throws -> RawDatabase.Statement {
        if let known = statements[sql] { return known }
        let made = try database.prepare(sql)
        statements[sql] = made
        return made
    }

    private func statement(
        for change: RawChanges.Change, _ table: RawDatabaseRows.Table
    ) throws -> RawDatabase.Statement {
        let keys = table.key.map { table.columns[$0] + " = ?" }.joined(separator: " AND ")
        if change.new == nil { return try statement("DELETE FROM \(table.name) WHERE \(keys)") }
        if change.old == nil {
            let places = Array(repeating: "?", count: table.columns.count)
            return try statement(
                "INSERT INTO \(table.name) VALUES (\(places.joined(separator: ", ")))")
        }
        let rest = table.columns.indices.filter { !table.key.contains($0) }
        let set = rest.map { table.columns[$0] + " = ?" }.joined(separator: ", ")
        return try statement("UPDATE \(table.name) SET \(set) WHERE \(keys)")
    }

    private func values(_ change: RawChanges.Change, _ changes: RawChanges) -> [RawValue] {
        let table = changes.tables[change.table]
        guard let new = change.new else { return table.key.map { change.old?[$0] ?? .null } }
        if change.old == nil { return new }
        return table.columns.indices.filter { !table.key.contains($0) }.map { new[$0] }
            + table.key.map { new[$0] }
    }
}
