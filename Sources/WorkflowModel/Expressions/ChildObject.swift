public import CEL

/// One of `children` inside an expression: what its parent knows of it.
public struct ChildObject: ObjectValue {
    public static let typeName = "Child"

    /// The names no field of a child that the parent looks at may have.
    package static let ownFields: [(name: String, type: CELType)] = [
        ("id", .string), ("workflow", .string), ("n", .int), ("member", .string),
        ("states", .list(.string)), ("outcome", .string), ("is_done", .bool),
    ]

    package static func objectType(_ fields: [ChildField]) -> ObjectType {
        ObjectType(
            name: typeName, fields: ownFields + fields.map { ($0.name, $0.type.celType) })
    }

    public var child: ChildState

    public init(_ child: ChildState) {
        self.child = child
    }

    public var typeName: String { Self.typeName }

    public func field(at index: Int) -> Value? {
        switch index {
        case 0: return .string(child.id)
        case 1: return .string(child.workflow)
        case 2: return .int(Int64(child.number))
        case 3: return child.member.map(Value.string)
        case 4: return .list(child.states.map(Value.string))
        case 5: return child.outcome.map(Value.string)
        case 6: return .bool(child.isDone)
        default:
            let place = index - Self.ownFields.count
            guard child.fields.indices.contains(place) else { return nil }
            return child.fields[place].map(Value.init)
        }
    }

    public func isEqual(to other: any ObjectValue) -> Bool {
        (other as? ChildObject)?.child == child
    }
}
