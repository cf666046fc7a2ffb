public import CEL

/// `actor` inside an expression: who acts. All fields are unset when the clock does.
public final class ActorObject: ObjectValue {
    public static let typeName = "actor"

    package static let objectType = ObjectType(
        name: typeName,
        fields: [
            ("id", .string), ("name", .string), ("agency", .string), ("roles", .list(.string)),
            ("acts_for", .string),
        ])

    /// In the order of the type's fields; empty when nobody acts.
    private let values: [Value]

    /// - Parameter principal: whom they act for; nil for themselves, which `acts_for` tells by
    ///   being empty.
    public init(
        id: String, name: String, agency: String, roles: [String], principal: String? = nil
    ) {
        values = [
            .string(id), .string(name), .string(agency), .list(roles.map(Value.string)),
            .string(principal ?? ""),
        ]
    }

    private init() {
        values = []
    }

    /// The clock: nobody.
    public static let nobody = ActorObject()

    public var typeName: String { Self.typeName }

    public func field(at index: Int) -> Value? {
        values.indices.contains(index) ? values[index] : nil
    }

    public func isEqual(to other: any ObjectValue) -> Bool {
        guard let other = other as? ActorObject else { return false }
        return values.first == other.values.first
    }
}
