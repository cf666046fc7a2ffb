/// A ZIP archive of texts, stored as they are (APPNOTE 4.3): drafts are small, and no library is
/// needed to put them down. The same entries give the same bytes.
struct ZipArchive {
    private var content: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, _ text: String) {
        let bytes = Array(text.utf8)
        var head: [UInt8] = []
        // Version 2.0, names in UTF-8, stored, 1 January 1980.
        for (value, size) in [(20, 2), (0x0800, 2), (0, 2), (0, 2), (0x21, 2)] {
            head += Self.number(value, size)
        }
        head += Self.number(Int(Self.checksum(bytes)), 4)
        head += Self.number(bytes.count, 4) + Self.number(bytes.count, 4)
        head += Self.number(name.utf8.count, 2) + Self.number(0, 2)
        directory += Self.number(0x0201_4B50, 4) + Self.number(20, 2) + head
        directory += Self.number(0, 10) + Self.number(content.count, 4) + Array(name.utf8)
        content += Self.number(0x0403_4B50, 4) + head + Array(name.utf8) + bytes
        count += 1
    }

    var bytes: [UInt8] {
        content + directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4)
            + Self.number(count, 2) + Self.number(count, 2) + Self.number(directory.count, 4)
            + Self.number(content.count, 4) + Self.number(0, 2)
    }

    /// Little-endian.
    private static func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
    }

    /// CRC-32 (ISO 3309).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { crc, byte in
            table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ (crc >> 8)
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1
        }
    }
}
