import Foundation
import Hashing
import Testing
import WorkflowDocuments

@Suite("Contents of documents")
struct ContentStoreTests {
    let folder: URL
    let store: ContentStore

    init() throws {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-contents-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        folder = root.appendingPathComponent("files")
        store = ContentStore(folder: folder.path)
    }

    private func file(_ hash: String) -> URL {
        folder.appendingPathComponent("\(hash.prefix(2))/\(hash.dropFirst(2))")
    }

    @Test("are kept once, under their hash, and cannot be run")
    func keeping() throws {
        let lease = try store.lease()
        let bytes = Array("%PDF-1.7 tờ trình".utf8)
        let hash = try store.keep(bytes, lease)
        #expect(hash == SHA256.hexadecimal(of: bytes))
        #expect(try store.keep(bytes, lease) == hash)
        #expect(try Data(contentsOf: file(hash)) == Data(bytes))
        let attributes = try FileManager.default.attributesOfItem(atPath: file(hash).path)
        let mode = try #require(attributes[.posixPermissions] as? NSNumber).intValue
        #expect(mode & 0o137 == 0, "\(String(mode, radix: 8))")
        let inner = try FileManager.default.contentsOfDirectory(
            atPath: file(hash).deletingLastPathComponent().path)
        #expect(inner.count == 1)
        #expect(try store.read(hash) == bytes)
    }

    @Test("a damaged one is found when it is read, and put right by keeping it again")
    func damage() throws {
        let lease = try store.lease()
        let bytes = Array("một".utf8)
        let hash = try store.keep(bytes, lease)
        try Data("hai".utf8).write(to: file(hash))
        #expect(throws: ContentError.damaged(sha256: hash, path: file(hash).path)) {
            try store.read(hash)
        }
        try store.keep(bytes, lease)
        #expect(try store.read(hash) == bytes)
        try FileManager.default.removeItem(at: file(hash))
        #expect(throws: ContentError.missing(sha256: hash)) { try store.read(hash) }
    }

    @Test("what lay in the folder itself, as once all did, is found")
    func formerPlace() throws {
        let lease = try store.lease()
        let bytes = Array("cũ".utf8)
        let hash = try store.keep(bytes, lease)
        try FileManager.default.moveItem(at: file(hash), to: folder.appendingPathComponent(hash))
        #expect(try store.read(hash) == bytes)
        #expect(try store.leftovers(besides: []).contents == [hash])
    }

    @Test(
        "nothing outside the folder is read",
        arguments: ["../secret", "", "..", String(repeating: "/", count: 64)])
    func outside(name: String) {
        #expect(throws: ContentError.missing(sha256: name)) { try store.read(name) }
    }

    @Test("cleaning removes what nobody names and leaves what somebody else put there")
    func cleaning() async throws {
        var lease: ContentStore.Lease? = try store.lease()
        let (kept, left): (String, String) = try {
            let lease = try store.lease()
            return (try store.keep([1], lease), try store.keep([2], lease))
        }()
        let draft = file(kept).path + ".1-2.part"
        try Data([3]).write(to: URL(fileURLWithPath: draft))
        let stranger = folder.appendingPathComponent("README")
        try Data([4]).write(to: stranger)

        // Somebody may be about to name what nobody names yet.
        await #expect(throws: ContentError.busy(path: folder.path)) {
            try await store.clean { [kept] }
        }
        #expect(try store.read(left) == [2])
        withExtendedLifetime(lease) {}
        lease = nil

        let gone = try await store.clean {
            #expect(throws: ContentError.busy(path: folder.path)) { try store.lease() }
            return [kept]
        }
        #expect(gone.contents == [left])
        #expect(gone.drafts == [draft])
        #expect(gone.bytes == 2)
        #expect(throws: ContentError.missing(sha256: left)) { try store.read(left) }
        #expect(try store.read(kept) == [1])
        #expect(FileManager.default.fileExists(atPath: stranger.path))
        #expect(try store.leftovers(besides: [kept]).isEmpty)
    }
}
