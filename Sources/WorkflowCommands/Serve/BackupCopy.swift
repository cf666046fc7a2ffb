import Diagnostics
import JSON
import SystemFiles
import WorkflowCalendar
import WorkflowDocuments
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation
import WorkflowSQLite
import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A copy of everything kept in a folder: `wf.sqlite`, `accounts.sqlite`, `files/`, and `backup.json`,
/// which says of when it is and where the history ended.
struct BackupCopy {
    /// The end of the history in the copy.
    let head: HashChain.Head
    /// Contents of documents.
    let documents: Int
    private let at: Instant

    /// Makes it, and checks that it is whole.
    ///
    /// - Parameters:
    ///   - store: the path of the store; accounts are looked for beside it.
    ///   - folder: is there, and empty.
    init(
        of store: String, contents: ContentStore, at now: Instant, in folder: String
    ) async throws {
        at = now
        let copy = folder + "/wf.sqlite"
        try Backup.copy(store, to: copy)
        let accounts = SystemFile.folder(of: store) + "/accounts.sqlite"
        if FilePlace.exists(accounts) {
            try Backup.copy(accounts, to: folder + "/accounts.sqlite")
        }
        let copied = try SQLiteStore(path: copy)
        do {
            let damage = try await copied.damage()
            guard damage.isEmpty else {
                throw Failure(
                    .invalid, "backup-damaged",
                    vi: "Kho bị hỏng, bản sao không dùng được: \(damage[0]).",
                    en: "The store is damaged, a copy of it is no use: \(damage[0]).")
            }
            head = try await copied.head()
            // What the copy names was there before it was made, and is removed only when nobody names
            // it. Reading it checks its hash.
            documents = try await Self.copyContents(
                named: copied, from: contents, to: ContentStore(folder: folder + "/files"))
            await copied.close()
        } catch {
            await copied.close()
            throw error
        }
        try ReplacedFile.write(
            Array((JSON.object(json).pretty + "\n").utf8), to: folder + "/backup.json")
    }

    /// `{"at","seq","head","documents"}`
    var json: JSONObject {
        [
            "at": .string(at.iso8601(in: .vietnam)), "seq": .int(head.sequence),
            "head": .string(head.hash), "documents": .int(Int64(documents)),
        ]
    }

    private static func copyContents(
        named store: SQLiteStore, from contents: ContentStore, to copy: ContentStore
    ) async throws -> Int {
        // What the events name is read from them alone.
        let library = LibraryLoader(paths: []).library()
        let named = try await Engine(library: library, store: store).namedContents()
        if named.isEmpty { return 0 }
        let lease = try copy.lease()
        for hash in named.keys.sorted() { try copy.keep(try contents.read(hash), lease) }
        return named.count
    }

    /// Removes what was made of a copy that came to nothing.
    static func remove(_ folder: String) {
        guard let names = try? SystemFile.names(in: folder) else {
            unlink(folder)
            return
        }
        for name in names {
            let path = folder + "/" + name
            if FilePlace.isFolder(path) { remove(path) } else { unlink(path) }
        }
        rmdir(folder)
    }
}
