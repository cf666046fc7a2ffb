import CSQLite
import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A compiled statement. Used inside the lock of its connection only.
final class PreparedStatement {
    private let handle: OpaquePointer
    let path: String
    private var bound: Int32 = 0
    private var arguments = ArgumentMemory()

    /// - Parameter connection: An open connection; the statement must go before it closes.
    init(_ sql: String, on connection: OpaquePointer, path: String) throws(StoreError) {
        var handle: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        let code = sqlite3_prepare_v3(connection, sql, -1, flags, &handle, nil)
        guard code == SQLITE_OK, let handle else {
            throw StoreError(code, on: connection, path: path)
        }
        self.handle = handle
        self.path = path
    }

    deinit {
        sqlite3_finalize(handle)
    }

    // MARK: Arguments, in order

    @discardableResult
    func bind(_ text: String) -> PreparedStatement {
        bound += 1
        var text = text
        text.withUTF8 { bytes in
            let kept = arguments.keep(UnsafeRawBufferPointer(bytes))
            _ = kept.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text(handle, bound, $0.baseAddress, Int32($0.count), nil)
            }
        }
        return self
    }

    @discardableResult
    func bind(_ bytes: [UInt8]) -> PreparedStatement {
        bound += 1
        bytes.withUnsafeBytes { bytes in
            let kept = arguments.keep(bytes)
            _ = sqlite3_bind_blob(handle, bound, kept.baseAddress, Int32(kept.count), nil)
        }
        return self
    }

    @discardableResult
    func bind(_ text: String?) -> PreparedStatement {
        if let text { return bind(text) }
        return bindNull()
    }

    @discardableResult
    func bind(_ number: some BinaryInteger) -> PreparedStatement {
        bound += 1
        sqlite3_bind_int64(handle, bound, Int64(number))
        return self
    }

    @discardableResult
    func bind(_ number: (some BinaryInteger)?) -> PreparedStatement {
        if let number { return bind(number) }
        return bindNull()
    }

    @discardableResult
    func bind(_ flag: Bool) -> PreparedStatement { bind(flag ? 1 : 0) }

    private func bindNull() -> PreparedStatement {
        bound += 1
        sqlite3_bind_null(handle, bound)
        return self
    }

    // MARK: Running

    /// Runs to the end, for statements without rows.
    func run() throws(StoreError) {
        defer { reset() }
        while try step() {}
    }

    /// Runs to the end with arguments that were put down before, and one more.
    func run(_ arguments: Arguments, _ last: Int64) throws(StoreError) {
        let code = arguments.bind(to: handle) { count in
            sqlite3_bind_int64(handle, count + 1, last)
            var code = SQLITE_ROW
            while code == SQLITE_ROW { code = sqlite3_step(handle) }
            return code
        }
        defer { reset() }
        guard code == SQLITE_DONE else {
            throw StoreError(code, on: sqlite3_db_handle(handle), path: path)
        }
    }

    /// What the first row gives, if there is one.
    func first<Value>(
        _ read: (PreparedStatement) throws(StoreError) -> Value
    ) throws(StoreError) -> Value? {
        defer { reset() }
        return try step() ? try read(self) : nil
    }

    /// What every row gives.
    func all<Value>(
        _ read: (PreparedStatement) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        defer { reset() }
        var values: [Value] = []
        while try step() { values.append(try read(self)) }
        return values
    }

    private func step() throws(StoreError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw StoreError(code, on: sqlite3_db_handle(handle), path: path)
        }
    }

    /// Also ends the read transaction the statement may have held open.
    private func reset() {
        bound = 0
        sqlite3_reset(handle)
        arguments.forget()
    }

    // MARK: Columns, from 0

    func text(_ column: Int32) -> String {
        // The length is valid only after the text was asked for.
        let start = sqlite3_column_text(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// Whether a word stands in a text, which is looked through where SQLite has it.
    func text(_ column: Int32, contains word: String) -> Bool {
        guard let start = UnsafeRawPointer(sqlite3_column_text(handle, column)) else {
            return false
        }
        return strstr(start.assumingMemoryBound(to: CChar.self), word) != nil
    }

    func bytes(_ column: Int32) -> [UInt8] {
        let start = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    func optionalText(_ column: Int32) -> String? {
        isNull(column) ? nil : text(column)
    }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func optionalInteger(_ column: Int32) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    func flag(_ column: Int32) -> Bool { integer(column) != 0 }

    private func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }
}
