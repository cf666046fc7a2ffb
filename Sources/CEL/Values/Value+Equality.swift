extension Value: Equatable {
    public static func == (left: Value, right: Value) -> Bool {
        var unlimited = Int.max
        return left.isEqual(to: right, budget: &unlimited) ?? false
    }

    /// Compares two values, counting one unit of `budget` for each pair of parts compared, and
    /// for each sixteen bytes of text.
    ///
    /// A list may hold the same list many times over, so its unfolded size can be exponential in
    /// the length of the expression that made it. The answer is nil when the budget runs out.
    func isEqual(to other: Value, budget: inout Int) -> Bool? {
        switch (self, other) {
        case (.int(let left), .int(let right)): return left == right
        case (.string(let left), .string(let right)):
            let count = left.utf8.count
            guard count == right.utf8.count else { return false }
            budget -= count / 16
            return budget >= 0 ? left.hasSameCodePoints(as: right) : nil
        case (.bool(let left), .bool(let right)): return left == right
        case (.null, .null): return true
        case (.bytes(let left), .bytes(let right)):
            guard left.count == right.count else { return false }
            budget -= left.count / 16
            return budget >= 0 ? left == right : nil
        case (.timestamp(let left), .timestamp(let right)): return left == right
        case (.duration(let left), .duration(let right)): return left == right
        case (.type(let left), .type(let right)): return left.runtimeName == right.runtimeName
        case (.list(let left), .list(let right)):
            return Value.areEqual(left, right, budget: &budget)
        case (.map(let left), .map(let right)):
            return left.isEqual(to: right, budget: &budget)
        case (.optional(let left), .optional(let right)):
            switch (left.wrapped, right.wrapped) {
            case (nil, nil): return true
            case (let left?, let right?): return left.isEqual(to: right, budget: &budget)
            default: return false
            }
        case (.object(let left), .object(let right)): return left.isEqual(to: right)
        case (.opaque(let left), .opaque(let right)):
            return left.typeName == right.typeName && left.isEqual(to: right)
        default:
            return compareNumbers(self, other) == .some(.some(.equal))
        }
    }

    private static func areEqual(
        _ left: [Value], _ right: [Value], budget: inout Int
    ) -> Bool? {
        guard left.count == right.count else { return false }
        for index in left.indices {
            budget -= 1
            guard budget > 0 else { return nil }
            guard let same = left[index].isEqual(to: right[index], budget: &budget) else {
                return nil
            }
            if !same { return false }
        }
        return true
    }
}

extension String {
    /// Equality by code point. Swift's own `==` also equates canonically equivalent strings.
    @inline(__always)
    func hasSameCodePoints(as other: String) -> Bool {
        let count = utf8.count
        guard count == other.utf8.count else { return false }
        return codePointOrder(to: other) == 0
    }

    /// Order by code point, which is the order of the UTF-8 bytes: negative, zero or positive.
    func codePointOrder(to other: String) -> Int {
        let order = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                compareBytes(left, right)
            } ?? nil
        }
        if let order, let order { return order }
        // Only a bridged or lazily built string has no contiguous bytes.
        return compareBytes(Array(utf8), Array(other.utf8))
    }
}

/// Lexicographic order of two byte sequences: negative, zero or positive.
func compareBytes<Bytes: RandomAccessCollection<UInt8>>(_ left: Bytes, _ right: Bytes) -> Int
where Bytes.Index == Int {
    let shared = min(left.count, right.count)
    var index = 0
    while index < shared {
        let difference =
            Int(left[left.startIndex + index]) - Int(right[right.startIndex + index])
        if difference != 0 { return difference }
        index += 1
    }
    return left.count - right.count
}
