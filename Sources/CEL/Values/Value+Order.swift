/// How two values stand to each other.
enum Ordering {
    case less, equal, greater

    @inline(__always)
    init<T: Comparable>(_ left: T, _ right: T) {
        self = left < right ? .less : left == right ? .equal : .greater
    }

    init(sign: Int) {
        self = sign < 0 ? .less : sign == 0 ? .equal : .greater
    }
}

extension Value {
    /// The order of two values: `.some(nil)` when they are unordered (`NaN`), nil when the
    /// language defines no order between their types.
    func order(to other: Value) -> Ordering?? {
        switch (self, other) {
        case (.int(let left), .int(let right)): return .some(Ordering(left, right))
        case (.string(let left), .string(let right)):
            return .some(Ordering(sign: left.codePointOrder(to: right)))
        case (.bool(let left), .bool(let right)):
            return .some(Ordering(left ? 1 : 0, right ? 1 : 0))
        case (.bytes(let left), .bytes(let right)):
            return .some(Ordering(sign: compareBytes(left, right)))
        case (.timestamp(let left), .timestamp(let right)): return .some(Ordering(left, right))
        case (.duration(let left), .duration(let right)): return .some(Ordering(left, right))
        case (.opaque(let left), .opaque(let right)):
            guard left.typeName == right.typeName, let order = left.compare(to: right) else {
                return nil
            }
            return .some(Ordering(sign: order))
        default: return compareNumbers(self, other)
        }
    }
}

/// Orders numbers of any two numeric types; nil when either is not a number.
func compareNumbers(_ left: Value, _ right: Value) -> Ordering?? {
    switch (left, right) {
    case (.int(let left), .int(let right)): .some(Ordering(left, right))
    case (.uint(let left), .uint(let right)): .some(Ordering(left, right))
    case (.double(let left), .double(let right)): .some(orderDoubles(left, right))
    // Swift compares integers of unlike types by their mathematical value.
    case (.int(let left), .uint(let right)):
        .some(left < right ? .less : left == right ? .equal : .greater)
    case (.uint(let left), .int(let right)):
        .some(left < right ? .less : left == right ? .equal : .greater)
    // The language compares an integer with a double as doubles, so the order is lossy beyond
    // 2^53; rounding Int64.max to 2^63 makes it equal to 2^63 as the specification has it.
    case (.int(let left), .double(let right)): .some(orderDoubles(Double(left), right))
    case (.double(let left), .int(let right)): .some(orderDoubles(left, Double(right)))
    case (.uint(let left), .double(let right)): .some(orderDoubles(Double(left), right))
    case (.double(let left), .uint(let right)): .some(orderDoubles(left, Double(right)))
    default: nil
    }
}

@inline(__always)
private func orderDoubles(_ left: Double, _ right: Double) -> Ordering? {
    left < right ? .less : left == right ? .equal : left > right ? .greater : nil
}
