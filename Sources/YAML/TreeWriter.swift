import Diagnostics

/// Writes a tree for `PackedTree`: numbers of seven bits a byte, places as the way from the node
/// before.
struct TreeWriter {
    private(set) var bytes: [UInt8] = []
    private let source: SourceBytes
    private var cursor: SourceCursor
    private var line = 1
    private var offset = 0
    private let mostBytes: Int

    /// Nil if the document is no text.
    init?(_ document: [UInt8]) {
        guard let source = SourceBytes(document, file: "", sink: DiagnosticSink()) else {
            return nil
        }
        self.source = source
        cursor = SourceCursor(source)
        mostBytes = 4 * document.count + 1024
    }

    /// False when it becomes too large.
    mutating func write(_ node: Node) -> Bool {
        guard bytes.count <= mostBytes else { return false }
        let (start, end) = (node.start, node.end)
        let length = node.range.length
        var head: PackedTree.Head
        var place: Int?
        switch node.kind {
        case .scalar(let scalar):
            head = PackedTree.Head(kind: PackedTree.Head.scalar)
            head.style = scalar.style.rawValue
            head.hasTag = scalar.tag != nil
            place = self.place(of: scalar, at: start)
            head.isInDocument = place != nil
            head.endsElsewhere = !scalar.lines.isEmpty
        case .sequence: head = PackedTree.Head(kind: PackedTree.Head.sequence)
        case .mapping: head = PackedTree.Head(kind: PackedTree.Head.mapping)
        }
        if end.line != start.line || end.column != start.column + length {
            head.endsElsewhere = true
        }
        bytes.append(head.byte)
        write(signed: start.line - line)
        write(start.column)
        write(length)
        line = start.line
        if head.endsElsewhere {
            write(signed: end.line - start.line)
            write(end.column)
        }
        switch node.kind {
        case .scalar(let scalar):
            write(scalar, at: place, withLines: head.endsElsewhere)
            return true
        case .sequence(let items):
            write(items.count)
            return items.allSatisfy { write($0) }
        case .mapping(let mapping):
            write(mapping.count)
            return mapping.pairs.allSatisfy { write($0.key) && write($0.value) }
        }
    }

    private mutating func write(_ scalar: Scalar, at place: Int?, withLines: Bool) {
        if let tag = scalar.tag { write(tag) }
        if let place {
            write(signed: place - offset)
            write(scalar.text.utf8.count)
            offset = place + scalar.text.utf8.count
        } else {
            write(scalar.text)
        }
        guard withLines else { return }
        write(scalar.lines.count)
        for line in scalar.lines {
            write(line.offset)
            write(line.line)
            write(line.column)
            write(line.length)
        }
    }

    /// Where the text stands in the document, if it stands there as it is: all plain text on one
    /// line, and quoted text without escapes.
    private mutating func place(of scalar: Scalar, at start: SourceLocation) -> Int? {
        let quote = scalar.style == .singleQuoted || scalar.style == .doubleQuoted ? 1 : 0
        let mark = Mark(line: start.line, column: start.column + quote)
        let index = cursor.index(of: mark)
        return source.bytes[index...].starts(with: scalar.text.utf8) ? index : nil
    }

    // MARK: Numbers and texts

    private mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func write(signed number: Int) {
        write(number >= 0 ? number << 1 : (-number << 1) - 1)
    }

    private mutating func write(_ number: Int) {
        var rest = UInt(number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
