import YAML

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The trees of some files as they were last parsed, in one file of their own: a command that lives
/// for a few milliseconds spends most of them on parsing what it parsed the time before.
///
/// It saves the parsing and nothing else; whatever is read is decoded and checked as ever. Nothing
/// in it is believed unseen:
/// - a tree counts for a document that is byte for byte the one it was parsed from, and that gave
///   no complaint; an edited file is parsed;
/// - the trees stand under a checksum, so a damaged file counts for nothing;
/// - so does one that another build of the program or another account wrote.
///
/// What counts for nothing is made anew and put in its place in one step, whoever reads it
/// meanwhile. Where that cannot be done, all goes on without.
public final class TreeCache {
    private let path: String
    private var pack: TreePack
    /// The trees asked for in this run, with those that had to be parsed.
    private var used: [TreePack.Entry] = []
    private var hasNew = false

    /// - Parameters:
    ///   - path: the file, in a folder that is there.
    ///   - build: what tells this build of the program from every other.
    public init(path: String, build: String) {
        self.path = path
        pack = TreePack(build: build)
        // One that is missing or unreadable is made; there is nobody to tell.
        if let bytes = try? FileReader.read(path, maxBytes: TreePack.maxBytes, isOwn: true) {
            pack.read(bytes)
        }
    }

    /// The tree of a document; nil when it is not known.
    ///
    /// - Parameter file: the name diagnostics print.
    func tree(of document: [UInt8], file: String) -> Node? {
        guard let entry = pack.entry(for: document),
            let node = PackedTree.unpack(entry.tree, of: document, file: file)
        else { return nil }
        used.append(entry)
        return node
    }

    /// Takes in what was parsed without a complaint.
    func add(_ root: Node, of document: [UInt8]) {
        guard let tree = PackedTree.pack(root, of: document) else { return }
        used.append(TreePack.Entry(document: document[...], tree: tree[...]))
        hasNew = true
    }

    /// Writes the trees that were asked for, if some of them are new.
    func save() {
        guard hasNew else { return }
        hasNew = false
        let bytes = pack.bytes(of: used)
        guard bytes.count <= TreePack.maxBytes else { return }
        let temporary = "\(path).\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let isWhole = bytes.withUnsafeBytes { Self.write($0, to: descriptor) }
        close(descriptor)
        // Not flushed to the disk: after a loss of power the checksum tells.
        guard isWhole, rename(temporary, path) == 0 else {
            unlink(temporary)
            return
        }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = systemWrite(
                descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}

/// `write` by a name that `TreeCache.write` does not hide.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
