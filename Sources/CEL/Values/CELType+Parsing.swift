extension CELType {
    /// Reads a type as ``description`` writes it: `int`, `list<string>`, `map<string,int>`,
    /// `optional_type<T>`, `'T` for a type parameter; any other name is an opaque type.
    /// Nil when the text is not a type.
    public init?(parsing text: String) {
        var reader = TypeReader(text: Array(text.utf8))
        guard let type = reader.readType(depth: 0), reader.isAtEnd else { return nil }
        self = type
    }
}

private struct TypeReader {
    private static let nestingLimit = 64

    let text: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == text.count }

    mutating func readType(depth: Int) -> CELType? {
        guard depth < Self.nestingLimit else { return nil }
        if consume(UInt8(ascii: "'")) {
            return readName().map(CELType.parameter)
        }
        guard let name = readName() else { return nil }
        var arguments: [CELType] = []
        if consume(UInt8(ascii: "<")) {
            repeat {
                guard let argument = readType(depth: depth + 1) else { return nil }
                arguments.append(argument)
            } while consume(UInt8(ascii: ","))
            guard consume(UInt8(ascii: ">")) else { return nil }
        }
        return Self.make(name, arguments)
    }

    private static func make(_ name: String, _ arguments: [CELType]) -> CELType? {
        switch (name, arguments.count) {
        case ("dyn", 0): .dyn
        case ("null", 0), ("null_type", 0): .null
        case ("bool", 0): .bool
        case ("int", 0): .int
        case ("uint", 0): .uint
        case ("double", 0): .double
        case ("string", 0): .string
        case ("bytes", 0): .bytes
        case ("timestamp", 0), ("google.protobuf.Timestamp", 0): .timestamp
        case ("duration", 0), ("google.protobuf.Duration", 0): .duration
        case ("list", 0): .list(.dyn)
        case ("list", 1): .list(arguments[0])
        case ("map", 0): .map(.dyn, .dyn)
        case ("map", 2): .map(arguments[0], arguments[1])
        case ("type", 0): .type(nil)
        case ("type", 1): .type(arguments[0])
        case ("optional_type", 0): .optional(.dyn)
        case ("optional_type", 1): .optional(arguments[0])
        case ("list", _), ("map", _), ("type", _), ("optional_type", _): nil
        default: .opaque(name, arguments)
        }
    }

    private mutating func readName() -> String? {
        skipSpaces()
        let start = position
        while position < text.count, Self.isNameByte(text[position]) { position += 1 }
        defer { skipSpaces() }
        return start == position ? nil : String(decoding: text[start..<position], as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private mutating func consume(_ byte: UInt8) -> Bool {
        skipSpaces()
        guard position < text.count, text[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpaces() {
        while position < text.count, text[position] == UInt8(ascii: " ") { position += 1 }
    }
}
