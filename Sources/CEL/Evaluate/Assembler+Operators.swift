extension Assembler {
    // MARK: Arithmetic

    mutating func unary(
        _ symbol: Operator, _ operand: Syntax.ID, _ resolution: Resolution, _ node: Syntax.Node
    ) -> Step {
        invoke(symbol.symbol, [operand], resolution, node)
    }

    mutating func binary(
        _ symbol: Operator, _ left: Syntax.ID, _ right: Syntax.ID, _ resolution: Resolution,
        _ node: Syntax.Node
    ) -> Step {
        invoke(symbol.symbol, [left, right], resolution, node)
    }

    // MARK: Comparisons

    mutating func comparison(
        _ symbol: Operator, _ left: Syntax.ID, _ right: Syntax.ID, _ resolution: Resolution,
        _ node: Syntax.Node
    ) -> Test {
        if let test = constantComparison(symbol, left, right, node) { return test }
        let leftStep = step(left)
        let rightStep = step(right)
        if case .call(let overloads, _) = resolution, overloads.contains(where: \.isOfHost) {
            return hostComparison(
                symbol, leftStep, rightStep, overloads.filter(\.isOfHost), node.focus)
        }
        let span = node.focus
        if case .literal(.int(let constant)) = self.node(right).kind {
            return { (context) throws(EvaluationError) in
                let left = try leftStep(&context)
                if case .int(let number) = left { return symbol.holds(number, constant) }
                return try Comparison.compare(left, symbol, .int(constant), span, &context)
            }
        }
        return { (context) throws(EvaluationError) in
            let left = try leftStep(&context)
            let right = try rightStep(&context)
            return try Comparison.compare(left, symbol, right, span, &context)
        }
    }

    /// Overloads the host declared come before the comparison of the language.
    private func hostComparison(
        _ symbol: Operator, _ left: @escaping Step, _ right: @escaping Step,
        _ overloads: [Overload], _ span: Span
    ) -> Test {
        { (context) throws(EvaluationError) in
            let values = [try left(&context), try right(&context)]
            let overload = overloads.first { overload in
                zip(overload.parameters, values).allSatisfy { $0.accepts($1) }
            }
            guard let overload else {
                return try Comparison.compare(values[0], symbol, values[1], span, &context)
            }
            do throws(EvaluationError) {
                guard case .bool(let result) = try overload.implementation(values, &context)
                else { throw .noSuchOverload }
                return result
            } catch {
                throw error.naming(symbol.symbol, values).at(span)
            }
        }
    }

    /// The most common form of a rule, a variable against a constant, without copying the
    /// variable's value.
    private func constantComparison(
        _ symbol: Operator, _ left: Syntax.ID, _ right: Syntax.ID, _ node: Syntax.Node
    ) -> Test? {
        guard case .variable(let slot) = checked.resolution(of: left),
            case .literal(let constant) = self.node(right).kind
        else { return nil }
        let error = unbound(slot, self.node(left))
        let slow: Test = { (context) throws(EvaluationError) in
            guard let value = context.variable(slot) else { throw error }
            return try Comparison.compare(value, symbol, constant, node.focus, &context)
        }
        switch constant {
        case .int(let constant):
            return integerComparison(symbol, slot, constant, slow)
        case .string(let constant) where symbol == .equal || symbol == .notEqual:
            let expected = symbol == .equal
            return { (context) throws(EvaluationError) in
                if slot < context.variables.count,
                    case .string(let value)? = context.variables[slot]
                {
                    return value.hasSameCodePoints(as: constant) == expected
                }
                return try slow(&context)
            }
        default: return slow
        }
    }

    private func integerComparison(
        _ symbol: Operator, _ slot: Int, _ constant: Int64, _ slow: @escaping Test
    ) -> Test {
        { (context) throws(EvaluationError) in
            if slot < context.variables.count, case .int(let value)? = context.variables[slot] {
                return symbol.holds(value, constant)
            }
            return try slow(&context)
        }
    }
}

extension Operator {
    /// For the operators that compare.
    @inline(__always)
    func holds(_ left: Int64, _ right: Int64) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        default: left >= right
        }
    }
}

extension Overload {
    var isOfHost: Bool {
        if case .any = implementation { true } else { false }
    }
}

/// Comparing two values by an operator.
enum Comparison {
    static func compare(
        _ left: Value, _ symbol: Operator, _ right: Value, _ span: Span,
        _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Bool {
        switch symbol {
        case .equal: return try areEqual(left, right, span, &context)
        case .notEqual: return !(try areEqual(left, right, span, &context))
        default:
            try context.charge(min(left.sizeInSteps, right.sizeInSteps))
            guard let order = left.order(to: right) else {
                throw EvaluationError.noOverload(symbol.symbol, [left, right]).at(span)
            }
            return switch (symbol, order) {
            case (_, nil): false
            case (.less, .less), (.greater, .greater): true
            case (.lessOrEqual, .less), (.lessOrEqual, .equal): true
            case (.greaterOrEqual, .greater), (.greaterOrEqual, .equal): true
            default: false
            }
        }
    }

    static func areEqual(
        _ left: Value, _ right: Value, _ span: Span?, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Bool {
        guard let same = left.isEqual(to: right, budget: &context.budget) else {
            throw span.map { EvaluationError.costLimit.at($0) } ?? .costLimit
        }
        return same
    }
}
