package import JSON

/// What a JSON value looks like: told to clients as JSON Schema (2020-12) by the OpenAPI document,
/// and checked by the server for what they send. One declaration, so that the two cannot differ.
package struct Schema: Sendable {
    package indirect enum Kind: Sendable {
        case any
        case bool
        case integer(ClosedRange<Int64>)
        case number
        case text(Text)
        case list(of: Schema, atMost: Int)
        /// Members besides those named have the schema `others`; nil: there are none.
        case object([Member], others: Schema?)
        /// A schema of `Schema.components`.
        case reference(String)
        /// One of these.
        case either([Schema])
        /// Or null.
        case nullable(Schema)
    }

    package struct Text: Sendable {
        /// As JSON Schema calls it: `date`, `date-time`, `byte`. Not checked: the handler does.
        package var format: String?
        /// The only texts there are; empty: any.
        package var values: [String] = []
        /// In scalars.
        package var length = 0...1_000_000
        /// ECMA-262, for clients; `isAllowed` says the same to the server.
        package var pattern: String?
        package var isAllowed: @Sendable (String) -> Bool = { _ in true }
    }

    package struct Member: Sendable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool
    }

    package let kind: Kind
    package var about: String?
    package var example: JSON?

    package init(_ kind: Kind, _ about: String? = nil, example: JSON? = nil) {
        self.kind = kind
        self.about = about
        self.example = example
    }
}

// MARK: Declaring

extension Schema {
    package static let any = Schema(.any)
    package static let bool = Schema(.bool)
    package static let number = Schema(.number)
    package static let text = Schema(.text(Text()))
    package static let date = Schema(.text(Text(format: "date")), example: "2021-04-14")
    package static let instant = Schema(
        .text(Text(format: "date-time")), example: "2021-04-14T08:00:00+07:00")
    /// A whole number from 0.
    package static let count = Schema(.integer(0...Int64.max))
    package static let integer = Schema(.integer(Int64.min...Int64.max))

    package static func integer(_ range: ClosedRange<Int64>) -> Schema { Schema(.integer(range)) }

    package static func text(_ length: ClosedRange<Int>) -> Schema {
        Schema(.text(Text(length: length)))
    }

    package static func one(of values: [String]) -> Schema { Schema(.text(Text(values: values))) }

    package static func reference(_ name: String) -> Schema { Schema(.reference(name)) }

    package static func list(_ element: Schema, atMost: Int = 100_000) -> Schema {
        Schema(.list(of: element, atMost: atMost))
    }

    package static func object(_ members: Member..., others: Schema? = nil) -> Schema {
        Schema(.object(members, others: others))
    }

    package static func object(_ members: [Member], others: Schema? = nil) -> Schema {
        Schema(.object(members, others: others))
    }

    package static func either(_ schemas: Schema...) -> Schema { Schema(.either(schemas)) }

    package var orNull: Schema { Schema(.nullable(self), about, example: example) }

    /// The same, with what it means.
    package func about(_ about: String, example: JSON? = nil) -> Schema {
        var schema = self
        schema.about = about
        if let example { schema.example = example }
        return schema
    }
}

/// A member that is always there.
package func required(_ name: String, _ schema: Schema, _ about: String? = nil) -> Schema.Member {
    Schema.Member(
        name: name, schema: about.map { schema.about($0) } ?? schema, isRequired: true)
}

/// A member that may be left out.
package func optional(_ name: String, _ schema: Schema, _ about: String? = nil) -> Schema.Member {
    Schema.Member(
        name: name, schema: about.map { schema.about($0) } ?? schema, isRequired: false)
}

// MARK: For clients

extension Schema {
    /// As JSON Schema.
    package var json: JSON {
        var schema = members
        if let about {
            // A reference with a sibling is allowed since 2019-09, and kept by generators.
            schema["description"] = .string(about)
        }
        if let example { schema["examples"] = [example] }
        return .object(schema)
    }

    private var members: JSONObject {
        switch kind {
        case .any: [:]
        case .bool: ["type": "boolean"]
        case .integer(let range): Self.integer(range)
        case .number: ["type": "number"]
        case .text(let text): text.members
        case .list(let element, let atMost):
            ["type": "array", "items": element.json, "maxItems": .int(Int64(atMost))]
        case .object(let members, let others): Self.object(members, others)
        case .reference(let name): ["$ref": .string("#/components/schemas/\(name)")]
        case .either(let schemas): ["anyOf": .array(schemas.map(\.json))]
        case .nullable(let schema): schema.nullable
        }
    }

    private var nullable: JSONObject {
        var members = members
        guard let type = members["type"], members["enum"] == nil else {
            return ["anyOf": [.object(members), ["type": "null"]]]
        }
        members["type"] = [type, "null"]
        return members
    }

    private static func integer(_ range: ClosedRange<Int64>) -> JSONObject {
        var members: JSONObject = ["type": "integer", "format": "int64"]
        if range.lowerBound != .min { members["minimum"] = .int(range.lowerBound) }
        if range.upperBound != .max { members["maximum"] = .int(range.upperBound) }
        return members
    }

    private static func object(_ properties: [Member], _ others: Schema?) -> JSONObject {
        var members: JSONObject = ["type": "object"]
        members["properties"] = .object(
            JSONObject(properties.map { ($0.name, $0.schema.json) }))
        let required = properties.filter(\.isRequired).map { JSON.string($0.name) }
        if !required.isEmpty { members["required"] = .array(required) }
        members["additionalProperties"] = others.map(\.json) ?? false
        return members
    }
}

extension Schema.Text {
    fileprivate var members: JSONObject {
        var members: JSONObject = ["type": "string"]
        members["format"] = format.map(JSON.string)
        if !values.isEmpty { members["enum"] = .array(values.map(JSON.string)) }
        if length.lowerBound > 0 { members["minLength"] = .int(Int64(length.lowerBound)) }
        if length.upperBound < 1_000_000 { members["maxLength"] = .int(Int64(length.upperBound)) }
        members["pattern"] = pattern.map(JSON.string)
        return members
    }
}
