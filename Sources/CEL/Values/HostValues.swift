/// A record of the host, read by field position.
///
/// The names and types of its fields are declared once, as an ``ObjectType`` in the
/// ``Environment``; the checker turns `item.budget` into a position, so that reading a field at
/// run time involves no name.
public protocol ObjectValue: Sendable {
    /// The name its ``ObjectType`` was declared with.
    var typeName: String { get }

    /// The field at a position of its ``ObjectType``. Nil says that the field is unset: `has()`
    /// answers false and reading it is the error ``EvaluationError/Code/noSuchKey``.
    func field(at index: Int) -> Value?

    /// Equality for `==`. Without an implementation two objects are equal only when they are the
    /// same instance of a class.
    func isEqual(to other: any ObjectValue) -> Bool
}

extension ObjectValue {
    public func isEqual(to other: any ObjectValue) -> Bool {
        guard Self.self is AnyClass, Swift.type(of: other) is AnyClass else { return false }
        return (self as AnyObject) === (other as AnyObject)
    }
}

/// A value of the host that the language can pass around and compare, and nothing else: money,
/// a calendar date. Functions of the host give it meaning.
public protocol OpaqueValue: Sendable, CustomStringConvertible {
    /// The name of its type, as in `CELType.opaque(name, [])`.
    var typeName: String { get }

    /// Equality with a value of the same type name.
    func isEqual(to other: any OpaqueValue) -> Bool

    /// Order with a value of the same type name: negative, zero or positive; nil when the type
    /// has no order, which makes `<` an error.
    func compare(to other: any OpaqueValue) -> Int?
}

/// The shape of an ``ObjectValue``: the names and types of its fields, in position order.
public struct ObjectType: Sendable {
    public let name: String
    public let fields: [(name: String, type: CELType)]
    let positions: [String: Int]

    /// - Parameter fields: in the order ``ObjectValue/field(at:)`` counts them. Of a name given
    ///   twice the first counts.
    public init(name: String, fields: [(name: String, type: CELType)]) {
        self.name = name
        self.fields = fields
        positions = Dictionary(
            fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
