/// `string.format(list)`: clauses `%s %d %f %e %b %o %x %X %%`, with a precision for `%f` and
/// `%e`.
struct Formatter {
    private static let precisionLimit = 1_000
    private var output = ""

    static func format(
        _ pattern: String, _ values: [Value], _ context: inout EvaluationContext
    ) throws(EvaluationError) -> String {
        var formatter = Formatter()
        var next = 0
        var rest = Substring(pattern).unicodeScalars
        while let letter = rest.popFirst() {
            guard letter == "%" else {
                formatter.output.unicodeScalars.append(letter)
                continue
            }
            if rest.first == "%" {
                rest.removeFirst()
                formatter.output += "%"
                continue
            }
            let precision = try readPrecision(&rest)
            guard let clause = rest.popFirst() else {
                throw .invalidArgument(.formatEndsWithinClause)
            }
            guard next < values.count else {
                throw .invalidArgument(.formatNeedsMoreValues)
            }
            try formatter.append(values[next], clause, precision, &context)
            next += 1
        }
        try context.charge(text: formatter.output)
        return formatter.output
    }

    private static func readPrecision(
        _ rest: inout Substring.UnicodeScalarView
    ) throws(EvaluationError) -> Int? {
        guard rest.first == "." else { return nil }
        rest.removeFirst()
        var precision = 0
        while let letter = rest.first, "0"..."9" ~= letter {
            rest.removeFirst()
            precision = precision * 10 + Int(letter.value) - 48
            guard precision <= precisionLimit else {
                throw .invalidArgument(.precisionTooGreat(limit: precisionLimit))
            }
        }
        return precision
    }

    private mutating func append(
        _ value: Value, _ clause: Unicode.Scalar, _ precision: Int?,
        _ context: inout EvaluationContext
    ) throws(EvaluationError) {
        switch clause {
        case "s": try appendText(value, &context)
        case "d": output += try Self.decimal(value)
        case "f": output += DoubleText.fixed(try Self.number(value, "f"), decimals: precision ?? 6)
        case "e":
            output += DoubleText.scientific(try Self.number(value, "e"), decimals: precision ?? 6)
        case "b": output += try Self.integer(value, radix: 2, clause)
        case "o": output += try Self.integer(value, radix: 8, clause)
        case "x", "X":
            try context.charge(value.sizeInSteps * 4)
            output += try Self.hexadecimal(value, clause)
        default: throw .invalidArgument(.unknownClause(String(clause)))
        }
    }

    // MARK: Numbers

    private static func mismatch(_ value: Value, _ clause: Unicode.Scalar) -> EvaluationError {
        .invalidArgument(.clauseDoesNotFit(String(clause), value.type))
    }

    private static func decimal(_ value: Value) throws(EvaluationError) -> String {
        switch value {
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .double(let number): DoubleText.shortest(number)
        default: throw mismatch(value, "d")
        }
    }

    private static func number(
        _ value: Value, _ clause: Unicode.Scalar
    ) throws(EvaluationError) -> Double {
        switch value {
        case .int(let number): Double(number)
        case .uint(let number): Double(number)
        case .double(let number): number
        default: throw mismatch(value, clause)
        }
    }

    private static func integer(
        _ value: Value, radix: Int, _ clause: Unicode.Scalar
    ) throws(EvaluationError) -> String {
        switch value {
        case .int(let number): String(number, radix: radix)
        case .uint(let number): String(number, radix: radix)
        case .bool(let flag) where radix == 2: flag ? "1" : "0"
        default: throw mismatch(value, clause)
        }
    }

    private static func hexadecimal(
        _ value: Value, _ clause: Unicode.Scalar
    ) throws(EvaluationError) -> String {
        let uppercase = clause == "X"
        switch value {
        case .int(let number): return String(number, radix: 16, uppercase: uppercase)
        case .uint(let number): return String(number, radix: 16, uppercase: uppercase)
        case .string(let text): return digits(Array(text.utf8), uppercase)
        case .bytes(let bytes): return digits(bytes, uppercase)
        default: throw mismatch(value, clause)
        }
    }

    private static func digits(_ bytes: [UInt8], _ uppercase: Bool) -> String {
        let digits = Array((uppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Text

    private mutating func appendText(
        _ value: Value, _ context: inout EvaluationContext
    ) throws(EvaluationError) {
        try context.charge(1)
        switch value {
        case .null: output += "null"
        case .bool(let flag): output += String(flag)
        case .int, .uint, .double: output += try Self.decimal(value)
        case .string(let text):
            try context.charge(text: text)
            output += text
        case .bytes(let bytes):
            try context.charge(bytes.count / 16)
            output += String(decoding: bytes, as: UTF8.self)
        case .timestamp(let timestamp): output += timestamp.description
        case .duration(let duration): output += duration.description
        case .type(let type): output += type.runtimeName
        case .list(let list):
            output += "["
            for (index, element) in list.enumerated() {
                if index > 0 { output += ", " }
                try appendText(element, &context)
            }
            output += "]"
        case .map(let map): try appendMap(map, &context)
        case .opaque(let opaque): output += opaque.description
        case .optional, .object: throw Self.mismatch(value, "s")
        }
    }

    /// Entries in the order of their keys' text, so that the result depends on nothing else.
    private mutating func appendMap(
        _ map: MapValue, _ context: inout EvaluationContext
    ) throws(EvaluationError) {
        try context.charge(map.count)
        var entries: [(key: String, value: Value)] = []
        for (key, value) in map.entries {
            var formatter = Formatter()
            try formatter.appendText(key, &context)
            entries.append((formatter.output, value))
        }
        entries.sort { $0.key.codePointOrder(to: $1.key) < 0 }
        output += "{"
        for (index, entry) in entries.enumerated() {
            if index > 0 { output += ", " }
            output += entry.key + ": "
            try appendText(entry.value, &context)
        }
        output += "}"
    }
}
