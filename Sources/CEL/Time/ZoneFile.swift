/// The content of a zone file in the TZif format (RFC 8536): the transitions of the past, and
/// the rule for all times after the last of them.
struct ZoneFile: Sendable {
    private let instants: [Int64]
    /// For each transition the offset that begins with it, in seconds east of UTC.
    private let offsets: [Int]
    private let firstOffset: Int
    private let footer: PosixZoneRule?

    init?(_ bytes: [UInt8]) {
        var reader = BigEndianReader(bytes)
        guard let first = Header(&reader) else { return nil }
        var header = first
        var timeSize = 4
        if first.version >= UInt8(ascii: "2") {
            // Version 1 data precedes the 64-bit data for readers that know nothing else.
            guard reader.skip(first.dataSize(timeSize: 4)), let second = Header(&reader) else {
                return nil
            }
            header = second
            timeSize = 8
        }
        guard let instants = reader.integers(header.transitionCount, size: timeSize),
            let indices = reader.bytes(header.transitionCount),
            let types = Self.readOffsets(&reader, count: header.typeCount),
            indices.allSatisfy({ Int($0) < types.count }), let firstOffset = types.first
        else { return nil }
        self.instants = instants
        self.offsets = indices.map { types[Int($0)] }
        self.firstOffset = firstOffset
        let rest =
            header.nameSize + header.leapCount * (timeSize + 4)
            + header.standardCount + header.utcCount
        guard timeSize == 8, reader.skip(rest) else {
            footer = nil
            return
        }
        footer = PosixZoneRule(reader.footer())
    }

    /// Offset, daylight flag and abbreviation index of each local time type; only the offset
    /// matters here.
    private static func readOffsets(_ reader: inout BigEndianReader, count: Int) -> [Int]? {
        var offsets: [Int] = []
        for _ in 0..<count {
            guard let offset = reader.integers(1, size: 4), reader.skip(2) else { return nil }
            offsets.append(Int(offset[0]))
        }
        return offsets
    }

    func offset(at instant: Int64) -> Int {
        guard let last = instants.last else {
            return footer?.offset(at: instant) ?? firstOffset
        }
        if instant >= last, let footer { return footer.offset(at: instant) }
        var low = 0
        var high = instants.count
        while low < high {
            let middle = (low + high) / 2
            if instants[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? firstOffset : offsets[low - 1]
    }

    private struct Header {
        let version: UInt8
        let utcCount, standardCount, leapCount, transitionCount, typeCount, nameSize: Int

        init?(_ reader: inout BigEndianReader) {
            guard reader.bytes(4).map({ Array($0) }) == Array("TZif".utf8),
                let version = reader.bytes(1)?.first, reader.skip(15),
                let counts = reader.integers(6, size: 4),
                counts.allSatisfy({ 0..<100_000 ~= $0 })
            else { return nil }
            self.version = version
            utcCount = Int(counts[0])
            standardCount = Int(counts[1])
            leapCount = Int(counts[2])
            transitionCount = Int(counts[3])
            typeCount = Int(counts[4])
            nameSize = Int(counts[5])
        }

        func dataSize(timeSize: Int) -> Int {
            transitionCount * (timeSize + 1) + typeCount * 6 + nameSize
                + leapCount * (timeSize + 4) + standardCount + utcCount
        }
    }
}

private struct BigEndianReader {
    private let content: [UInt8]
    private var position = 0

    init(_ content: [UInt8]) {
        self.content = content
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard position + count <= content.count else { return nil }
        defer { position += count }
        return content[position..<position + count]
    }

    mutating func skip(_ count: Int) -> Bool { bytes(count) != nil }

    /// Two's complement numbers of 4 or 8 bytes.
    mutating func integers(_ count: Int, size: Int) -> [Int64]? {
        guard let bytes = bytes(count * size) else { return nil }
        return stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
            let number = bytes[start..<start + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return size == 4
                ? Int64(Int32(truncatingIfNeeded: number)) : Int64(bitPattern: number)
        }
    }

    /// The text between the two line feeds that end the file.
    func footer() -> String {
        guard position < content.count, content[position] == UInt8(ascii: "\n") else {
            return ""
        }
        let line = content[(position + 1)...].prefix { $0 != UInt8(ascii: "\n") }
        return String(decoding: line, as: UTF8.self)
    }
}
