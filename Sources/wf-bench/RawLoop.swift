/// Commits through SQLite's C interface that write as many rows of as many bytes as the engine
/// does, with prepared statements: the most one could reach.
final class RawLoop {
    private let database: RawDatabase
    private let begin, commit: RawDatabase.Statement
    /// By what is written at the first, the second … commit of a round.
    private var steps: [[Write]] = []
    private let items: Int
    private let bytes: [UInt8]
    private var count = 0

    private struct Write {
        var statement: RawDatabase.Statement
        var size: Int
        /// A row of an item that is there, or a new one.
        var isReplacing: Bool
    }

    /// - Parameters:
    ///   - steps: What the engine writes at each step; used in turn, once each for all the items.
    ///   - items: How many items there are.
    init(path: String, steps: [[WrittenRows]], items: Int) throws {
        database = try RawDatabase(path: path)
        self.items = items
        try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        let largest = steps.joined().flatMap { $0.inserted + $0.replaced }.max() ?? 0
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

    var synchronous: Int {
        get throws { try database.integer("PRAGMA synchronous") }
    }

    private func prepare(_ written: WrittenRows) throws -> [Write] {
        try database.execute(
            "CREATE TABLE IF NOT EXISTS \(written.table) (id INTEGER PRIMARY KEY, body BLOB)")
        let insert = try database.prepare("INSERT INTO \(written.table) (body) VALUES (?1)")
        let update = try database.prepare("UPDATE \(written.table) SET body = ?1 WHERE id = ?2")
        if let size = written.replaced.first,
            try database.integer("SELECT count(*) FROM \(written.table)") == 0
        {
            try begin.run()
            for _ in 0..<items { try run(Write(statement: insert, size: size, isReplacing: false)) }
            try commit.run()
        }
        return written.inserted.map { Write(statement: insert, size: $0, isReplacing: false) }
            + written.replaced.map { Write(statement: update, size: $0, isReplacing: true) }
    }

    func next() throws {
        try begin.run()
        for write in steps[count / items % steps.count] { try run(write) }
        try commit.run()
        count += 1
    }

    private func run(_ write: Write) throws {
        try bytes.withUnsafeBufferPointer { bytes in
            write.statement.bind(1, UnsafeBufferPointer(rebasing: bytes[..<write.size]))
            if write.isReplacing { write.statement.bind(2, count % items + 1) }
            try write.statement.run()
        }
    }
}
