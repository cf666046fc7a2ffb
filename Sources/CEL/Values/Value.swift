/// A value of the Common Expression Language.
///
/// The payload of every case fits two machine words, so that values copy cheaply; larger host
/// values live behind one reference. `==` is the equality of the language, not of Swift:
/// numbers compare across types (`1 == 1u == 1.0`), `NaN` differs from itself, strings are equal
/// only when they have the same code points, and values of unlike types are simply not equal.
public enum Value: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case timestamp(Timestamp)
    case duration(CELDuration)
    case list([Value])
    case map(MapValue)
    case type(CELType)
    indirect case optional(OptionalValue)
    indirect case object(any ObjectValue)
    indirect case opaque(any OpaqueValue)
}

/// A value that may be absent, as made by `optional.of`, `.?` and `[?]`.
public struct OptionalValue: Sendable {
    /// The value held, or nil for `optional.none()`.
    public let wrapped: Value?

    public init(_ wrapped: Value?) {
        self.wrapped = wrapped
    }

    public static let none = OptionalValue(nil)
}

extension Value {
    /// The type of this value as `type(x)` reports it: containers without their element types.
    public var type: CELType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .timestamp: .timestamp
        case .duration: .duration
        case .list: .list(.dyn)
        case .map: .map(.dyn, .dyn)
        case .type: .type(nil)
        case .optional: .optional(.dyn)
        case .object(let object): .object(object.typeName)
        case .opaque(let opaque): .opaque(opaque.typeName, [])
        }
    }

    /// Whether this is the zero of its type: `false`, `0`, `''`, an empty container, `null`.
    /// `optional.ofNonZeroValue` holds nothing for such a value.
    var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .int(let value): value == 0
        case .uint(let value): value == 0
        case .double(let value): value == 0
        case .string(let value): value.isEmpty
        case .bytes(let value): value.isEmpty
        case .timestamp(let value): value == Timestamp.epoch
        case .duration(let value): value.nanoseconds == 0
        case .list(let value): value.isEmpty
        case .map(let value): value.isEmpty
        case .optional(let value): value.wrapped == nil
        case .type, .object, .opaque: false
        }
    }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral
{
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
}
