import CSQLite
import WorkflowStorage

/// An open connection and its compiled statements. Used inside the lock of the store only.
final class Connection {
    let path: String
    private let handle: OpaquePointer
    /// By the raw value of `SQL`; compiled when first used, so that a short command compiles few.
    private var statements: [PreparedStatement?]
    var memory = WriteMemory()
    /// Whether in this transaction it was seen that what is remembered still holds.
    private var hasRecalled = false
    /// Whether it stays at the moment of a transaction that is never ended.
    private var isStill = false

    /// Opens a file that is there.
    ///
    /// - Parameters:
    ///   - file: The path for SQLite, which takes some for other than files.
    ///   - path: As the user named it, for errors.
    ///   - busyTimeout: How long to wait for other processes, in milliseconds.
    init(_ file: String, of path: String, busyTimeout: Int = 0) throws(StoreError) {
        SQLiteLibrary.configure()
        var handle: OpaquePointer?
        // No locks of SQLite's own: the store lets one in at a time.
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(file, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            let error = StoreError(code, on: handle, path: path)
            sqlite3_close(handle)
            throw error
        }
        sqlite3_busy_timeout(handle, Int32(clamping: busyTimeout))
        self.handle = handle
        self.path = path
        statements = Array(repeating: nil, count: SQL.allCases.count)
    }

    deinit {
        // Waits for statements that somebody still holds.
        sqlite3_close_v2(handle)
    }

    /// Runs statements that have no arguments and whose rows nobody wants.
    func execute(_ sql: String) throws(StoreError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw StoreError(code, on: handle, path: path) }
    }

    func callAsFunction(_ sql: SQL) throws(StoreError) -> PreparedStatement {
        if let statement = statements[sql.rawValue] { return statement }
        let statement = try PreparedStatement(sql.text, on: handle, path: path)
        statements[sql.rawValue] = statement
        return statement
    }

    /// A statement that is used once.
    func compile(_ sql: String) throws(StoreError) -> PreparedStatement {
        try PreparedStatement(sql, on: handle, path: path)
    }

    /// What SQLite answers to a pragma, such as `synchronous`.
    func pragma(_ pragma: String) throws(StoreError) -> String? {
        try compile("PRAGMA " + pragma).first { $0.text(0) }
    }

    /// Which places there are, by jumping from one to the next: as many steps as there are places,
    /// not rows.
    func places(after: String = "", before: String = "\u{10FFFF}") throws(StoreError) -> [String] {
        var places: [String] = []
        while let next = try self(.nextPlace).bind(places.last ?? after).bind(before)
            .first({ $0.optionalText(0) }), let next
        {
            places.append(next)
        }
        return places
    }

    /// Which sinks something waits for.
    func sinks() throws(StoreError) -> [String] {
        try self(.waitingSinks).bind("").all { $0.text(0) }
    }

    /// All or nothing, and nobody else writes meanwhile.
    func write<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try transaction(.beginImmediate, body)
    }

    /// Everything read is of one moment.
    func read<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try transaction(.begin, body)
    }

    /// Everything read from now on is of this moment, and nothing is written.
    func stayStill() throws(StoreError) {
        try execute("PRAGMA query_only = 1; BEGIN")
        // The moment is that of the first reading.
        _ = try compile("SELECT count(*) FROM sqlite_schema").first { $0.integer(0) }
        isStill = true
    }

    /// Drops what is remembered if somebody else wrote since; asked within a transaction.
    func recall() throws(StoreError) {
        if hasRecalled { return }
        let version = try self(.dataVersion).first { $0.integer(0) }
        memory.keep(ifDataVersionIs: version ?? 0)
        hasRecalled = true
    }

    private func transaction<Value>(
        _ begin: SQL, _ body: () throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        if isStill { return try body() }
        hasRecalled = false
        try self(begin).run()
        do throws(StoreError) {
            let value = try body()
            try self(.commit).run()
            return value
        } catch {
            // Some errors (a full disk, say) have rolled back already. What rolling back says
            // beyond that is not worth more than what made it necessary.
            if sqlite3_get_autocommit(handle) == 0 { try? self(.rollback).run() }
            memory.forget()
            throw error
        }
    }
}
