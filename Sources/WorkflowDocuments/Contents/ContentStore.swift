import Hashing
import SystemFiles

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The contents of documents, each once, under its own SHA-256: `ab/cdef…` in a folder.
///
/// A content is on the disk before the event that names it is committed. A command that stops in
/// between leaves a content nobody names: harmless, and `clean` removes it. So that this never
/// takes away what is about to be named, whoever adds contents holds a `Lease` until the commit,
/// and `clean` works only while nobody does.
///
/// Files are never executable: mode 0640, less what the umask takes.
public struct ContentStore: Sendable {
    public let folder: String
    /// Where contents are looked for too, and none is put.
    private let others: [String]

    /// - Parameters:
    ///   - folder: made when the first content is kept; the folder it is in must be there.
    ///   - others: folders that were used before.
    public init(folder: String, others: [String] = []) {
        self.folder = folder
        self.others = others
    }

    // MARK: Keeping

    /// The right to add contents. Given back when the last reference goes, or with the process.
    public final class Lease: Sendable {
        private let descriptor: Int32

        fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

        deinit { close(descriptor) }
    }

    /// Waits for nobody: `.busy` while contents are being removed.
    public func lease() throws(ContentError) -> Lease {
        try makeFolder()
        return try locked(LOCK_SH)
    }

    /// Keeps a content. Returned means: it is on the disk.
    ///
    /// - Returns: its SHA-256 in hexadecimal.
    @discardableResult
    public func keep(_ bytes: [UInt8], _ lease: Lease) throws(ContentError) -> String {
        let hash = SHA256.hexadecimal(of: bytes)
        // One that is there but damaged is put right.
        if let path = path(of: hash), (try? SystemFile.read(path)) == bytes { return hash }
        let path = place(of: hash)
        do throws(SystemFile.Fault) {
            let inner = SystemFile.folder(of: path)
            if !SystemFile.isThere(inner) {
                try SystemFile.makeFolder(inner)
                try SystemFile.sync(folder: folder)
            }
            try SystemFile.write(bytes, to: path, mode: 0o640)
        } catch {
            throw ContentError(error)
        }
        return hash
    }

    // MARK: Reading

    /// The content, once its hash was found to be right.
    public func read(_ sha256: String) throws(ContentError) -> [UInt8] {
        guard Self.isHash(sha256), let path = path(of: sha256) else {
            throw .missing(sha256: sha256)
        }
        let bytes: [UInt8]
        do throws(SystemFile.Fault) {
            bytes = try SystemFile.read(path)
        } catch {
            if error.isMissing { throw .missing(sha256: sha256) }
            throw ContentError(error)
        }
        guard SHA256.hexadecimal(of: bytes) == sha256 else {
            throw .damaged(sha256: sha256, path: path)
        }
        return bytes
    }

    // MARK: Cleaning

    public struct Leftovers: Hashable, Sendable {
        /// SHA-256 of contents that no event names, in order.
        public var contents: [String] = []
        /// Files of commands that were stopped while they wrote.
        public var drafts: [String] = []
        /// Of all of them.
        public var bytes: Int64 = 0

        public var isEmpty: Bool { contents.isEmpty && drafts.isEmpty }
    }

    /// What is in the folder and nobody names.
    ///
    /// - Parameter named: SHA-256 of the contents that events name.
    public func leftovers(besides named: Set<String>) throws(ContentError) -> Leftovers {
        var leftovers = Leftovers()
        try visit { path, hash in
            if let hash {
                if named.contains(hash) { return }
                leftovers.contents.append(hash)
            } else {
                leftovers.drafts.append(path)
            }
            leftovers.bytes += SystemFile.size(of: path)
        }
        leftovers.contents.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return leftovers
    }

    /// Removes what nobody names. Nobody can add contents meanwhile.
    ///
    /// - Parameter named: asked once nobody can; the SHA-256 of the contents that events name.
    public func clean<Failure: Error>(
        _ named: () async throws(Failure) -> Set<String>
    ) async throws -> Leftovers {
        guard SystemFile.isThere(folder) else { return Leftovers() }
        let lease = try locked(LOCK_EX)
        defer { withExtendedLifetime(lease) {} }
        let leftovers = try leftovers(besides: try await named())
        do throws(SystemFile.Fault) {
            for hash in leftovers.contents {
                for path in places(of: hash, in: [folder]) { try SystemFile.remove(path) }
            }
            for path in leftovers.drafts { try SystemFile.remove(path) }
        } catch {
            throw ContentError(error)
        }
        return leftovers
    }

    // MARK: Places

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == SHA256.digitCount
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
    }

    private func place(of hash: String) -> String {
        "\(folder)/\(hash.prefix(2))/\(hash.dropFirst(2))"
    }

    /// Contents lay in the folder itself once, under all digits of their hash.
    private func places(of hash: String, in folders: [String]) -> [String] {
        folders.flatMap { ["\($0)/\(hash.prefix(2))/\(hash.dropFirst(2))", "\($0)/\(hash)"] }
    }

    private func path(of hash: String) -> String? {
        places(of: hash, in: [folder] + others).first(where: SystemFile.isThere)
    }

    /// Every content and draft in the folder, with the hash it is named by, nil for drafts. What
    /// somebody else put there is left alone.
    private func visit(_ body: (String, String?) -> Void) throws(ContentError) {
        do throws(SystemFile.Fault) {
            for name in try SystemFile.namesIfThere(in: folder) where name != Self.lockName {
                let path = "\(folder)/\(name)"
                if Self.isHash(name) {
                    body(path, name)
                } else if name.utf8.count == 2 {
                    for rest in try SystemFile.namesIfThere(in: path) {
                        let hash = Self.isHash(name + rest) ? name + rest : nil
                        if hash == nil, !rest.hasSuffix(SystemFile.draftEnding) { continue }
                        body("\(path)/\(rest)", hash)
                    }
                } else if name.hasSuffix(SystemFile.draftEnding) {
                    body(path, nil)
                }
            }
        } catch {
            throw ContentError(error)
        }
    }

    private func makeFolder() throws(ContentError) {
        if SystemFile.isThere(folder) { return }
        do throws(SystemFile.Fault) {
            try SystemFile.makeFolder(folder)
            try SystemFile.sync(folder: SystemFile.folder(of: folder))
        } catch {
            throw ContentError(error)
        }
    }

    private static let lockName = ".lock"

    private func locked(_ kind: Int32) throws(ContentError) -> Lease {
        let path = "\(folder)/\(Self.lockName)"
        let descriptor = SystemFile.opened(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o660)
        guard descriptor >= 0 else { throw ContentError(SystemFile.Fault(path)) }
        if flock(descriptor, kind | LOCK_NB) == 0 { return Lease(descriptor) }
        let error: ContentError =
            errno == EWOULDBLOCK ? .busy(path: folder) : ContentError(SystemFile.Fault(path))
        close(descriptor)
        throw error
    }
}
