import Base64

/// Values as JSON that names their types, one member an object: `{"int":"1"}`, `{"uint":"1"}`,
/// `{"double":1.5}` (or `"NaN"`, `"Infinity"`, `"-Infinity"`), `{"string":"…"}`,
/// `{"bytes":"base64"}`, `{"bool":true}`, `{"null":null}`, `{"list":[…]}`, `{"map":[[k,v]…]}`,
/// `{"type":"int"}`, `{"timestamp":"RFC 3339"}`, `{"duration":"1.5s"}`,
/// `{"optional":{…}}` with null for none.
extension Value {
    /// Nil when the node has another form or a value out of range.
    public init?(typed node: JSONNode) {
        guard case .object(let members) = node, members.count == 1,
            let value = Value.read(members[0].name, members[0].value)
        else { return nil }
        self = value
    }

    private static func read(_ kind: String, _ content: JSONNode) -> Value? {
        switch (kind, content) {
        case ("null", .null): .null
        case ("bool", .bool(let flag)): .bool(flag)
        case ("int", .string(let text)): Int64(text).map(Value.int)
        case ("uint", .string(let text)): UInt64(text).map(Value.uint)
        case ("double", .number(let text)): Double(text).map(Value.double)
        case ("double", .string(let text)): DoubleText.parse(text).map(Value.double)
        case ("string", .string(let text)): .string(text)
        case ("bytes", .string(let text)): Base64.standard.decode(text).map(Value.bytes)
        case ("timestamp", .string(let text)): Timestamp(text).map(Value.timestamp)
        case ("duration", .string(let text)): CELDuration(text).map(Value.duration)
        case ("type", .string(let text)): CELType(parsing: text).map(Value.type)
        case ("list", .array(let elements)): readList(elements)
        case ("map", .array(let entries)): readMap(entries)
        case ("optional", .null): .optional(.none)
        case ("optional", let wrapped):
            Value(typed: wrapped).map { .optional(OptionalValue($0)) }
        default: nil
        }
    }

    private static func readList(_ elements: [JSONNode]) -> Value? {
        var list: [Value] = []
        for element in elements {
            guard let value = Value(typed: element) else { return nil }
            list.append(value)
        }
        return .list(list)
    }

    private static func readMap(_ entries: [JSONNode]) -> Value? {
        var pairs: [(Value, Value)] = []
        for entry in entries {
            guard case .array(let pair) = entry, pair.count == 2, let key = Value(typed: pair[0]),
                let value = Value(typed: pair[1])
            else { return nil }
            pairs.append((key, value))
        }
        return MapValue(pairs).map(Value.map)
    }

    /// The value as a node, or nil when it unfolds to more parts than the limit: a list can
    /// hold the same list many times over.
    public func typed(limit: Int = 1_000_000) -> JSONNode? {
        var left = limit
        return typed(&left)
    }

    private func typed(_ left: inout Int) -> JSONNode? {
        left -= 1
        guard left >= 0 else { return nil }
        switch self {
        case .null: return Self.node("null", .null)
        case .bool(let flag): return Self.node("bool", .bool(flag))
        case .int(let number): return Self.node("int", .string(String(number)))
        case .uint(let number): return Self.node("uint", .string(String(number)))
        case .double(let number):
            let special = DoubleText.special(number).map(JSONNode.string)
            return Self.node("double", special ?? .number(number.description))
        case .string(let text): return Self.node("string", .string(text))
        case .bytes(let bytes): return Self.node("bytes", .string(Base64.standard.encode(bytes)))
        case .timestamp(let timestamp):
            return Self.node("timestamp", .string(timestamp.description))
        case .duration(let duration):
            return Self.node("duration", .string(duration.description))
        case .type(let type): return Self.node("type", .string(type.runtimeName))
        case .list(let list):
            var elements: [JSONNode] = []
            for element in list {
                guard let node = element.typed(&left) else { return nil }
                elements.append(node)
            }
            return Self.node("list", .array(elements))
        case .map(let map):
            var entries: [JSONNode] = []
            for (key, value) in map.entries {
                guard let key = key.typed(&left), let value = value.typed(&left) else {
                    return nil
                }
                entries.append(.array([key, value]))
            }
            return Self.node("map", .array(entries))
        case .optional(let optional):
            guard let wrapped = optional.wrapped else { return Self.node("optional", .null) }
            return wrapped.typed(&left).map { Self.node("optional", $0) }
        case .object(let object): return Self.node("object", .string(object.typeName))
        case .opaque(let opaque): return Self.node("opaque", .string(opaque.description))
        }
    }

    private static func node(_ kind: String, _ content: JSONNode) -> JSONNode {
        .object([.init(kind, content)])
    }
}
