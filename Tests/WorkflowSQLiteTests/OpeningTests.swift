import Foundation
import GRDB
import TestSupport
import Testing
import WorkflowSQLite
import WorkflowStorage
import WorkflowTesting

@Suite struct `Opening a store` {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func error(
        _ name: String, create: Bool = false, busyTimeout: Int = 20
    ) -> StoreError? {
        do {
            _ = try SQLiteStore(
                path: folder.path(name), create: create, busyTimeout: busyTimeout)
            return nil
        } catch {
            return error
        }
    }

    /// A store with a commit in it, closed.
    private func makeStore(_ name: String = "store.sqlite") async throws {
        let store = try SQLiteStore(path: folder.path(name), create: true)
        _ = try await store.commit(Sample.commit("a"))
        await store.close()
    }

    // MARK: What is there

    @Test(arguments: ["store.sqlite", "Kho dữ liệu.sqlite", "file:odd?mode=memory", "a#b%20"])
    func `a store is created where asked, and there the next time`(name: String) async throws {
        try await makeStore(name)
        #expect(try folder.contents().keys.sorted() == [name])
        let store = try SQLiteStore(path: folder.path(name))
        #expect(try await store.item("a")?.row.version == 1)
        await store.close()
    }

    @Test func `an existing store is not made anew`() async throws {
        try await makeStore()
        let store = try SQLiteStore(path: folder.path("store.sqlite"), create: true)
        #expect(try await store.item("a") != nil)
        await store.close()
    }

    @Test func `many can create the same store at once`() async throws {
        let path = folder.path("store.sqlite")
        try await withThrowingTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    let store = try SQLiteStore(path: path, create: true)
                    _ = try await store.commit(Sample.commit("item-\(number)"))
                    await store.close()
                }
            }
            try await group.waitForAll()
        }
        #expect(try folder.contents().keys.sorted() == ["store.sqlite"])
        let store = try SQLiteStore(path: path)
        #expect(try await store.items(ItemQuery()).count == 8)
        await store.close()
    }

    @Test func `a commit is on the disk when it returns`() async throws {
        let store = try SQLiteStore(path: folder.path("store.sqlite"), create: true)
        #expect(try store.pragma("synchronous") == "2")
        #expect(try store.pragma("journal_mode") == "wal")
        await store.close()
    }

    // MARK: What is not

    @Test func `nothing is made unless asked for`() throws {
        #expect(error("none.sqlite")?.code == .unreachable)
        #expect(error("none/store.sqlite")?.code == .unreachable)
        #expect(error("none/store.sqlite", create: true)?.code == .unreachable)
        #expect(error("", create: true)?.code == .unreachable)
        #expect(try folder.contents().isEmpty)
    }

    @Test func `the error says which file`() {
        #expect(error("none.sqlite")?.subject == folder.path("none.sqlite"))
    }

    // MARK: What is something else

    @Test(
        arguments: [
            ("empty", []),
            ("text", Array("kế hoạch\n".utf8)),
            ("the first bytes of a database", Array("SQLite format 3\0".utf8)),
            ("zeros", [UInt8](repeating: 0, count: 8_192)),
            (
                "the header of no database",
                Array("SQLite format 3\0".utf8) + [UInt8](repeating: 7, count: 4_080)
            ),
        ] as [(String, [UInt8])])
    func `a file that is no database is refused and left alone`(
        _: String, bytes: [UInt8]
    ) throws {
        try folder.write(bytes, to: "file")
        for create in [false, true] { #expect(error("file", create: create)?.code == .corrupt) }
        #expect(try folder.contents() == ["file": bytes])
    }

    @Test(arguments: ["delete", "wal"])
    func `another program's database is refused and left alone`(journal: String) throws {
        let other = try DatabaseQueue(path: folder.path("other.sqlite"))
        try other.inDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = \(journal)")
            try database.execute(sql: "CREATE TABLE t (x)")
        }
        try other.close()
        let before = try folder.contents()
        for create in [false, true] {
            #expect(error("other.sqlite", create: create)?.code == .corrupt)
        }
        #expect(try folder.contents() == before)
    }

    @Test(arguments: [(9, StoreError.Code.newer), (1_000, .newer), (0, .corrupt), (-1, .corrupt)])
    func `a store of another version is refused and left alone`(
        version: Int, code: StoreError.Code
    ) async throws {
        try await makeStore()
        var bytes = try folder.read("store.sqlite")
        // The user version, in the header of the file format.
        withUnsafeBytes(of: Int32(version).bigEndian) { bytes.replaceSubrange(60..<64, with: $0) }
        try folder.write(bytes, to: "store.sqlite")
        for create in [false, true] {
            #expect(error("store.sqlite", create: create)?.code == code)
        }
        #expect(try folder.contents() == ["store.sqlite": bytes])
    }

    /// Not every page is read when a store is opened; then the first use of it tells.
    @Test(arguments: Damage.allCases)
    func `a damaged store is found out and left alone`(damage: Damage) async throws {
        try await makeStore()
        let bytes = damage.done(to: try folder.read("store.sqlite"))
        try folder.write(bytes, to: "store.sqlite")
        do {
            let store = try SQLiteStore(path: folder.path("store.sqlite"))
            await #expect(throws: StoreError.self) { try await store.item("a") }
            await #expect(throws: StoreError.self) { try await store.commit(Sample.commit("b")) }
            await store.close()
        } catch {
            #expect(error.code == .corrupt)
        }
        #expect(try folder.contents() == ["store.sqlite": bytes])
    }

    enum Damage: CaseIterable {
        case cutToHeader, cutToFirstPage, cutInHalf, overwritten, emptied

        func done(to bytes: [UInt8]) -> [UInt8] {
            switch self {
            case .cutToHeader: Array(bytes.prefix(100))
            case .cutToFirstPage: Array(bytes.prefix(4_096))
            case .cutInHalf: Array(bytes.prefix(bytes.count / 2))
            case .overwritten:
                bytes.prefix(4_096) + [UInt8](repeating: 0xA5, count: bytes.count - 4_096)
            case .emptied:
                bytes.prefix(100) + [UInt8](repeating: 0, count: bytes.count - 100)
            }
        }
    }

    @Test func `a folder is no store`() {
        #expect(error(".")?.code == .unreachable)
        #expect(error(".", create: true)?.code == .unreachable)
    }

    // MARK: What may not be written

    /// The superuser may write everything.
    @Test(.enabled(if: geteuid() != 0), arguments: [(0o444, 0o755), (0o644, 0o555)])
    func `a store that may not be written is refused and left alone`(
        file: Int, parent: Int
    ) async throws {
        try await makeStore()
        let files = FileManager.default
        let before = try folder.contents()
        try files.setAttributes(
            [.posixPermissions: file], ofItemAtPath: folder.path("store.sqlite"))
        try files.setAttributes([.posixPermissions: parent], ofItemAtPath: folder.url.path)
        #expect(error("store.sqlite")?.code == .readOnly)
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
        #expect(try folder.contents() == before)
    }

    @Test(.enabled(if: geteuid() != 0))
    func `a store that may not be read is out of reach`() async throws {
        try await makeStore()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0], ofItemAtPath: folder.path("store.sqlite"))
        #expect(error("store.sqlite")?.code == .unreachable)
    }

    @Test(.enabled(if: geteuid() != 0))
    func `no store is made where one may not write`() throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o555], ofItemAtPath: folder.url.path)
        let code = error("store.sqlite", create: true)?.code
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
        #expect(code == .readOnly)
        #expect(try folder.contents().isEmpty)
    }

    // MARK: What others hold

    @Test func `a store somebody keeps to himself is busy`() async throws {
        try await makeStore()
        let other = try DatabaseQueue(path: folder.path("store.sqlite"))
        try other.inDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try database.execute(sql: "BEGIN EXCLUSIVE; COMMIT")
        }
        #expect(error("store.sqlite")?.code == .busy)
        try other.close()
        #expect(error("store.sqlite") == nil)
    }

    @Test func `a closed store says so`() async throws {
        let store = try SQLiteStore(path: folder.path("store.sqlite"), create: true)
        await store.close()
        await store.close()
        await #expect(throws: StoreError.self) { try await store.item("a") }
    }
}
