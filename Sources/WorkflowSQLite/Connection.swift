import GRDBSQLite
import WorkflowStorage

/// The open connection and its compiled statements. Used inside the queue of the store only.
final class Connection {
    let handle: OpaquePointer
    let path: String
    /// By the raw value of `SQL`; compiled when first used, so that a short command compiles few.
    private var statements: [PreparedStatement?]

    init(_ handle: OpaquePointer, path: String) {
        self.handle = handle
        self.path = path
        statements = Array(repeating: nil, count: SQL.allCases.count)
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

    /// Which sinks something waits for, found in the same way.
    func sinks() throws(StoreError) -> [String] {
        var sinks: [String] = []
        while let next = try self(.nextSink).bind(sinks.last ?? "").first({ $0.optionalText(0) }),
            let next
        {
            sinks.append(next)
        }
        return sinks
    }

    /// All or nothing, and nobody else writes meanwhile.
    func write<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try transaction(.beginImmediate, body)
    }

    /// Everything read is of one moment.
    func read<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try transaction(.begin, body)
    }

    private func transaction<Value>(
        _ begin: SQL, _ body: () throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try self(begin).run()
        do throws(StoreError) {
            let value = try body()
            try self(.commit).run()
            return value
        } catch {
            // Some errors (a full disk, say) have rolled back already. What rolling back says
            // beyond that is not worth more than what made it necessary.
            if sqlite3_get_autocommit(handle) == 0 { try? self(.rollback).run() }
            throw error
        }
    }
}
