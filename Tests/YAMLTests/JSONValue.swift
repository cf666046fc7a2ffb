import YAML

/// A JSON value, to compare a parsed document with.
enum JSONValue: Hashable, Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// The node's value by the core schema.
    init(_ node: Node) {
        switch node.kind {
        case .sequence(let nodes):
            self = .array(nodes.map(JSONValue.init))
        case .mapping(let mapping):
            self = .object(
                Dictionary(
                    mapping.pairs.map { ($0.name, JSONValue($0.value)) },
                    uniquingKeysWith: { first, _ in first }))
        case .scalar(let scalar):
            switch scalar.resolved {
            case .null: self = .null
            case .bool(let value): self = .bool(value)
            case .int(let value): self = .number(Double(value))
            case .double(let value): self = .number(value)
            case .string(let value): self = .string(value)
            }
        }
    }
}
