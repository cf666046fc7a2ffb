import Base64
package import CEL
package import JSON

/// Values of the expression language as JSON that keeps their types: an object with one member
/// named after the type.
///
/// `{"int":"1"}`, `{"uint":"1"}`, `{"double":1.5}` (or `"NaN"`, `"Infinity"`, `"-Infinity"`),
/// `{"string":"…"}`, `{"bytes":"base64"}`, `{"bool":true}`, `{"null":null}`, `{"list":[…]}`,
/// `{"map":[[k,v]…]}`, `{"type":"int"}`, `{"timestamp":"RFC 3339"}`, `{"duration":"1.5s"}`,
/// `{"optional":{…}}` with null for none. Whole numbers are read as JSON has them too.
package enum TypedValue {
    /// Nil when the JSON is no typed value.
    package static func value(_ json: JSON) -> Value? {
        guard let object = json.object, object.count == 1, let member = object.members.first else {
            return nil
        }
        return value(member.name, member.value)
    }

    private static func value(_ type: String, _ json: JSON) -> Value? {
        switch type {
        case "null": json.isNull ? .null : nil
        case "bool": json.bool.map(Value.bool)
        case "int": (json.int ?? json.string.flatMap { Int64($0) }).map(Value.int)
        case "uint":
            (json.string.flatMap { UInt64($0) } ?? json.int.flatMap(UInt64.init(exactly:)))
                .map(Value.uint)
        case "double": double(json).map(Value.double)
        case "string": json.string.map(Value.string)
        case "bytes": json.string.flatMap(Base64.standard.decode).map(Value.bytes)
        case "timestamp": json.string.flatMap { Timestamp($0) }.map(Value.timestamp)
        case "duration": json.string.flatMap { CELDuration($0) }.map(Value.duration)
        case "type": json.string.flatMap { CELType(parsing: $0) }.map(Value.type)
        case "list": list(json).map(Value.list)
        case "map": map(json)
        case "optional":
            json.isNull ? .optional(.none) : value(json).map { .optional(OptionalValue($0)) }
        default: nil
        }
    }

    private static func double(_ json: JSON) -> Double? {
        switch json.string {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        default: json.double
        }
    }

    private static func list(_ json: JSON) -> [Value]? {
        guard let elements = json.array else { return nil }
        let values = elements.compactMap(value)
        return values.count == elements.count ? values : nil
    }

    private static func map(_ json: JSON) -> Value? {
        guard let pairs = json.array else { return nil }
        let entries = pairs.compactMap { pair -> (Value, Value)? in
            guard pair.array?.count == 2, let key = value(pair[0]), let value = value(pair[1])
            else { return nil }
            return (key, value)
        }
        return entries.count == pairs.count ? MapValue(entries).map(Value.map) : nil
    }

    /// Plain JSON as an expression sees it: whole numbers are ints, objects maps.
    package static func plain(_ json: JSON) -> Value {
        switch json {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .int(let number): .int(number)
        case .double(let number): .double(number)
        case .string(let text): .string(text)
        case .array(let elements): .list(elements.map(plain))
        case .object(let object): .map(MapValue(object.members.map { ($0.name, plain($0.value)) }))
        }
    }

    // MARK: Writing

    /// Nil when the value unfolds to more parts than the limit: a list can hold the same list many
    /// times over.
    package static func json(_ value: Value, limit: Int = 1_000_000) -> JSON? {
        var left = limit
        let json = json(value, &left)
        return left >= 0 ? json : nil
    }

    private static func json(_ value: Value, _ left: inout Int) -> JSON {
        left -= 1
        guard left >= 0 else { return .null }
        return switch value {
        case .null: ["null": .null]
        case .bool(let flag): ["bool": .bool(flag)]
        case .int(let number): ["int": .string(String(number))]
        case .uint(let number): ["uint": .string(String(number))]
        case .double(let number): ["double": self.number(number)]
        case .string(let text): ["string": .string(text)]
        case .bytes(let bytes): ["bytes": .string(Base64.standard.encode(bytes))]
        case .timestamp(let timestamp): ["timestamp": .string(timestamp.description)]
        case .duration(let duration): ["duration": .string(duration.description)]
        case .list(let values): ["list": .array(values.map { json($0, &left) })]
        case .map(let map):
            [
                "map": .array(
                    map.entries.map { .array([json($0.key, &left), json($0.value, &left)]) })
            ]
        case .type(let type): ["type": .string(type.runtimeName)]
        case .optional(let optional):
            ["optional": optional.wrapped.map { json($0, &left) } ?? .null]
        case .object(let object): ["object": .string(object.typeName)]
        case .opaque(let opaque): [opaque.typeName: .string(opaque.description)]
        }
    }

    private static func number(_ number: Double) -> JSON {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return .double(number)
    }
}
