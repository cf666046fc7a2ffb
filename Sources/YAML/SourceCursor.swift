/// Finds the bytes at libyaml's marks. Marks come in the order of the file, so walking on from the
/// last one keeps the whole linear even if the file is a single line.
struct SourceCursor {
    private let source: SourceBytes
    private var line = 1
    private var column = 1
    private var index: Int

    init(_ source: SourceBytes) {
        self.source = source
        index = source.bytes.startIndex
    }

    /// The index into `source.bytes` of the character at a mark; their end if there is none.
    mutating func index(of mark: Mark) -> Int {
        if mark.line != line || mark.column < column {
            line = mark.line
            column = 1
            index = source.start(ofLine: mark.line)
        }
        while column < mark.column, index < source.bytes.endIndex {
            index += 1
            while index < source.bytes.endIndex, UTF8Scanner.continues(source.bytes[index]) {
                index += 1
            }
            column += 1
        }
        return index
    }

    /// The byte at a mark; nil at the file's end.
    mutating func byte(at mark: Mark) -> UInt8? {
        let index = index(of: mark)
        return index < source.bytes.endIndex ? source.bytes[index] : nil
    }
}
