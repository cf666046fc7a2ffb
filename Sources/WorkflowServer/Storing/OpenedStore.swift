import WorkflowSQLite
package import WorkflowStorage

extension GroupCommitStore {
    /// The store in a file of SQLite, with a connection that writes and some that read.
    ///
    /// - Parameter readers: about as many as threads that answer requests.
    package static func open(
        _ path: String, readers: Int = 4,
        committed: @escaping @Sendable (_ commits: Int, _ duration: Duration) -> Void = { _, _ in }
    ) throws(StoreError) -> GroupCommitStore {
        let writer = try SQLiteStore(path: path, create: true)
        var others: [any Store] = []
        for _ in 0..<max(readers, 1) { others.append(try SQLiteStore(path: path)) }
        return GroupCommitStore(writer, readers: others, committed: committed)
    }
}
