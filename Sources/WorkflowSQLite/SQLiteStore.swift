import GRDB
public import WorkflowStorage

/// A store in one SQLite file, for one machine.
///
/// Write-ahead log, `synchronous = FULL`: a commit that has returned is on the disk. Several
/// processes may use the file at the same time; one writes while the others read.
///
/// Calls do their work on the thread they come from, waiting for the disk and for up to
/// `busyTimeout` for other processes: handing over to another thread takes longer than most of
/// them do.
public final class SQLiteStore: Store {
    public let path: String
    private let queue: DatabaseQueue
    private let session: Session

    /// Opens the store at `path`, a file on a local disk.
    ///
    /// A file that is not a store, damaged, newer than this program or not writable is refused and
    /// left as it was, byte for byte.
    ///
    /// - Parameters:
    ///   - create: Whether to make a new store when there is no file; its folder must exist.
    ///   - busyTimeout: How long to wait for another process that writes, in milliseconds.
    public init(
        path: String, create: Bool = false, busyTimeout: Int = 5_000
    ) throws(StoreError) {
        let file = StoreFile(path: path)
        if try !file.exists() {
            guard create else {
                throw StoreError(.unreachable, subject: path, detail: "there is no such file")
            }
            try file.create()
        }
        try file.check()
        queue = try file.open(busyTimeout: busyTimeout)
        session = try Session(queue, path: path)
        self.path = path
    }

    /// Runs on the connection, alone.
    func run<Value>(
        _ body: (Connection) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        let result = queue.inDatabase { _ in
            Result { () throws(StoreError) in
                guard let connection = session.connection else {
                    throw StoreError(.unreachable, subject: path, detail: "the store is closed")
                }
                return try body(connection)
            }
        }
        return try result.get()
    }

    /// What SQLite answers to a pragma on this connection, such as `synchronous`.
    package func pragma(_ pragma: String) throws(StoreError) -> String? {
        try run { (connection) throws(StoreError) in
            try connection.compile("PRAGMA " + pragma).first { $0.text(0) }
        }
    }

    public func close() async {
        queue.inDatabase { _ in session.connection = nil }
        // Statements are gone, so nothing is left that could keep the connection from closing.
        try? queue.close()
    }
}

/// Holds the connection between calls.
///
/// Unchecked, because a connection must not be shared and the compiler cannot see that it is only
/// touched inside `queue.inDatabase`, which lets one in at a time.
private final class Session: @unchecked Sendable {
    var connection: Connection?

    init(_ queue: DatabaseQueue, path: String) throws(StoreError) {
        do {
            connection = try queue.inDatabase { database in
                guard let handle = database.sqliteConnection else {
                    throw DatabaseError(resultCode: .SQLITE_MISUSE)
                }
                return Connection(handle, path: path)
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        } catch {
            throw StoreError(.io, subject: path, detail: "\(error)")
        }
    }
}
