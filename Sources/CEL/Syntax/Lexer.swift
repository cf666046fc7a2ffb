/// Splits source text into tokens. Literals are only delimited here;
/// ``Lexer/number(_:isNegative:)`` and its relatives turn their text into values.
struct Lexer {
    /// The source as UTF-8, ended by a zero byte so that looking ahead needs no bounds check of
    /// its own.
    let bytes: [UInt8]
    var position = 0

    init(_ source: String) {
        var bytes = [UInt8]()
        bytes.reserveCapacity(source.utf8.count + 4)
        bytes.append(contentsOf: source.utf8)
        bytes.append(contentsOf: [0, 0, 0, 0])
        self.bytes = bytes
    }

    var count: Int { bytes.count - 4 }

    mutating func next() throws(Issue) -> Token {
        skipBlanks()
        let start = position
        let byte = bytes[start]
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"):
            return try word()
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try number()
        case UInt8(ascii: "."):
            if isDigit(bytes[start + 1]) { return try number() }
            return token(.dot, 1)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return try quoted(.string, prefix: 0, isRaw: false)
        case UInt8(ascii: "`"):
            return try quotedIdentifier()
        case 0 where start == count:
            return token(.end, 0)
        default:
            return try punctuation(byte)
        }
    }

    private mutating func punctuation(_ byte: UInt8) throws(Issue) -> Token {
        let isEqual = bytes[position + 1] == UInt8(ascii: "=")
        switch byte {
        case UInt8(ascii: "("): return token(.leftParenthesis, 1)
        case UInt8(ascii: ")"): return token(.rightParenthesis, 1)
        case UInt8(ascii: "["): return token(.leftBracket, 1)
        case UInt8(ascii: "]"): return token(.rightBracket, 1)
        case UInt8(ascii: "{"): return token(.leftBrace, 1)
        case UInt8(ascii: "}"): return token(.rightBrace, 1)
        case UInt8(ascii: ","): return token(.comma, 1)
        case UInt8(ascii: ":"): return token(.colon, 1)
        case UInt8(ascii: "?"): return token(.question, 1)
        case UInt8(ascii: "+"): return token(.binary(.add), 1)
        case UInt8(ascii: "-"): return token(.binary(.subtract), 1)
        case UInt8(ascii: "*"): return token(.binary(.multiply), 1)
        case UInt8(ascii: "/"): return token(.binary(.divide), 1)
        case UInt8(ascii: "%"): return token(.binary(.modulo), 1)
        case UInt8(ascii: "<"):
            return isEqual ? token(.binary(.lessOrEqual), 2) : token(.binary(.less), 1)
        case UInt8(ascii: ">"):
            return isEqual ? token(.binary(.greaterOrEqual), 2) : token(.binary(.greater), 1)
        case UInt8(ascii: "!"):
            return isEqual ? token(.binary(.notEqual), 2) : token(.not, 1)
        case UInt8(ascii: "=") where isEqual: return token(.binary(.equal), 2)
        case UInt8(ascii: "&") where bytes[position + 1] == byte: return token(.and, 2)
        case UInt8(ascii: "|") where bytes[position + 1] == byte: return token(.or, 2)
        default: throw unexpectedCharacter(byte)
        }
    }

    private func unexpectedCharacter(_ byte: UInt8) -> Issue {
        let character = String(decoding: bytes[position..<count].prefix(16), as: UTF8.self)
            .prefix(1)
        let hint: String? =
            switch byte {
            case UInt8(ascii: "="): "equality is written =="
            case UInt8(ascii: "&"): "'and' is written &&"
            case UInt8(ascii: "|"): "'or' is written ||"
            default: nil
            }
        return Issue(
            .unexpectedCharacter(String(character)),
            at: Span(position, min(count, position + character.utf8.count)), hint: hint)
    }

    private mutating func token(_ kind: Token.Kind, _ length: Int) -> Token {
        let start = position
        position += length
        return Token(kind: kind, span: Span(start, position))
    }

    private mutating func skipBlanks() {
        while true {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
                0x0C:
                position += 1
            case UInt8(ascii: "/") where bytes[position + 1] == UInt8(ascii: "/"):
                while position < count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
            default: return
            }
        }
    }

    private mutating func word() throws(Issue) -> Token {
        let start = position
        if let prefixed = try prefixedLiteral() { return prefixed }
        while isWordByte(bytes[position]) { position += 1 }
        let span = Span(start, position)
        return Token(kind: keyword(start, position) ?? .identifier, span: span)
    }

    private func keyword(_ start: Int, _ end: Int) -> Token.Kind? {
        switch end - start {
        case 2 where matches("in", start): .in
        case 4 where matches("true", start): .true
        case 4 where matches("null", start): .null
        case 5 where matches("false", start): .false
        default: nil
        }
    }

    private func matches(_ word: StaticString, _ start: Int) -> Bool {
        word.withUTF8Buffer { word in
            for index in word.indices where word[index] != bytes[start + index] { return false }
            return true
        }
    }

    /// A string or bytes literal that begins with `r`, `b` or both.
    private mutating func prefixedLiteral() throws(Issue) -> Token? {
        var isRaw = false
        var isBytes = false
        var length = 0
        while length < 2 {
            switch bytes[position + length] | 0x20 {
            case UInt8(ascii: "r") where !isRaw: isRaw = true
            case UInt8(ascii: "b") where !isBytes: isBytes = true
            default: return try literal(length, isRaw, isBytes)
            }
            length += 1
        }
        return try literal(length, isRaw, isBytes)
    }

    private mutating func literal(
        _ length: Int, _ isRaw: Bool, _ isBytes: Bool
    ) throws(Issue) -> Token? {
        guard length > 0 else { return nil }
        switch bytes[position + length] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return try quoted(isBytes ? .bytes : .string, prefix: length, isRaw: isRaw)
        default: return nil
        }
    }

    /// Finds the end of a literal in single or triple quotes.
    private mutating func quoted(
        _ kind: Token.Kind, prefix: Int, isRaw: Bool
    ) throws(Issue) -> Token {
        let start = position
        let quote = bytes[start + prefix]
        position += prefix
        let isTriple = bytes[position + 1] == quote && bytes[position + 2] == quote
        position += isTriple ? 3 : 1
        while true {
            let byte = bytes[position]
            if byte == quote {
                if !isTriple { break }
                if bytes[position + 1] == quote, bytes[position + 2] == quote { break }
            } else if byte == UInt8(ascii: "\\"), !isRaw {
                // Whatever follows is part of the escape, a quote included.
                position += 1
            } else if !isTriple, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                throw Issue(.unterminatedLiteral, at: Span(start, position))
            }
            if position >= count {
                throw Issue(.unterminatedLiteral, at: Span(start, count))
            }
            position += 1
        }
        position += isTriple ? 3 : 1
        return Token(kind: kind, span: Span(start, position))
    }

    private mutating func quotedIdentifier() throws(Issue) -> Token {
        let start = position
        position += 1
        while isQuotedWordByte(bytes[position]) { position += 1 }
        guard bytes[position] == UInt8(ascii: "`"), position > start + 1 else {
            throw Issue(.unterminatedLiteral, at: Span(start, min(count, position + 1)))
        }
        position += 1
        return Token(kind: .quotedIdentifier, span: Span(start, position))
    }

    private mutating func number() throws(Issue) -> Token {
        let start = position
        var kind = Token.Kind.int
        if bytes[start] == UInt8(ascii: "0"), bytes[start + 1] | 0x20 == UInt8(ascii: "x") {
            position += 2
            while isHexDigit(bytes[position]) { position += 1 }
        } else {
            while isDigit(bytes[position]) { position += 1 }
            if bytes[position] == UInt8(ascii: "."), isDigit(bytes[position + 1]) {
                kind = .double
                position += 1
                while isDigit(bytes[position]) { position += 1 }
            }
            if bytes[position] | 0x20 == UInt8(ascii: "e") {
                let sign = bytes[position + 1]
                let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
                if isDigit(bytes[position + (isSigned ? 2 : 1)]) {
                    kind = .double
                    position += isSigned ? 2 : 1
                    while isDigit(bytes[position]) { position += 1 }
                }
            }
        }
        if kind == .int, bytes[position] | 0x20 == UInt8(ascii: "u") {
            kind = .uint
            position += 1
        }
        guard !isWordByte(bytes[position]) else {
            while isWordByte(bytes[position]) { position += 1 }
            throw Issue(.malformedNumber, at: Span(start, position))
        }
        return Token(kind: kind, span: Span(start, position))
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { 48...57 ~= byte }

func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
}

@inline(__always)
func isWordByte(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || isDigit(byte)
        || byte == UInt8(ascii: "_")
}

private func isQuotedWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: " "): true
    default: isWordByte(byte)
    }
}
