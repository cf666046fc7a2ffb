import SystemFiles
import YAML

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
        // Not flushed to the disk: after a loss of power the checksum tells.
        try? SystemFile.write(bytes, to: path, mode: 0o600, isDurable: false)
    }
}
