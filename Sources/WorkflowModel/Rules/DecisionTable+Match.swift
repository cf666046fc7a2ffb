public import CEL

extension DecisionTable.Test {
    /// Whether the test lets a value pass.
    func matches(_ value: Value) throws(EvaluationError) -> Bool {
        if case .anything = self { return true }
        // Nothing is known of an input without a value, not even that it is not something.
        if case .null = value { return false }
        return try accepts(value)
    }

    private func accepts(_ value: Value) throws(EvaluationError) -> Bool {
        switch self {
        case .anything:
            return true
        case .equals(let expected):
            return value == expected
        case .compares(let comparison, let bound):
            guard let order = value.order(to: bound) else { return false }
            return comparison.holds(for: order)
        case .interval(let lower, let lowerClosed, let upper, let upperClosed):
            guard let low = value.order(to: lower), let high = value.order(to: upper) else {
                return false
            }
            return (low > 0 || low == 0 && lowerClosed) && (high < 0 || high == 0 && upperClosed)
        case .oneOf(let tests):
            for test in tests where try test.accepts(value) { return true }
            return false
        case .not(let test):
            return try !test.accepts(value)
        case .expression(let program):
            let answer = try program.evaluate(Activation([value]))
            guard case .bool(let holds) = answer else {
                throw EvaluationError(.typeMismatch(expected: .bool, found: answer.type))
            }
            return holds
        }
    }
}

extension DecisionTable.Test.Comparison {
    /// `order` is negative, zero or positive as the value is less than, equal to or greater than
    /// the bound.
    func holds(for order: Int) -> Bool {
        switch self {
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }
}

extension DecisionTable.ColumnType {
    /// The type in CEL of what a cell of the column holds.
    public var celType: CELType {
        switch self {
        case .string: .string
        case .int, .money: .int
        case .double: .double
        case .bool: .bool
        case .date: DateValue.type
        case .limit: LimitValue.type
        }
    }

    /// Whether its values have an order, so that they can be compared and stand in intervals.
    public var isOrdered: Bool {
        switch self {
        case .string, .int, .money, .double, .date: true
        case .bool, .limit: false
        }
    }

    func accepts(_ value: Value) -> Bool {
        switch (self, value) {
        case (.string, .string), (.int, .int), (.money, .int), (.double, .double), (.double, .int),
            (.bool, .bool):
            true
        case (.date, .opaque(let opaque)): opaque.typeName == DateValue.typeName
        case (.limit, .opaque(let opaque)): opaque.typeName == LimitValue.typeName
        default: false
        }
    }
}

extension Value {
    /// Negative, zero or positive as this value is less than, equal to or greater than `other`;
    /// nil when they have no order. The columns of a table are typed, so only like types meet here,
    /// and whole numbers in a column of fractions.
    package func order(to other: Value) -> Int? {
        func compare<Number: Comparable>(_ left: Number, _ right: Number) -> Int {
            left < right ? -1 : left == right ? 0 : 1
        }
        switch (self, other) {
        case (.int(let left), .int(let right)): return compare(left, right)
        case (.double(let left), .double(let right)):
            return left.isNaN || right.isNaN ? nil : compare(left, right)
        case (.int(let left), .double(let right)):
            return right.isNaN ? nil : compare(Double(left), right)
        case (.double(let left), .int(let right)):
            return left.isNaN ? nil : compare(left, Double(right))
        case (.string(let left), .string(let right)):
            // By code point, as CEL does; Swift would compare by canonical equivalence.
            if left.utf8.elementsEqual(right.utf8) { return 0 }
            return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
        case (.opaque(let left), .opaque(let right)):
            return left.typeName == right.typeName ? left.compare(to: right) : nil
        default: return nil
        }
    }
}
