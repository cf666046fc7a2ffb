import SystemFiles
import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file a store lives in, before and while it is opened.
struct StoreFile {
    let path: String

    /// SQLite would take `file:…` for a URI and `:memory:` for no file at all.
    private var plainPath: String { path.hasPrefix("/") ? path : "./" + path }

    private var folder: String { SystemFile.folder(of: plainPath) }

    // MARK: Checking

    func exists() throws(StoreError) -> Bool {
        var status = stat()
        if stat(plainPath, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR {
                throw StoreError(.unreachable, subject: path, detail: "it is a folder")
            }
            return true
        }
        let code = errno
        guard code == ENOENT else { throw failure(.unreachable, code) }
        if stat(folder, &status) != 0 {
            throw StoreError(.unreachable, subject: path, detail: "there is no folder \(folder)")
        }
        return false
    }

    func status() throws(StoreError) -> stat {
        var status = stat()
        guard stat(plainPath, &status) == 0 else { throw failure(.unreachable, errno) }
        return status
    }

    /// Looks at the header without SQLite, for which even looking may mean writing: it would
    /// create a log, roll back a journal or change the journal mode. Not while this process has the
    /// file open: see `OpenStores`.
    func check() throws(StoreError) {
        let header = try header()
        guard header.starts(with: Array("SQLite format 3\0".utf8)), header.count == 100 else {
            throw StoreError(.corrupt, subject: path, detail: "it is not an SQLite database")
        }
        guard number(at: 68, in: header) == Schema.applicationID else {
            throw StoreError(.corrupt, subject: path, detail: "it is another program's database")
        }
        try Self.check(version: number(at: 60, in: header), path: path)
        try checkWritable(plainPath)
        try checkWritable(folder)
    }

    private func checkWritable(_ place: String) throws(StoreError) {
        if access(place, W_OK) != 0 { throw failure(.readOnly, errno) }
    }

    private static func check(version: Int32, path: String) throws(StoreError) {
        if version > Schema.version {
            throw StoreError(
                .newer, subject: path,
                detail: "its version is \(version), this program knows \(Schema.version)")
        }
        guard version >= Schema.oldestVersion else {
            throw StoreError(.corrupt, subject: path, detail: "its version is \(version)")
        }
    }

    private func header() throws(StoreError) -> [UInt8] {
        let file = Self.openDescriptor(plainPath, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(.unreachable, errno) }
        defer { close(file) }
        var header = [UInt8](repeating: 0, count: 100)
        let count = pread(file, &header, header.count, 0)
        guard count >= 0 else { throw failure(.io, errno) }
        return Array(header.prefix(count))
    }

    /// Big-endian, as in the header of the file format.
    private func number(at offset: Int, in header: [UInt8]) -> Int32 {
        header[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int32($1) }
    }

    // MARK: Opening

    func open(busyTimeout: Int) throws(StoreError) -> Connection {
        let connection = try Connection(plainPath, of: path, busyTimeout: busyTimeout)
        try connection.execute("PRAGMA synchronous = FULL")
        guard try connection.pragma("synchronous") == "2" else {
            throw StoreError(.io, subject: path, detail: "synchronous = FULL could not be set")
        }
        try connection.execute(Self.tuning)
        // Beside the header, which lags behind the log.
        let version = try connection.pragma("user_version").flatMap { Int32($0) }
        try Self.check(version: version ?? 0, path: path)
        if version != Schema.version { try Schema.migrate(connection) }
        return connection
    }

    /// Room for some thousand items in memory (16 MB, taken as needed), and up to 16 MB in the log
    /// before it is copied into the file: pages written again and again are copied less often.
    private static let tuning = "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000"

    // MARK: Creating

    /// Makes the store under another name and gives it its own when it is whole, so that nobody
    /// ever sees half of one. When another process was quicker, its store stays.
    func create() throws(StoreError) {
        try checkWritable(folder)
        let draft = plainPath + ".new-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        defer {
            for suffix in ["", "-wal", "-shm", "-journal"] { unlink(draft + suffix) }
        }
        try reserve(draft)
        try fill(draft)
        if link(draft, plainPath) != 0 && errno != EEXIST { throw failure(.io, errno) }
        try syncFolder()
    }

    private func fill(_ draft: String) throws(StoreError) {
        let connection = try Connection(draft, of: path)
        try connection.execute("BEGIN;" + Schema.creation + "COMMIT")
        // Kept in the file. After the tables, so that these are in the file itself and not in a
        // log beside it.
        guard try connection.pragma("journal_mode = WAL") == "wal" else {
            throw StoreError(.io, subject: path, detail: "no write-ahead log on this file system")
        }
    }

    /// SQLite would make the file readable by everybody and writable by its owner alone. A store
    /// is for its owner and, as far as the umask allows, for their group.
    private func reserve(_ draft: String) throws(StoreError) {
        let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC
        let descriptor = Self.openDescriptor(draft, flags, mode: 0o660)
        guard descriptor >= 0 else { throw failure(.io, errno) }
        close(descriptor)
    }

    /// Without it a power failure could lose the name of the file, and all that was committed.
    private func syncFolder() throws(StoreError) {
        do throws(SystemFile.Fault) {
            try SystemFile.sync(folder: folder)
        } catch {
            throw failure(.io, error.code)
        }
    }

    // MARK: Errors

    private func failure(_ code: StoreError.Code, _ number: Int32) -> StoreError {
        StoreError(code, subject: path, detail: String(cString: strerror(number)))
    }

    /// `open` is the name of a method here.
    private static func openDescriptor(
        _ path: String, _ flags: Int32, mode: mode_t = 0
    ) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, flags, mode)
        #elseif canImport(Musl)
            Musl.open(path, flags, mode)
        #else
            Darwin.open(path, flags, mode)
        #endif
    }
}
