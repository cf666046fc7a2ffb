import CEL

extension DecisionTable.Test {
    /// Whether which values pass is known from the literals alone, for a column of a type.
    func isIndexable(_ type: DecisionTable.ColumnType) -> Bool {
        switch self {
        case .anything: true
        case .equals(let value): ValueClasses.isKey(value, of: type)
        case .compares(_, let bound): type.isOrdered && ValueClasses.isKey(bound, of: type)
        case .interval(let lower, _, let upper, _):
            type.isOrdered && ValueClasses.isKey(lower, of: type)
                && ValueClasses.isKey(upper, of: type)
        case .oneOf(let tests): tests.allSatisfy { $0.isIndexable(type) }
        case .not(let test): test.isIndexable(type)
        case .expression: false
        }
    }

    func addLiterals(to literals: inout [Value]) {
        switch self {
        case .anything, .expression: break
        case .equals(let value), .compares(_, let value): literals.append(value)
        case .interval(let lower, _, let upper, _): literals += [lower, upper]
        case .oneOf(let tests):
            for test in tests { test.addLiterals(to: &literals) }
        case .not(let test): test.addLiterals(to: &literals)
        }
    }

    /// The classes of values that pass, of a test that is indexable and whose literals are keys.
    /// `null` is never among them: only a cell that is `-` itself lets it pass.
    func classes(_ classes: ValueClasses) -> ClassSet {
        let ordered = classes.ordered
        switch self {
        case .anything:
            return ClassSet(classes.values)
        case .equals(let value):
            let key = place(of: value, classes)
            return ClassSet(key..<key + 1)
        case .compares(let comparison, let bound):
            let key = place(of: bound, classes)
            return switch comparison {
            case .less: ClassSet(0..<key)
            case .lessOrEqual: ClassSet(0..<key + 1)
            case .greater: ClassSet(key + 1..<ordered.upperBound)
            case .greaterOrEqual: ClassSet(key..<ordered.upperBound)
            }
        case .interval(let lower, let lowerClosed, let upper, let upperClosed):
            let start = place(of: lower, classes) + (lowerClosed ? 0 : 1)
            let end = place(of: upper, classes) + (upperClosed ? 1 : 0)
            return ClassSet(start..<max(start, end))
        case .oneOf(let tests):
            return ClassSet(union: tests.map { $0.classes(classes) })
        case .not(let test):
            return test.classes(classes).complement(in: classes.values)
        case .expression:
            preconditionFailure("a cell in CEL has no classes of its own")
        }
    }

    private func place(of literal: Value, _ classes: ValueClasses) -> Int {
        guard let place = classes(literal) else {
            preconditionFailure("a literal of an indexable cell is a key of its column")
        }
        return place
    }
}
