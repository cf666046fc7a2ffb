#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A range of IP addresses, as `10.0.0.0/8`, `fd00::/8`, or one address.
package struct Network: Hashable, Sendable {
    private let address: Address
    private let prefix: Int

    /// Nil when the text is neither a network nor an address.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = Address(String(parts[0])) else { return nil }
        let width = address.isShort ? 32 : 128
        guard let prefix = parts.count == 2 ? Int(parts[1]) : width, (0...width).contains(prefix)
        else { return nil }
        self.address = address
        // Short addresses are kept in their long form, ::ffff:a.b.c.d.
        self.prefix = address.isShort ? prefix + 96 : prefix
    }

    package func contains(_ text: String) -> Bool {
        guard let other = Address(text), other.isShort == address.isShort else { return false }
        let whole = prefix / 8
        guard other.bytes.prefix(whole) == address.bytes.prefix(whole) else { return false }
        let rest = prefix % 8
        if rest == 0 { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
        return other.bytes[whole] & mask == address.bytes[whole] & mask
    }

    /// This machine.
    package static let loopback = ["127.0.0.0/8", "::1"].compactMap(Network.init)

    /// 16 bytes; IPv4 as ::ffff:a.b.c.d, which is how a socket for both shows it too.
    private struct Address: Hashable, Sendable {
        var bytes: [UInt8]

        var isShort: Bool {
            bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        }

        init?(_ text: String) {
            var short = in_addr()
            if inet_pton(AF_INET, text, &short) == 1 {
                bytes =
                    [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
                    + withUnsafeBytes(of: short) { Array($0) }
                return
            }
            var long = in6_addr()
            guard inet_pton(AF_INET6, text, &long) == 1 else { return nil }
            bytes = withUnsafeBytes(of: long) { Array($0) }
        }
    }
}
