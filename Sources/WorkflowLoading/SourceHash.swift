import Hashing
public import WorkflowModel

extension Rules {
    /// SHA-256, in hexadecimal, of all the texts. Computed when it is asked for, which takes as
    /// long as reading a file or two.
    public var hash: String { SourceHash.hexadecimal(of: sources) }
}

/// The fingerprint of definition texts.
package enum SourceHash {
    /// SHA-256, in hexadecimal, over the paths and texts in the order given. A length stands
    /// before every part, so that no two lists of files run together alike.
    package static func hexadecimal(of sources: [DefinitionSource]) -> String {
        var hasher = SHA256()
        for source in sources {
            add(source.path, to: &hasher)
            add(source.text, to: &hasher)
        }
        return hasher.hexadecimal()
    }

    private static func add(_ text: String, to hasher: inout SHA256) {
        withUnsafeBytes(of: UInt64(text.utf8.count).bigEndian) { hasher.update($0) }
        hasher.update(text)
    }
}
