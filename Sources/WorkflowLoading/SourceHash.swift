import Crypto
public import WorkflowModel

extension Rules {
    /// SHA-256, in hexadecimal, of all the texts. Computed when it is asked for, which takes as
    /// long as reading a file or two.
    public var hash: String { SourceHash.hexadecimal(of: sources) }
}

/// The fingerprint of definition texts.
enum SourceHash {
    /// SHA-256, in hexadecimal, over the paths and texts in the order given. A length stands
    /// before every part, so that no two lists of files run together alike.
    static func hexadecimal(of sources: [DefinitionSource]) -> String {
        var hasher = SHA256()
        for source in sources {
            add(source.path, to: &hasher)
            add(source.text, to: &hasher)
        }
        var digits: [UInt8] = []
        for byte in hasher.finalize() {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func add(_ text: String, to hasher: inout SHA256) {
        var text = text
        text.withUTF8 { bytes in
            withUnsafeBytes(of: UInt64(bytes.count).bigEndian) {
                hasher.update(bufferPointer: $0)
            }
            hasher.update(bufferPointer: UnsafeRawBufferPointer(bytes))
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
