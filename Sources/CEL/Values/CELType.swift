/// A type of the Common Expression Language.
public indirect enum CELType: Hashable, Sendable {
    /// Any value; checked when the program runs.
    case dyn
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case timestamp
    case duration
    case list(CELType)
    case map(CELType, CELType)
    /// The type of a type value; nil when which type is not known.
    case type(CELType?)
    case optional(CELType)
    /// A record of the host, by the name of its ``ObjectType``.
    case object(String)
    /// A host type without fields, possibly with parameters: `tuple<int, string>`.
    case opaque(String, [CELType])
    /// A type parameter of a function declaration: the `T` of `(list(T)) -> T`.
    case parameter(String)
    /// What an expression has after a fault in it was reported, so that it is reported once.
    case error
}

extension CELType {
    /// The name `type(x)` shows, and by which type values are compared.
    public var runtimeName: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .list: "list"
        case .map: "map"
        case .type: "type"
        case .optional: "optional_type"
        case .object(let name), .opaque(let name, _), .parameter(let name): name
        case .error: "*error*"
        }
    }

    /// Whether the checker knows nothing about values of this type.
    var isDynamic: Bool {
        switch self {
        case .dyn, .error: true
        default: false
        }
    }

    /// Whether the type mentions a type parameter anywhere.
    var hasParameters: Bool {
        switch self {
        case .parameter: true
        case .list(let element), .optional(let element): element.hasParameters
        case .type(let type): type?.hasParameters ?? false
        case .map(let key, let value): key.hasParameters || value.hasParameters
        case .opaque(_, let arguments): arguments.contains(where: \.hasParameters)
        default: false
        }
    }

    /// Whether a value can be an argument where this type is expected, judged by its outermost
    /// constructor: elements of containers are not looked at.
    func accepts(_ value: Value) -> Bool {
        switch (self, value) {
        case (.dyn, _), (.parameter, _), (.error, _): true
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint),
            (.double, .double), (.string, .string), (.bytes, .bytes),
            (.timestamp, .timestamp), (.duration, .duration), (.list, .list), (.map, .map),
            (.type, .type), (.optional, .optional):
            true
        case (.object(let name), .object(let object)): name == object.typeName
        case (.opaque(let name, _), .opaque(let opaque)): name == opaque.typeName
        default: false
        }
    }
}

extension CELType: CustomStringConvertible {
    /// As in `map<string, list<int>>`, written without spaces.
    public var description: String {
        switch self {
        case .null: "null"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .list(let element): "list<\(element)>"
        case .map(let key, let value): "map<\(key),\(value)>"
        case .type(let type): type.map { "type<\($0)>" } ?? "type"
        case .optional(let wrapped): "optional_type<\(wrapped)>"
        case .opaque(let name, let arguments) where !arguments.isEmpty:
            "\(name)<\(arguments.map(\.description).joined(separator: ","))>"
        default: runtimeName
        }
    }
}
