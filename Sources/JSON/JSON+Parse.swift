extension JSON {
    /// How deep arrays and objects may be nested unless told otherwise.
    public static let usualDepth = 256

    /// Reads exactly one value (RFC 8259), strictly: no comments, no trailing commas, no name twice
    /// in one object.
    public static func parse(
        _ text: String, depth: Int = usualDepth
    ) throws(JSONError) -> JSON {
        try parse(Array(text.utf8), depth: depth)
    }

    public static func parse(
        _ bytes: [UInt8], depth: Int = usualDepth
    ) throws(JSONError) -> JSON {
        var parser = JSONParser(bytes: bytes, depth: depth)
        return try parser.document()
    }
}

/// A recursive descent over the bytes of one text.
private struct JSONParser {
    let bytes: [UInt8]
    let depth: Int
    var position = 0
    var level = 0

    init(bytes: [UInt8], depth: Int) {
        self.bytes = bytes
        self.depth = depth
    }

    mutating func document() throws(JSONError) -> JSON {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw error(.byteOrderMark) }
        skipSpace()
        let value = try value()
        skipSpace()
        if position < bytes.count { throw error(.trailingContent) }
        return value
    }

    private mutating func value() throws(JSONError) -> JSON {
        guard let byte = peek else { throw error(.unexpectedEnd) }
        switch byte {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw error(.unexpectedByte(byte))
        }
    }

    private mutating func object() throws(JSONError) -> JSONObject {
        try enter()
        var members: [JSONObject.Member] = []
        var offsets: [Int] = []
        skipSpace()
        if take(UInt8(ascii: "}")) {
            level -= 1
            return JSONObject()
        }
        while true {
            skipSpace()
            offsets.append(position)
            guard peek == UInt8(ascii: "\"") else { throw unexpected() }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected() }
            skipSpace()
            members.append(JSONObject.Member(name: name, value: try value()))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw unexpected() }
            level -= 1
            try refuseDuplicates(members, at: offsets)
            return JSONObject(distinct: members)
        }
    }

    private mutating func array() throws(JSONError) -> [JSON] {
        try enter()
        var elements: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) {
            level -= 1
            return elements
        }
        while true {
            skipSpace()
            elements.append(try value())
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw unexpected() }
            level -= 1
            return elements
        }
    }

    /// Comparing every pair is quickest for few, and would let a large object take minutes. Sorting
    /// costs n log n whatever the names are, which a hash table does not for names made for it.
    private func refuseDuplicates(
        _ members: [JSONObject.Member], at offsets: [Int]
    ) throws(JSONError) {
        if members.count <= Self.fewMembers {
            for later in members.indices.dropFirst() {
                let name = members[later].name
                for earlier in 0..<later where isSameName(members[earlier].name, name) {
                    throw JSONError(offset: offsets[later], problem: .duplicateName(name))
                }
            }
            return
        }
        let order = members.indices.sorted { left, right in
            let (one, other) = (members[left].name, members[right].name)
            if canonicallyPrecedes(one, other) { return true }
            return left < right && !canonicallyPrecedes(other, one)
        }
        for (earlier, later) in zip(order, order.dropFirst()) {
            let name = members[later].name
            if isSameName(members[earlier].name, name) {
                throw JSONError(offset: offsets[later], problem: .duplicateName(name))
            }
        }
    }

    private static let fewMembers = 16

    // MARK: Numbers and words

    private mutating func number() throws(JSONError) -> JSON {
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
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .int(whole) }
        guard let value = Double(text) else { throw error(.badNumber, at: start) }
        guard value.isFinite else { throw error(.numberOutOfRange, at: start) }
        return .double(value)
    }

    private mutating func digits(from start: Int) throws(JSONError) {
        let first = position
        while let byte = peek, isDigit(byte) { position += 1 }
        if position == first { throw error(.badNumber, at: start) }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        for index in 0..<word.utf8CodeUnitCount {
            guard take(word.utf8Start[index]) else { throw unexpected() }
        }
        return value
    }

    // MARK: Strings

    private mutating func string() throws(JSONError) -> String {
        position += 1
        let start = position
        var seen: UInt8 = 0
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20
        {
            seen |= byte
            position += 1
        }
        if peek == UInt8(ascii: "\"") {
            defer { position += 1 }
            // ASCII, as nearly all is, needs no further look.
            if seen < 0x80 { return String(decoding: bytes[start..<position], as: UTF8.self) }
            return try checked(bytes[start..<position], from: start)
        }
        var content = Array(bytes[start..<position])
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try checked(content[...], from: start)
            case UInt8(ascii: "\\"):
                try escape(into: &content)
            case ..<0x20:
                throw error(.controlCharacter)
            default:
                content.append(byte)
                position += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    private func checked(_ content: ArraySlice<UInt8>, from start: Int) throws(JSONError) -> String
    {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw error(.badUTF8, at: start)
        }
        return text
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
        let start = position
        position += 1
        guard let byte = peek else { throw error(.unexpectedEnd) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content += try escapedScalar(from: start).utf8
        default: throw error(.badEscape, at: start)
        }
    }

    private mutating func escapedScalar(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let unit = try hexadecimal(from: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw error(.loneSurrogate, at: start)
        }
        let trail = try hexadecimal(from: start)
        guard UTF16.isTrailSurrogate(trail) else { throw error(.loneSurrogate, at: start) }
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    private mutating func hexadecimal(from start: Int) throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw error(.unexpectedEnd) }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error(.badEscape, at: start)
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
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

    private mutating func enter() throws(JSONError) {
        if level >= depth { throw error(.tooDeep(limit: depth)) }
        level += 1
        position += 1
    }

    private func unexpected() -> JSONError {
        guard let byte = peek else { return error(.unexpectedEnd) }
        return error(.unexpectedByte(byte))
    }

    private func error(_ problem: JSONError.Problem, at offset: Int? = nil) -> JSONError {
        JSONError(offset: offset ?? position, problem: problem)
    }
}
