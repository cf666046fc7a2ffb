import CSQLite
import WorkflowStorage

extension StoreError {
    /// What a result code of SQLite means to those who use the store.
    init(_ code: Int32, on connection: OpaquePointer?, path: String) {
        let message = connection.flatMap(sqlite3_errmsg).map { String(cString: $0) }
        self.init(code, message: message, path: path)
    }

    init(_ code: Int32, message: String?, path: String) {
        let message = message ?? String(cString: sqlite3_errstr(code))
        self.init(Self.meaning(of: code), subject: path, detail: "\(message) (SQLite \(code))")
    }

    private static func meaning(of code: Int32) -> Code {
        // The low byte is the code, what is above tells more about it.
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_READONLY: .readOnly
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .unreachable
        case SQLITE_FULL, SQLITE_IOERR, SQLITE_NOMEM, SQLITE_TOOBIG: .io
        // What else there is (no such table, a broken constraint, a type that does not fit) cannot
        // come from our statements on a store as we made it.
        default: .corrupt
        }
    }
}
