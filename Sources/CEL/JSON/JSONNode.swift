/// A JSON document (RFC 8259). Numbers keep their text, members their order.
public indirect enum JSONNode: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([Member])

    public struct Member: Hashable, Sendable {
        public let name: String
        public let value: JSONNode

        public init(_ name: String, _ value: JSONNode) {
            self.name = name
            self.value = value
        }
    }

    /// Why a text is not JSON.
    public struct SyntaxError: Error, Hashable, Sendable {
        /// In English.
        public let message: String
        /// UTF-8 offset in the text.
        public let position: Int
    }

    /// Reads a document of at most 200 nested levels.
    public init(parsing text: String) throws(SyntaxError) {
        var reader = JSONReader(text)
        self = try reader.readDocument()
    }

    /// The value of the first member with a name; nil for other nodes.
    public subscript(name: String) -> JSONNode? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    public var stringValue: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

extension JSONNode: CustomStringConvertible {
    /// The document on one line.
    public var description: String {
        var output = ""
        write(to: &output)
        return output
    }

    private func write(to output: inout String) {
        switch self {
        case .null: output += "null"
        case .bool(let flag): output += flag ? "true" : "false"
        case .number(let text): output += text
        case .string(let text): Self.write(text, to: &output)
        case .array(let elements):
            output += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { output += "," }
                element.write(to: &output)
            }
            output += "]"
        case .object(let members):
            output += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { output += "," }
                Self.write(member.name, to: &output)
                output += ":"
                member.value.write(to: &output)
            }
            output += "}"
        }
    }

    private static func write(_ text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{00}"..."\u{1F}":
                output +=
                    "\\u" + "00" + (scalar.value < 16 ? "0" : "")
                    + String(scalar.value, radix: 16)
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
