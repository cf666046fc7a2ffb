#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An address on the internet protocol, of either version.
struct IPAddress: Hashable, Sendable {
    enum Version: Hashable, Sendable { case v4, v6 }

    let version: Version
    /// The 128 bits of version 6; the 32 bits of version 4 stand at the end.
    let bits: UInt128

    init(v4 bits: UInt32) {
        version = .v4
        self.bits = UInt128(bits)
    }

    init(v6 bits: UInt128) {
        version = .v6
        self.bits = bits
    }

    /// As written in the usual way: `192.0.2.1`, `2001:db8::1`. Nil for other forms, such as
    /// `127.1`, which only the resolver reads, and for an address with a zone.
    init?(_ text: String) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            self.init(v4: UInt32(bigEndian: v4.s_addr))
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            self.init(v6)
        } else {
            return nil
        }
    }

    init(_ address: in6_addr) {
        self.init(
            v6: withUnsafeBytes(of: address) { bytes in
                bytes.reduce(into: UInt128(0)) { $0 = $0 << 8 | UInt128($1) }
            })
    }

    /// Nil when it is an address of another kind.
    init?(_ address: UnsafePointer<sockaddr>) {
        let bytes = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            let address = bytes.loadUnaligned(as: sockaddr_in.self)
            self.init(v4: UInt32(bigEndian: address.sin_addr.s_addr))
        case AF_INET6:
            self.init(bytes.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
        default:
            return nil
        }
    }
}

extension IPAddress: CustomStringConvertible {
    var description: String {
        switch version {
        case .v4:
            return (0..<4).map { String((bits >> (24 - 8 * $0)) & 0xFF) }.joined(separator: ".")
        case .v6:
            var address = in6_addr()
            withUnsafeMutableBytes(of: &address) { bytes in
                for index in bytes.indices {
                    bytes[index] = UInt8(truncatingIfNeeded: bits >> (120 - 8 * index))
                }
            }
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
            return String(
                decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}
