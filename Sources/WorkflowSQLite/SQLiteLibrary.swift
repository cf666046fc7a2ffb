import CSQLite

/// The SQLite this process runs on.
enum SQLiteLibrary {
    /// Turns off the count of memory in use, which nobody reads: keeping it takes a lock at every
    /// allocation. Has no effect, and does no harm, once a program that embeds the store has opened
    /// a database by itself.
    static func configure() { _ = isConfigured }

    private static let isConfigured: Bool = wf_sqlite_stop_counting_memory() == SQLITE_OK
}
