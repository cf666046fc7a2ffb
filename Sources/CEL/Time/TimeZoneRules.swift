import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// When and by how much a zone differs from UTC: a fixed offset, or the rules of a named zone
/// read from the system's zone database.
enum TimeZoneRules: Sendable {
    case fixed(seconds: Int)
    case named(ZoneFile)

    private static let cache = Mutex<[String: TimeZoneRules]>([:])
    private static let directories = [
        "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo",
    ]

    /// The zone `UTC`, `+07:00`, `02:00` or `Asia/Ho_Chi_Minh`; nil when there is none such.
    static func named(_ name: String) -> TimeZoneRules? {
        if name.isEmpty || name == "UTC" || name == "Z" { return .fixed(seconds: 0) }
        var reader = DigitReader(name)
        if let offset = reader.signedOffset(signRequired: false), reader.isAtEnd {
            return .fixed(seconds: offset)
        }
        if let known = cache.withLock({ $0[name] }) { return known }
        guard isSafe(name) else { return nil }
        for directory in directories {
            if let bytes = readFile(directory + "/" + name), let zone = ZoneFile(bytes) {
                // Only names of existing files are kept, so the cache stays small.
                cache.withLock { $0[name] = .named(zone) }
                return .named(zone)
            }
        }
        return name == "Asia/Ho_Chi_Minh" ? .fixed(seconds: 7 * 3_600) : nil
    }

    /// Seconds east of UTC at an instant, given in seconds since the epoch.
    func offset(at instant: Int64) -> Int {
        switch self {
        case .fixed(let seconds): seconds
        case .named(let zone): zone.offset(at: instant)
        }
    }

    /// Zone names lead into the file system, so they may not lead out of the zone directory.
    private static func isSafe(_ name: String) -> Bool {
        guard name.utf8.count <= 64, name.utf8.first != UInt8(ascii: "/") else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "+"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
    }

    private static let sizeLimit = 1 << 20

    private static func readFile(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while content.count < sizeLimit {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 { return nil }
            if count == 0 { return content }
            content += chunk[..<count]
        }
        return nil
    }
}
