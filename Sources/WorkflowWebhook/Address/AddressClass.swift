import Diagnostics
import WorkflowModel

/// What kind of place an address is, by the registries of special-purpose addresses (RFC 6890 and
/// what IANA added to it).
enum AddressClass: String, Hashable, Sendable {
    /// On the internet.
    case `public`
    /// The machine itself.
    case loopback
    /// Networks that are not on the internet, shared address space of providers among them.
    case `private`
    /// 169.254.0.0/16 and fe80::/10, where machines in the cloud are told their credentials; and
    /// the places elsewhere that serve the same.
    case linkLocal
    case multicast
    case unspecified
    /// For examples in books.
    case documentation
    /// Kept for something else, or for nothing yet.
    case reserved

    /// What a rule has to allow for it; nil when no rule can.
    var network: NotificationRules.Webhook.Network? {
        switch self {
        case .loopback: .loopback
        case .private: .private
        default: nil
        }
    }

    func isAllowed(_ networks: Set<NotificationRules.Webhook.Network>) -> Bool {
        self == .public || network.map(networks.contains) ?? false
    }

    var title: LocalizedText {
        switch self {
        case .public: LocalizedText(vi: "công cộng", en: "public")
        case .loopback: LocalizedText(vi: "chính máy này", en: "loopback")
        case .private: LocalizedText(vi: "mạng nội bộ", en: "private")
        case .linkLocal: LocalizedText(vi: "link-local", en: "link-local")
        case .multicast: LocalizedText(vi: "multicast", en: "multicast")
        case .unspecified: LocalizedText(vi: "không xác định", en: "unspecified")
        case .documentation: LocalizedText(vi: "chỉ dùng làm ví dụ", en: "for examples only")
        case .reserved: LocalizedText(vi: "dành riêng", en: "reserved")
        }
    }
}

extension IPAddress {
    var addressClass: AddressClass {
        switch version {
        case .v4: Self.classOfVersion4(UInt32(truncatingIfNeeded: bits))
        case .v6: classOfVersion6
        }
    }

    // MARK: Version 4

    /// The most particular block an address is in decides.
    private static let blocks4: [(start: UInt32, length: Int, AddressClass)] = [
        (0xFFFF_FFFF, 32, .multicast),  // 255.255.255.255, everybody
        (0x6464_64C8, 32, .linkLocal),  // 100.100.100.200, metadata of a cloud
        (0xC000_0000, 24, .reserved),  // 192.0.0.0/24, protocol assignments
        (0xC000_0200, 24, .documentation),  // 192.0.2.0/24
        (0xC633_6400, 24, .documentation),  // 198.51.100.0/24
        (0xCB00_7100, 24, .documentation),  // 203.0.113.0/24
        (0xC058_6300, 24, .reserved),  // 192.88.99.0/24, was 6to4
        (0xA9FE_0000, 16, .linkLocal),  // 169.254.0.0/16
        (0xC0A8_0000, 16, .private),  // 192.168.0.0/16
        (0xC612_0000, 15, .reserved),  // 198.18.0.0/15, measurements
        (0xAC10_0000, 12, .private),  // 172.16.0.0/12
        (0x6440_0000, 10, .private),  // 100.64.0.0/10, shared by customers of a provider
        (0x0000_0000, 8, .unspecified),  // 0.0.0.0/8, which reaches the machine itself
        (0x0A00_0000, 8, .private),  // 10.0.0.0/8
        (0x7F00_0000, 8, .loopback),  // 127.0.0.0/8
        (0xE000_0000, 4, .multicast),  // 224.0.0.0/4
        (0xF000_0000, 4, .reserved),  // 240.0.0.0/4
    ]

    private static func classOfVersion4(_ bits: UInt32) -> AddressClass {
        let block = blocks4.first { (bits ^ $0.start) >> (32 - $0.length) == 0 }
        return block?.2 ?? .public
    }

    // MARK: Version 6

    private static let blocks6: [(start: UInt128, length: Int, AddressClass)] = [
        (0, 128, .unspecified),  // ::
        (1, 128, .loopback),  // ::1
        (0xFD00_0EC2 << 96 | 0x254, 128, .linkLocal),  // fd00:ec2::254, metadata of a cloud
        (0x0064_FF9B_0001 << 80, 48, .private),  // 64:ff9b:1::/48, translation within a network
        (0x2001_0DB8 << 96, 32, .documentation),  // 2001:db8::/32
        (0x2001 << 112, 23, .reserved),  // 2001::/23, protocol assignments, Teredo among them
        (0x3FFF << 112, 20, .documentation),  // 3fff::/20
        (0x2002 << 112, 16, .reserved),  // 2002::/16, 6to4: any address of version 4
        (0xFE80 << 112, 10, .linkLocal),  // fe80::/10
        (0xFC00 << 112, 7, .private),  // fc00::/7
        (0xFF00 << 112, 8, .multicast),  // ff00::/8
    ]
    /// What is given out for use on the internet, 2000::/3.
    private static let global: (start: UInt128, length: Int) = (0x2000 << 112, 3)
    /// Blocks that stand for addresses of version 4, which are their last 32 bits: `::ffff:0:0/96`
    /// for the same machine, and 64:ff9b::/96 behind a translator.
    private static let embedding: [UInt128] = [0xFFFF << 32, 0x0064_FF9B << 96]

    private var classOfVersion6: AddressClass {
        if let block = Self.blocks6.first(where: { isIn($0.start, $0.length) }) { return block.2 }
        if Self.embedding.contains(where: { isIn($0, 96) }) {
            return Self.classOfVersion4(UInt32(truncatingIfNeeded: bits))
        }
        return isIn(Self.global.start, Self.global.length) ? .public : .reserved
    }

    private func isIn(_ start: UInt128, _ length: Int) -> Bool {
        (bits ^ start) >> UInt128(128 - length) == 0
    }
}
