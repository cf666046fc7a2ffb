/// Commits through SQLite's C interface that write as many rows of as many bytes as the engine
/// does, with prepared statements: the most one could reach.
package final class RawLoop {
    private let database: RawDatabase
    private let begin, commit: RawDatabase.Statement
    /// By what is written at the first, the second … commit of a round.
    private var steps: [[Write]] = []
    private let items: Int
    private let bytes: [UInt8]
    private var count = 0

    private enum Write {
        case insert(RawDatabase.Statement, size: Int)
        case update(RawDatabase.Statement, size: Int)
        case delete(RawDatabase.Statement)
    }

    /// - Parameters:
    ///   - steps: What the engine writes at each step; used in turn, once each for all the items.
    ///   - items: How many items there are.
    package init(path: String, steps: [[WrittenRows]], items: Int) throws {
        database = try RawDatabase(path: path)
        self.items = items
        try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        let largest = steps.joined().flatMap { $0.inserted + $0.updated }.max() ?? 0
        // Bytes as they come; a page of zeros might be cheaper to write.
        var random: UInt64 = 0x9E37_79B9_7F4A_7C15
        bytes = (0..<largest).map { _ in
            random = random &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(truncatingIfNeeded: random >> 56)
        }
        begin = try database.prepare("BEGIN IMMEDIATE")
        commit = try database.prepare("COMMIT")
        for step in steps { self.steps.append(try step.flatMap(prepare)) }
    }

    package var synchronous: Int {
        get throws { try database.integer("PRAGMA synchronous") }
    }

    private func prepare(_ written: WrittenRows) throws -> [Write] {
        let table = written.table
        try database.execute(
            "CREATE TABLE IF NOT EXISTS \(table) (id INTEGER PRIMARY KEY, body BLOB)")
        let insert = try database.prepare("INSERT INTO \(table) (body) VALUES (?1)")
        let update = try database.prepare("UPDATE \(table) SET body = ?1 WHERE id = ?2")
        // The oldest: what leaves a table and what comes into it lie in different places, as with
        // an index over something that changes.
        let delete = try database.prepare(
            "DELETE FROM \(table) WHERE id = (SELECT min(id) FROM \(table))")
        if let size = (written.updated + written.inserted).first,
            written.updated.count + written.deleted > 0,
            try database.integer("SELECT count(*) FROM \(table)") == 0
        {
            try begin.run()
            for _ in 0..<items { try run(.insert(insert, size: size)) }
            try commit.run()
        }
        return written.updated.map { Write.update(update, size: $0) }
            + Array(repeating: Write.delete(delete), count: written.deleted)
            + written.inserted.map { Write.insert(insert, size: $0) }
    }

    package func next() throws {
        try begin.run()
        for write in steps[count / items % steps.count] { try run(write) }
        try commit.run()
        count += 1
    }

    private func run(_ write: Write) throws {
        try bytes.withUnsafeBufferPointer { bytes in
            switch write {
            case .insert(let statement, let size):
                statement.bind(1, UnsafeBufferPointer(rebasing: bytes[..<size]))
                try statement.run()
            case .update(let statement, let size):
                statement.bind(1, UnsafeBufferPointer(rebasing: bytes[..<size]))
                statement.bind(2, count % items + 1)
                try statement.run()
            case .delete(let statement):
                try statement.run()
            }
        }
    }
}
