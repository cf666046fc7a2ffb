/// A key of a map, with the equality of the language: `1` and `1u` are the same key, strings
/// are compared by code point.
enum MapKey: Hashable, Sendable {
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case string(String)

    /// The key a value makes in a map literal; nil for types that cannot be keys.
    init?(_ value: Value) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .uint(let value): self = .uint(value)
        case .string(let value): self = .string(value)
        default: return nil
        }
    }

    /// The key a value finds: a double finds the integer it equals. Nil when it can find none.
    init?(lookingUp value: Value) {
        if case .double(let number) = value {
            if let exact = Int64(exactly: number) {
                self = .int(exact)
            } else if let exact = UInt64(exactly: number) {
                self = .uint(exact)
            } else {
                return nil
            }
        } else {
            self.init(value)
        }
    }

    var value: Value {
        switch self {
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .uint(let value): .uint(value)
        case .string(let value): .string(value)
        }
    }

    static func == (left: MapKey, right: MapKey) -> Bool {
        switch (left, right) {
        case (.string(let left), .string(let right)): left.hasSameCodePoints(as: right)
        case (.int(let left), .int(let right)): left == right
        case (.uint(let left), .uint(let right)): left == right
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .uint(let right)): left == right
        case (.uint(let left), .int(let right)): left == right
        default: false
        }
    }

    func hash(into hasher: inout Hasher) {
        switch self {
        case .bool(let value): hasher.combine(value)
        case .int(let value): hasher.combine(value)
        // Truncation keeps equal keys of both integer types in one bucket.
        case .uint(let value): hasher.combine(Int64(truncatingIfNeeded: value))
        case .string(var value):
            value.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }
}
