extension JSON {
    /// How deep arrays and objects may be nested unless told otherwise.
    public static let usualDepth = 256

    /// Reads exactly one value (RFC 8259), strictly: no comments, no trailing commas, no name twice
    /// in one object.
    public static func parse(
        _ text: String, depth: Int = usualDepth
    ) throws(JSONError) -> JSON {
        try JSONView.parse(text, depth: depth).json
    }

    public static func parse(
        _ bytes: [UInt8], depth: Int = usualDepth
    ) throws(JSONError) -> JSON {
        try JSONView.parse(bytes, depth: depth).json
    }
}

extension JSONView {
    /// Checks a text as `JSON.parse` does.
    public static func parse(
        _ text: String, depth: Int = JSON.usualDepth
    ) throws(JSONError) -> JSONView {
        try parse(Array(text.utf8), isUTF8: true, depth)
    }

    public static func parse(
        _ bytes: [UInt8], depth: Int = JSON.usualDepth
    ) throws(JSONError) -> JSONView {
        try parse(bytes, isUTF8: false, depth)
    }

    private static func parse(
        _ bytes: [UInt8], isUTF8: Bool, _ depth: Int
    ) throws(JSONError) -> JSONView {
        let entries = try bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) in
            var parser = JSONParser(bytes: bytes, isUTF8: isUTF8, depth: depth)
            try parser.document()
            return parser.entries
        }
        return JSONView(JSONDocument(bytes, entries), at: 0)
    }
}

/// A recursive descent over the bytes of one text, which notes where the values are.
private struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Whether the bytes are known to be UTF-8.
    private let isUTF8: Bool
    private let depth: Int
    private var position = 0
    private var level = 0
    private(set) var entries: [JSONDocument.Entry] = []

    init(bytes: UnsafeBufferPointer<UInt8>, isUTF8: Bool, depth: Int) {
        self.bytes = bytes
        self.isUTF8 = isUTF8
        self.depth = depth
        entries.reserveCapacity(bytes.count / 16 + 1)
    }

    mutating func document() throws(JSONError) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw error(.byteOrderMark) }
        skipSpace()
        try value()
        skipSpace()
        if position < bytes.count { throw error(.trailingContent) }
    }

    private mutating func value() throws(JSONError) {
        guard let byte = peek else { throw error(.unexpectedEnd) }
        switch byte {
        case UInt8(ascii: "{"): try object()
        case UInt8(ascii: "["): try array()
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        case UInt8(ascii: "t"): try word("true", .true)
        case UInt8(ascii: "f"): try word("false", .false)
        case UInt8(ascii: "n"): try word("null", .null)
        default: throw error(.unexpectedByte(byte))
        }
    }

    private mutating func object() throws(JSONError) {
        let place = try open(.object)
        skipSpace()
        if take(UInt8(ascii: "}")) { return close(place) }
        var count = 0
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw unexpected() }
            try string()
            count += 1
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected() }
            skipSpace()
            try value()
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw unexpected() }
            close(place)
            return try refuseDuplicates(in: place, count)
        }
    }

    private mutating func array() throws(JSONError) {
        let place = try open(.array)
        skipSpace()
        if take(UInt8(ascii: "]")) { return close(place) }
        while true {
            skipSpace()
            try value()
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw unexpected() }
            return close(place)
        }
    }

    private mutating func open(_ kind: JSONDocument.Kind) throws(JSONError) -> Int {
        if level >= depth { throw error(.tooDeep(limit: depth)) }
        level += 1
        note(kind, from: position)
        position += 1
        return entries.count - 1
    }

    private mutating func close(_ place: Int) {
        level -= 1
        entries[place].end = position
        entries[place].next = entries.count
    }

    /// - Parameter start: where it begins; it ends at the present position.
    private mutating func note(
        _ kind: JSONDocument.Kind, isEscaped: Bool = false, from start: Int
    ) {
        entries.append(
            JSONDocument.Entry(
                kind: kind, isEscaped: isEscaped, start: start, end: position,
                next: entries.count + 1))
    }

    // MARK: Names

    /// Comparing every pair is quickest for few, and would let a large object take minutes. Sorting
    /// costs n log n whatever the names are, which a hash table does not for names made for it.
    private func refuseDuplicates(in object: Int, _ count: Int) throws(JSONError) {
        let end = entries[object].next
        if count > Self.fewMembers { return try refuseDuplicates(amongMany: object) }
        var later = object + 1
        while later < end {
            var earlier = object + 1
            while earlier < later {
                if isSameName(entries[earlier], entries[later]) { throw duplicate(entries[later]) }
                earlier = entries[earlier + 1].next
            }
            later = entries[later + 1].next
        }
    }

    private func refuseDuplicates(amongMany object: Int) throws(JSONError) {
        var names: [(text: String, entry: JSONDocument.Entry)] = []
        var place = object + 1
        while place < entries[object].next {
            names.append((text(entries[place]), entries[place]))
            place = entries[place + 1].next
        }
        names.sort { left, right in
            if canonicallyPrecedes(left.text, right.text) { return true }
            return left.entry.start < right.entry.start
                && !canonicallyPrecedes(right.text, left.text)
        }
        for (earlier, later) in zip(names, names.dropFirst())
        where earlier.text.utf8.elementsEqual(later.text.utf8) {
            throw duplicate(later.entry)
        }
    }

    private static let fewMembers = 16

    private func isSameName(_ left: JSONDocument.Entry, _ right: JSONDocument.Entry) -> Bool {
        if left.isEscaped || right.isEscaped {
            return text(left).utf8.elementsEqual(text(right).utf8)
        }
        let count = left.end - left.start
        guard count == right.end - right.start else { return false }
        for index in 0..<count where bytes[left.start + index] != bytes[right.start + index] {
            return false
        }
        return true
    }

    private func text(_ entry: JSONDocument.Entry) -> String {
        let content = bytes[entry.start..<entry.end]
        return entry.isEscaped
            ? JSONEscapes.decoded(Array(content)[...]) : String(decoding: content, as: UTF8.self)
    }

    private func duplicate(_ name: JSONDocument.Entry) -> JSONError {
        error(.duplicateName(text(name)), at: name.start - 1)
    }

    // MARK: Numbers and words

    private mutating func number() throws(JSONError) {
        let start = position
        var isWhole = true
        _ = take(UInt8(ascii: "-"))
        if take(UInt8(ascii: "0")) {
            if let byte = peek, isDigit(byte) { throw error(.badNumber, at: start) }
        } else {
            try digits(from: start)
        }
        if take(UInt8(ascii: ".")) {
            isWhole = false
            try digits(from: start)
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits(from: start)
        }
        // What has few digits is in every range.
        if !isWhole || position - start > Self.fewDigits {
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            guard let value = Double(text) else { throw error(.badNumber, at: start) }
            guard value.isFinite else { throw error(.numberOutOfRange, at: start) }
        }
        note(isWhole ? .int : .double, from: start)
    }

    private static let fewDigits = 18

    private mutating func digits(from start: Int) throws(JSONError) {
        let first = position
        while let byte = peek, isDigit(byte) { position += 1 }
        if position == first { throw error(.badNumber, at: start) }
    }

    private mutating func word(
        _ word: StaticString, _ kind: JSONDocument.Kind
    ) throws(JSONError) {
        let start = position
        for index in 0..<word.utf8CodeUnitCount {
            guard take(word.utf8Start[index]) else { throw unexpected() }
        }
        note(kind, from: start)
    }

    // MARK: Strings

    private mutating func string() throws(JSONError) {
        position += 1
        let start = position
        var isEscaped = false
        var seen: UInt8 = 0
        while let byte = peek, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                position += try JSONEscapes.escape(in: bytes, at: position).length
                continue
            }
            if byte < 0x20 { throw error(.controlCharacter) }
            seen |= byte
            position += 1
        }
        if position >= bytes.count { throw error(.unexpectedEnd) }
        // ASCII, as nearly all is, needs no further look.
        if seen >= 0x80, !isUTF8,
            String(validating: bytes[start..<position], as: UTF8.self) == nil
        {
            throw error(.badUTF8, at: start)
        }
        note(.string, isEscaped: isEscaped, from: start)
        position += 1
    }

    // MARK: Bytes

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private func unexpected() -> JSONError {
        guard let byte = peek else { return error(.unexpectedEnd) }
        return error(.unexpectedByte(byte))
    }

    private func error(_ problem: JSONError.Problem, at offset: Int? = nil) -> JSONError {
        JSONError(offset: offset ?? position, problem: problem)
    }
}
