import Hashing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file of a `TreeCache`: a line with the format and the build, how long everything is, the
/// trees, a checksum of all this, the documents.
///
/// The documents need none: each is compared with the one that a tree is wanted for.
///
/// The checksum is against damage alone. Whoever could write trees of their own with a right one has
/// the account of the reader, and with it the definitions and the store.
struct TreePack {
    struct Entry {
        var document: ArraySlice<UInt8>
        var tree: ArraySlice<UInt8>
    }

    static let maxBytes = 64_000_000
    private static let numberSize = 4
    private let heading: [UInt8]
    private var entries: [Entry] = []

    init(build: String) {
        heading = Array("wf trees 2, \(build)\n".utf8)
    }

    func entry(for document: [UInt8]) -> Entry? {
        entries.first { Self.isEqual($0.document, document[...]) }
    }

    /// Takes the entries of a file; none of one that is not as `bytes(of:)` gives it.
    mutating func read(_ bytes: [UInt8]) {
        guard bytes.starts(with: heading) else { return }
        var index = heading.count
        func number() -> Int? {
            guard index + Self.numberSize <= bytes.count else { return nil }
            defer { index += Self.numberSize }
            return bytes[index..<(index + Self.numberSize)].reduce(0) { $0 << 8 | Int($1) }
        }
        guard let count = number(), count <= bytes.count / (2 * Self.numberSize) else { return }
        var lengths: [(document: Int, tree: Int)] = []
        for _ in 0..<count {
            guard let document = number(), let tree = number() else { return }
            lengths.append((document, tree))
        }
        let trees = lengths.reduce(0) { $0 + $1.tree }
        let documents = lengths.reduce(0) { $0 + $1.document }
        guard index + trees + DamageCheck.size + documents == bytes.count else { return }
        var tree = index
        let sum = index + trees
        guard Self.isEqual(Self.sum(of: bytes[..<sum])[...], bytes[sum..<(sum + DamageCheck.size)])
        else { return }
        var document = sum + DamageCheck.size
        for length in lengths {
            entries.append(
                Entry(
                    document: bytes[document..<(document + length.document)],
                    tree: bytes[tree..<(tree + length.tree)]))
            document += length.document
            tree += length.tree
        }
    }

    /// A file that holds these entries.
    func bytes(of entries: [Entry]) -> [UInt8] {
        var bytes = heading
        func append(_ number: Int) {
            for shift in stride(from: 8 * (Self.numberSize - 1), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        append(entries.count)
        for entry in entries {
            append(entry.document.count)
            append(entry.tree.count)
        }
        for entry in entries { bytes += entry.tree }
        bytes += Self.sum(of: bytes[...])
        for entry in entries { bytes += entry.document }
        return bytes
    }

    private static func isEqual(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        return one.withUnsafeBytes { one in
            other.withUnsafeBytes { other in
                guard let one = one.baseAddress, let start = other.baseAddress else { return true }
                return memcmp(one, start, other.count) == 0
            }
        }
    }

    private static func sum(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.withUnsafeBytes { DamageCheck.sum(of: $0) }
    }
}
