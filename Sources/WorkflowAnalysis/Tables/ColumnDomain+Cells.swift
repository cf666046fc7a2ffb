import CEL
import WorkflowModel

extension ColumnDomain {
    /// The classes a cell lets pass; nil when that cannot be known: its CEL was not tried on every
    /// value there is, or fails on one.
    func accepted(by test: DecisionTable.Test) -> ClassSet? {
        // Only `-` takes an input without a value.
        if case .anything = test { return ClassSet(everything) }
        return acceptedValues(test)
    }

    private func acceptedValues(_ test: DecisionTable.Test) -> ClassSet? {
        switch test {
        case .anything:
            return ClassSet(values)
        case .equals(let value):
            return equal(to: value)
        case .compares(let comparison, let bound):
            return compared(comparison, bound)
        case .interval(let lower, let lowerClosed, let upper, let upperClosed):
            let above = compared(lowerClosed ? .greaterOrEqual : .greater, lower)
            return above.intersection(compared(upperClosed ? .lessOrEqual : .less, upper))
        case .oneOf(let tests):
            var all = ClassSet.empty
            for test in tests {
                guard let accepted = acceptedValues(test) else { return nil }
                all = all.union(accepted)
            }
            return all
        case .not(let test):
            return acceptedValues(test)?.complement(in: values)
        case .expression(let program):
            return isListed ? tried(program) : nil
        }
    }

    private func equal(to value: Value) -> ClassSet {
        guard value.isComparable, let start = start(of: value) else { return .empty }
        return ClassSet(start..<start + 1)
    }

    private func compared(
        _ comparison: DecisionTable.Test.Comparison, _ bound: Value
    ) -> ClassSet {
        guard bound.isComparable else { return .empty }
        let position = position(of: bound)
        let below = position < points.count ? starts[position] : classes.count
        // The bound itself is no class of its own when `values` does not list it.
        let upTo = start(of: bound).map { $0 + 1 } ?? below
        return switch comparison {
        case .less: ClassSet(0..<below)
        case .lessOrEqual: ClassSet(0..<upTo)
        case .greater: ClassSet(upTo..<classes.count)
        case .greaterOrEqual: ClassSet(below..<classes.count)
        }
    }

    /// The class of a value that the column names.
    private func start(of value: Value) -> Int? {
        let position = position(of: value)
        guard position < points.count, Self.order(points[position], value) == 0 else { return nil }
        return starts[position]
    }

    private func tried(_ program: Program) -> ClassSet? {
        var accepted = ClassSet.empty
        for (point, start) in zip(points, starts) {
            // A cell that fails makes the whole table fail: nothing is certain of its row.
            guard case .bool(let holds)? = try? program.evaluate(Activation([point])) else {
                return nil
            }
            if holds { accepted = accepted.union(ClassSet(start..<start + 1)) }
        }
        return accepted
    }
}
