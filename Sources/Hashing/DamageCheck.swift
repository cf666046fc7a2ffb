import CNettle

/// A checksum that tells damaged bytes from whole ones, in a small part of the time that SHA-256
/// takes on an old processor: UMAC with 128 bits (RFC 4418), over the Nettle of the system.
///
/// Its key is no secret, so it says nothing of who wrote the bytes.
public enum DamageCheck {
    /// In bytes.
    public static let size = Int(UMAC128_DIGEST_SIZE)

    /// The checksum of bytes, `size` bytes.
    public static func sum(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var context = umac128_ctx()
        nettle_umac128_set_key(&context, [UInt8](repeating: 0, count: Int(UMAC_KEY_SIZE)))
        if let start = bytes.bindMemory(to: UInt8.self).baseAddress {
            nettle_umac128_update(&context, bytes.count, start)
        }
        var sum = [UInt8](repeating: 0, count: size)
        wf_umac128_digest(&context, &sum)
        return sum
    }
}
