import CSQLite
public import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Copies a database of SQLite as it is at one moment, while others read and write it.
public enum Backup {
    /// Makes the copy, which is on the disk once this returns.
    ///
    /// - Parameters:
    ///   - source: the path of a database in use. Nobody who writes to it is held up.
    ///   - copy: the path of a file that is not there yet.
    public static func copy(_ source: String, to copy: String) throws(StoreError) {
        SQLiteLibrary.configure()
        var status = stat()
        if stat(copy, &status) == 0 {
            throw StoreError(.io, subject: copy, detail: "there is such a file already")
        }
        let from = try Handle(source, SQLITE_OPEN_READWRITE)
        let to = try Handle(copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        try from.copy(to: to)
        try sync(copy)
    }

    private static func sync(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw StoreError(.io, subject: path, detail: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 {
            throw StoreError(.io, subject: path, detail: String(cString: strerror(errno)))
        }
    }

    /// A connection that is closed with it.
    private final class Handle {
        private let handle: OpaquePointer
        private let path: String

        init(_ path: String, _ flags: Int32) throws(StoreError) {
            self.path = path
            var handle: OpaquePointer?
            let file = path.hasPrefix("/") ? path : "./" + path
            let code = sqlite3_open_v2(
                file, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
            guard code == SQLITE_OK, let handle else {
                let error = StoreError(code, on: handle, path: path)
                sqlite3_close(handle)
                throw error
            }
            sqlite3_busy_timeout(handle, 5_000)
            self.handle = handle
        }

        deinit { sqlite3_close_v2(handle) }

        /// All of it in one step: a copy in several begins anew whenever somebody writes in between.
        func copy(to other: Handle) throws(StoreError) {
            guard let backup = sqlite3_backup_init(other.handle, "main", handle, "main") else {
                throw StoreError(
                    sqlite3_errcode(other.handle), on: other.handle, path: other.path)
            }
            let code = sqlite3_backup_step(backup, -1)
            let end = sqlite3_backup_finish(backup)
            guard code == SQLITE_DONE else {
                throw StoreError(code, on: handle, path: path)
            }
            guard end == SQLITE_OK else {
                throw StoreError(end, on: other.handle, path: other.path)
            }
        }
    }
}
