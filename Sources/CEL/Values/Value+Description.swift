extension Value: CustomStringConvertible {
    /// The value as it would be written in source text: `"a"`, `b"\x00"`, `timestamp("…")`.
    ///
    /// A list can share its elements so often that its text would never end; after ten thousand
    /// parts the rest is left out as `…`.
    public var description: String {
        var writer = ValueWriter()
        writer.write(self)
        return writer.output
    }
}

extension Value {
    /// The value as a message names it: what is long is cut off.
    var abridged: String {
        if case .string(let text) = self, text.utf8.count > 100 {
            return Value.string(String(text.unicodeScalars.prefix(60)) + "…").description
        }
        let text = description
        return text.utf8.count > 200 ? String(text.unicodeScalars.prefix(100)) + "…" : text
    }
}

private struct ValueWriter {
    var output = ""
    private var partsLeft = 10_000

    mutating func write(_ value: Value) {
        partsLeft -= 1
        guard partsLeft > 0 else {
            if partsLeft == 0 { output += "…" }
            return
        }
        switch value {
        case .null: output += "null"
        case .bool(let flag): output += String(flag)
        case .int(let number): output += String(number)
        case .uint(let number): output += String(number) + "u"
        case .double(let number):
            output += DoubleText.special(number) ?? number.description
        case .string(let text): write(text)
        case .bytes(let bytes):
            output += "b\""
            for byte in bytes {
                output += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            output += "\""
        case .timestamp(let timestamp): output += "timestamp(\"\(timestamp)\")"
        case .duration(let duration): output += "duration(\"\(duration)\")"
        case .type(let type): output += type.runtimeName
        case .list(let list): write(list)
        case .map(let map): write(map)
        case .optional(let optional):
            guard let wrapped = optional.wrapped else {
                output += "optional.none()"
                return
            }
            output += "optional.of("
            write(wrapped)
            output += ")"
        case .object(let object): output += object.typeName
        case .opaque(let opaque): output += opaque.description
        }
    }

    private mutating func write(_ text: String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{00}"..."\u{1F}", "\u{7F}":
                output +=
                    "\\x" + (scalar.value < 16 ? "0" : "")
                    + String(scalar.value, radix: 16)
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }

    private mutating func write(_ list: [Value]) {
        output += "["
        for (index, element) in list.enumerated() where partsLeft > 0 {
            if index > 0 { output += ", " }
            write(element)
        }
        output += "]"
    }

    private mutating func write(_ map: MapValue) {
        output += "{"
        for position in 0..<map.count where partsLeft > 0 {
            if position > 0 { output += ", " }
            write(map.key(at: position).value)
            output += ": "
            write(map.value(at: position))
        }
        output += "}"
    }
}
