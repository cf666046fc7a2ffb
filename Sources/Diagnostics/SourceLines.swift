/// A text cut into lines, the way an editor counts them.
struct SourceLines {
    private let bytes: [UInt8]
    private let starts: [Int]

    init(_ text: String) {
        var bytes = Array(text.utf8)
        // Columns do not count a byte order mark.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        var starts = [0]
        for (index, byte) in bytes.enumerated() {
            let isLoneReturn =
                byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
            if byte == 0x0A || isLoneReturn { starts.append(index + 1) }
        }
        self.bytes = bytes
        self.starts = starts
    }

    /// The line without its end; nil if the text has no such line.
    func line(_ number: Int) -> String? {
        guard (1...starts.count).contains(number) else { return nil }
        let end = number < starts.count ? starts[number] : bytes.count
        var line = bytes[starts[number - 1]..<end]
        while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }
}
