extension SHA256 {
    /// The HMAC (RFC 2104) of the parts one behind the other, 32 bytes.
    package static func authenticationCode(of parts: [UInt8]..., key: [UInt8]) -> [UInt8] {
        let block = 64
        var key = key.count > block ? hash([key]) : key
        key += [UInt8](repeating: 0, count: block - key.count)
        let inner = hash([key.map { $0 ^ 0x36 }] + parts)
        return hash([key.map { $0 ^ 0x5C }, inner])
    }

    private static func hash(_ parts: [[UInt8]]) -> [UInt8] {
        var hash = SHA256()
        for part in parts { part.withUnsafeBytes { hash.update($0) } }
        return hash.bytes()
    }
}
