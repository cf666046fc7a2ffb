public import CEL

/// A quantity inside an expression: `text`, and what could be read from it.
public struct QuantityObject: ObjectValue {
    public static let typeName = "Quantity"

    package static let objectType = ObjectType(
        name: typeName,
        fields: [("text", .string), ("min", .int), ("max", .int), ("unit", .string)])

    public var quantity: Quantity

    public init(_ quantity: Quantity) {
        self.quantity = quantity
    }

    public var typeName: String { Self.typeName }

    public func field(at index: Int) -> Value? {
        switch index {
        case 0: .string(quantity.text)
        case 1: quantity.minimum.map(Value.int)
        case 2: quantity.maximum.map(Value.int)
        case 3: quantity.unit.map(Value.string)
        default: nil
        }
    }

    public func isEqual(to other: any ObjectValue) -> Bool {
        (other as? QuantityObject)?.quantity == quantity
    }
}
