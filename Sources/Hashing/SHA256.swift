import CNettle

/// SHA-256 (FIPS 180-4), over the Nettle of the system, which uses what the processor has for it:
/// every event is hashed, and without that it would take eight times as long.
///
/// Of a cryptographic library `wf` needs nothing else, and a small one that is there already is built
/// in no time: building swift-crypto took longer than building the engine.
public struct SHA256: Sendable {
    /// How long a hash is in hexadecimal.
    public static let digitCount = 2 * Int(SHA256_DIGEST_SIZE)

    private var context = sha256_ctx()

    public init() {
        nettle_sha256_init(&context)
    }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
        nettle_sha256_update(&context, bytes.count, start)
    }

    /// Takes in a text as UTF-8.
    public mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// The hash of all that was taken in, 32 bytes.
    public consuming func bytes() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Self.digitCount / 2)
        wf_sha256_digest(&context, &digest)
        return digest
    }

    /// The hash of all that was taken in, in lower-case hexadecimal.
    public consuming func hexadecimal() -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.digitCount / 2) { digest in
            // There always is an address: it is not for nothing.
            if let start = digest.baseAddress { wf_sha256_digest(&context, start) }
            return String(unsafeUninitializedCapacity: Self.digitCount) { digits in
                for index in digest.indices {
                    digits[2 * index] = Self.digit(digest[index] >> 4)
                    digits[2 * index + 1] = Self.digit(digest[index] & 0xF)
                }
                return Self.digitCount
            }
        }
    }

    /// The hash of bytes, in lower-case hexadecimal.
    public static func hexadecimal(of bytes: [UInt8]) -> String {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update($0) }
        return hash.hexadecimal()
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
