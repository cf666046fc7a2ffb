struct JSONReader {
    private static let nestingLimit = 200

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ text: String) {
        bytes = Array(text.utf8) + [0]
    }

    mutating func readDocument() throws(JSONNode.SyntaxError) -> JSONNode {
        let node = try readValue()
        skipBlanks()
        guard position == bytes.count - 1 else { throw failure("text after the document") }
        return node
    }

    private func failure(_ message: String) -> JSONNode.SyntaxError {
        JSONNode.SyntaxError(message: message, position: position)
    }

    private mutating func skipBlanks() {
        while [9, 10, 13, 32].contains(bytes[position]) { position += 1 }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func accept(word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func readValue() throws(JSONNode.SyntaxError) -> JSONNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.nestingLimit else { throw failure("nested too deeply") }
        skipBlanks()
        switch bytes[position] {
        case UInt8(ascii: "{"): return try readObject()
        case UInt8(ascii: "["): return try readArray()
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
        default:
            if accept(word: "null") { return .null }
            if accept(word: "true") { return .bool(true) }
            if accept(word: "false") { return .bool(false) }
            throw failure("expected a value")
        }
    }

    private mutating func readObject() throws(JSONNode.SyntaxError) -> JSONNode {
        position += 1
        var members: [JSONNode.Member] = []
        if accept("}") { return .object(members) }
        repeat {
            skipBlanks()
            guard bytes[position] == UInt8(ascii: "\"") else { throw failure("expected a name") }
            let name = try readString()
            guard accept(":") else { throw failure("expected ':'") }
            members.append(.init(name, try readValue()))
        } while accept(",")
        guard accept("}") else { throw failure("expected '}' or ','") }
        return .object(members)
    }

    private mutating func readArray() throws(JSONNode.SyntaxError) -> JSONNode {
        position += 1
        var elements: [JSONNode] = []
        if accept("]") { return .array(elements) }
        repeat { elements.append(try readValue()) } while accept(",")
        guard accept("]") else { throw failure("expected ']' or ','") }
        return .array(elements)
    }

    private mutating func readNumber() throws(JSONNode.SyntaxError) -> JSONNode {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let hasLeadingZero = bytes[position] == UInt8(ascii: "0")
        let whole = try readDigits()
        guard !hasLeadingZero || whole == 1 else { throw failure("a number begins with zero") }
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            _ = try readDigits()
        }
        if bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) { position += 1 }
            _ = try readDigits()
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func readDigits() throws(JSONNode.SyntaxError) -> Int {
        let start = position
        while isDigit(bytes[position]) { position += 1 }
        guard position > start else { throw failure("expected a digit") }
        return position - start
    }

    private mutating func readString() throws(JSONNode.SyntaxError) -> String {
        position += 1
        var content: [UInt8] = []
        while bytes[position] != UInt8(ascii: "\"") {
            let byte = bytes[position]
            guard byte >= 0x20 else {
                throw failure(
                    position == bytes.count - 1
                        ? "the string has no end" : "a control character in a string")
            }
            position += 1
            guard byte == UInt8(ascii: "\\") else {
                content.append(byte)
                continue
            }
            try readEscape(into: &content)
        }
        position += 1
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func readEscape(
        into content: inout [UInt8]
    ) throws(JSONNode.SyntaxError) {
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(letter)
        case UInt8(ascii: "b"): content.append(8)
        case UInt8(ascii: "f"): content.append(12)
        case UInt8(ascii: "n"): content.append(10)
        case UInt8(ascii: "r"): content.append(13)
        case UInt8(ascii: "t"): content.append(9)
        case UInt8(ascii: "u"): content.append(contentsOf: String(try readUnicode()).utf8)
        default:
            position -= 1
            throw failure("unknown escape")
        }
    }

    /// The digits after `\u`, and after a second one for the other half of a surrogate pair.
    private mutating func readUnicode() throws(JSONNode.SyntaxError) -> Unicode.Scalar {
        var code = try readHexadecimal()
        if 0xD800..<0xDC00 ~= code {
            guard accept(word: "\\u") else { throw failure("half a surrogate pair") }
            let low = try readHexadecimal()
            guard 0xDC00..<0xE000 ~= low else { throw failure("half a surrogate pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw failure("half a surrogate pair") }
        return scalar
    }

    private mutating func readHexadecimal() throws(JSONNode.SyntaxError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard isHexDigit(bytes[position]),
                let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
            else { throw failure("expected four hexadecimal digits") }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
