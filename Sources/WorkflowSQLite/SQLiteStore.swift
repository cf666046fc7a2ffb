import Synchronization
public import WorkflowStorage

/// A store in one SQLite file, for one machine.
///
/// Write-ahead log, `synchronous = FULL`: a commit that has returned is on the disk. Several
/// processes may use the file at the same time; one writes while the others read.
///
/// Calls do their work on the thread they come from, waiting for the disk and for up to
/// `busyTimeout` for other processes: handing over to another thread takes longer than most of
/// them do. Only commits that come while one is on its way to the disk wait in line, and go with
/// the next in one transaction.
public final class SQLiteStore: Store {
    public let path: String
    public var file: String? { path }
    private let session: Session
    let turns = CommitTurns()

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
        let place = try OpenStores.enter(file)
        session = Session(try file.open(busyTimeout: busyTimeout), place)
        self.path = path
    }

    private init(stillOf path: String, _ connection: Connection, _ place: OpenStores.Place) {
        self.path = path
        session = Session(connection, place)
    }

    /// On a connection of its own. While it is open, the log grows with what is written and is not
    /// copied into the file.
    public func snapshot() async throws(StoreError) -> any Store {
        try run { (_) throws(StoreError) in }
        let file = StoreFile(path: path)
        let place = try OpenStores.enter(file)
        let connection = try file.open(busyTimeout: 5_000)
        try connection.stayStill()
        return SQLiteStore(stillOf: path, connection, place)
    }

    /// Runs on the connection, alone.
    func run<Value: Sendable>(
        _ body: (Connection) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try session.withConnection { (connection) throws(StoreError) in
            guard let connection else {
                throw StoreError(.unreachable, subject: path, detail: "the store is closed")
            }
            return try body(connection)
        }
    }

    /// What SQLite answers to a pragma on this connection, such as `synchronous`.
    package func pragma(_ pragma: String) throws(StoreError) -> String? {
        try run { (connection) throws(StoreError) in
            try connection.pragma(pragma)
        }
    }

    /// Who writes holds the write lock until what they wrote can be read; the first pages of it are
    /// in the log, and seen there from outside, some time before. So one waits for the lock, and
    /// writes nothing under it.
    public func awaitWriters() async throws(StoreError) {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in }
        }
    }

    /// Commits that wait in line at that moment are refused: `unreachable`.
    public func close() async {
        session.close()
    }
}

/// Holds the connection between calls.
///
/// Unchecked, because a connection must not be shared and the compiler cannot see that it is only
/// touched with the lock held, which lets one in at a time.
private final class Session: @unchecked Sendable {
    private let lock = Mutex(())
    private var connection: Connection?
    private var place: OpenStores.Place?

    init(_ connection: consuming Connection, _ place: OpenStores.Place) {
        self.connection = connection
        self.place = place
    }

    deinit { close() }

    func withConnection<Value: Sendable>(
        _ body: (Connection?) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try lock.withLock { (_) throws(StoreError) in try body(connection) }
    }

    func close() {
        lock.withLock { _ in
            connection = nil
            place = nil
        }
    }
}
