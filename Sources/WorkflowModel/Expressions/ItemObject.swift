public import CEL

/// `item` inside an expression. Reads the fields of the item in place; making one costs nothing
/// but the reference.
public struct ItemObject: ObjectValue {
    /// What does not change about an item. Made once and kept with it, so that an `ItemObject` is
    /// two words.
    public final class Identity: Sendable {
        public let id: String
        /// The name of its workflow.
        public let workflow: String
        public let version: Int

        public init(id: String, workflow: String, version: Int) {
            self.id = id
            self.workflow = workflow
            self.version = version
        }
    }

    public static let typeName = "item"

    /// One value for each field of the workflow; nil when it has none.
    public var fields: [FieldValue?]
    public var identity: Identity

    public init(fields: [FieldValue?], identity: Identity) {
        self.fields = fields
        self.identity = identity
    }

    public init(fields: [FieldValue?], id: String, workflow: Workflow) {
        self.init(
            fields: fields,
            identity: Identity(id: id, workflow: workflow.name, version: workflow.version))
    }

    /// The fields of the workflow in their order, then `id`, `workflow` and `version`, which no
    /// field may be called.
    package static func objectType(_ fields: [FieldDefinition]) -> ObjectType {
        ObjectType(
            name: typeName,
            fields: fields.map { ($0.name, $0.type.celType) } + [
                ("id", .string), ("workflow", .string), ("version", .int),
            ])
    }

    public var typeName: String { Self.typeName }

    public func field(at index: Int) -> Value? {
        if index < fields.count { return fields[index].map(Value.init) }
        return switch index - fields.count {
        case 0: .string(identity.id)
        case 1: .string(identity.workflow)
        case 2: .int(Int64(identity.version))
        default: nil
        }
    }

    public func isEqual(to other: any ObjectValue) -> Bool {
        (other as? ItemObject)?.identity.id == identity.id
    }
}
