public import CEL

/// What `last('submit')` gives. When the action was never taken `done` is false, `count` is 0 and
/// the others are unset.
public struct ActObject: ObjectValue {
    public static let typeName = "Act"

    package static let objectType = ObjectType(
        name: typeName,
        fields: [
            ("actor", .string), ("agency", .string), ("at", .timestamp), ("count", .int),
            ("done", .bool),
        ])

    public var record: ActRecord?

    public init(_ record: ActRecord?) {
        self.record = record
    }

    public var typeName: String { Self.typeName }

    public func field(at index: Int) -> Value? {
        switch index {
        case 0: record.map { .string($0.actor) }
        case 1: record.map { .string($0.agency) }
        case 2: record?.at.timestamp.map(Value.timestamp)
        case 3: .int(Int64(record?.count ?? 0))
        case 4: .bool(record != nil)
        default: nil
        }
    }

    public func isEqual(to other: any ObjectValue) -> Bool {
        (other as? ActObject)?.record == record
    }
}
