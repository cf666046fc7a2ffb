/// Reads what `TreeWriter` wrote.
struct TreeReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let document: UnsafeBufferPointer<UInt8>
    private let file: String
    private var index = 0
    private var line = 1
    private var offset = 0
    /// Collections inside one another; whatever was parsed has fewer.
    private var depth = 0
    private let maxDepth = Limits.standard.maxDepth

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, _ document: UnsafeBufferPointer<UInt8>, file: String
    ) {
        self.bytes = bytes
        self.document = document
        self.file = file
    }

    mutating func readAll() -> Node? {
        guard let root = node(), index == bytes.count else { return nil }
        return root
    }

    private mutating func node() -> Node? {
        guard index < bytes.count else { return nil }
        let head = PackedTree.Head(bytes[index])
        index += 1
        guard let lines = signedNumber(), let column = number(), let length = number() else {
            return nil
        }
        line &+= lines
        let start = Mark(line: line, column: column)
        var end = Mark(line: line, column: column &+ length)
        if head.endsElsewhere {
            guard let lines = signedNumber(), let column = number() else { return nil }
            end = Mark(line: line &+ lines, column: column)
        }
        guard let kind = kind(head) else { return nil }
        return Node(kind, file: file, start: start, length: length, end: end)
    }

    private mutating func kind(_ head: PackedTree.Head) -> Node.Kind? {
        if head.kind == PackedTree.Head.scalar { return scalar(head).map(Node.Kind.scalar) }
        // Every node takes more than a byte, so no more can follow than bytes are left.
        guard let count = number(), count <= bytes.count - index, depth < maxDepth else {
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        switch head.kind {
        case PackedTree.Head.sequence:
            var items: [Node] = []
            items.reserveCapacity(count)
            for _ in 0..<count {
                guard let item = node() else { return nil }
                items.append(item)
            }
            return .sequence(items)
        case PackedTree.Head.mapping:
            var pairs: [Mapping.Pair] = []
            pairs.reserveCapacity(count)
            for _ in 0..<count {
                guard let key = node(), key.scalar != nil, let value = node() else { return nil }
                pairs.append(Mapping.Pair(key: key, value: value))
            }
            return .mapping(Mapping(pairs))
        default:
            return nil
        }
    }

    private mutating func scalar(_ head: PackedTree.Head) -> Scalar? {
        guard let style = Scalar.Style(rawValue: head.style) else { return nil }
        var tag: String?
        if head.hasTag {
            guard let text = text() else { return nil }
            tag = text
        }
        guard let text = head.isInDocument ? textInDocument() : text() else { return nil }
        var lines: [TextLine] = []
        if head.endsElsewhere {
            guard let found = textLines() else { return nil }
            lines = found
        }
        return Scalar(text, style: style, tag: tag, lines: lines)
    }

    private mutating func textLines() -> [TextLine]? {
        guard let count = number(), count <= bytes.count - index else { return nil }
        var lines: [TextLine] = []
        for _ in 0..<count {
            guard let offset = number(), let line = number(), let column = number(),
                let length = number()
            else { return nil }
            lines.append(TextLine(offset: offset, line: line, column: column, length: length))
        }
        return lines
    }

    // MARK: Numbers and texts

    private mutating func text() -> String? {
        guard let count = number(), count <= bytes.count - index else { return nil }
        defer { index += count }
        return String(
            decoding: UnsafeBufferPointer(rebasing: bytes[index..<(index + count)]), as: UTF8.self)
    }

    private mutating func textInDocument() -> String? {
        guard let way = signedNumber(), let count = number() else { return nil }
        let start = offset &+ way
        guard start >= 0, start <= document.count, count <= document.count - start else {
            return nil
        }
        offset = start + count
        return String(
            decoding: UnsafeBufferPointer(rebasing: document[start..<offset]), as: UTF8.self)
    }

    private mutating func signedNumber() -> Int? {
        guard let number = number() else { return nil }
        return number & 1 == 0 ? number >> 1 : -((number + 1) >> 1)
    }

    /// At most 2^42, which no place in a file comes near: sums of two cannot overflow.
    private mutating func number() -> Int? {
        var value = 0
        var shift = 0
        while index < bytes.count, shift < 42 {
            let byte = bytes[index]
            index += 1
            value |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
