import CSodium

/// A checksum that tells damaged bytes from whole ones, in a small part of the time that SHA-256
/// takes: SipHash-2-4 with 128 bits, over the libsodium of the system.
///
/// Its key is no secret, so it says nothing of who wrote the bytes.
public enum DamageCheck {
    /// In bytes.
    public static let size = Int(crypto_shorthash_siphashx24_BYTES)

    /// The checksum of bytes, `size` bytes.
    public static func sum(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let key = [UInt8](repeating: 0, count: Int(crypto_shorthash_siphashx24_KEYBYTES))
        var sum = [UInt8](repeating: 0, count: size)
        let start = bytes.bindMemory(to: UInt8.self).baseAddress
        // Returns 0 always. Of nothing there is no address, and none is looked at.
        withUnsafePointer(to: 0 as UInt8) { nothing in
            _ = crypto_shorthash_siphashx24(&sum, start ?? nothing, UInt64(bytes.count), key)
        }
        return sum
    }
}
