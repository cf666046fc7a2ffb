extension Checker {
    mutating func comprehension(
        _ id: Syntax.ID, _ comprehension: Syntax.Comprehension
    ) -> CELType {
        let variables = variableTypes(id, comprehension)
        let (filter, body) = withLocals(variables, of: id) { checker in
            (comprehension.filter.map { checker.check($0) }, checker.check(comprehension.body))
        }
        if let filter, let node = comprehension.filter { expect(node, filter, .bool) }
        switch comprehension.kind {
        case .all, .exists, .existsOne:
            expect(comprehension.body, body, .bool)
            return .bool
        case .filter:
            expect(comprehension.body, body, .bool)
            return .list(variables[0].type)
        case .map, .transformList: return .list(body)
        case .transformMap: return .map(variables[0].type, body)
        case .transformMapEntry:
            let entry = CELType.map(substitution.makeVariable(), substitution.makeVariable())
            expect(comprehension.body, body, entry)
            return substitution.resolve(entry)
        case .sortBy:
            return .list(variables[0].type)
        }
    }

    /// One variable is the element of a list or the key of a map; two are the index or key and
    /// the element or value.
    private mutating func variableTypes(
        _ id: Syntax.ID, _ comprehension: Syntax.Comprehension
    ) -> [(name: String, type: CELType)] {
        let range = substitution.resolve(check(comprehension.range))
        let first: CELType
        let second: CELType
        switch range {
        case .list(let element):
            (first, second) =
                comprehension.secondVariable == nil
                ? (element, .dyn) : (.int, element)
        case .map(let key, let value): (first, second) = (key, value)
        case .dyn, .error: (first, second) = (.dyn, .dyn)
        case .parameter:
            _ = substitution.assign(.dyn, to: range)
            (first, second) = (.dyn, .dyn)
        default:
            if isStrict {
                report(Issue(.notIterable(range), at: tree[comprehension.range].span))
            }
            (first, second) = (.dyn, .dyn)
        }
        var variables = [(name: comprehension.variable, type: first)]
        if let name = comprehension.secondVariable { variables.append((name, second)) }
        return variables
    }

    mutating func optionalMap(
        _ id: Syntax.ID, _ target: Syntax.ID, _ name: String, _ body: Syntax.ID, _ isFlat: Bool
    ) -> CELType {
        let type = substitution.resolve(check(target))
        var wrapped = CELType.dyn
        if case .optional(let inner) = type { wrapped = inner }
        expect(target, type, .optional(.dyn))
        let result = withLocals([(name, wrapped)], of: id) { $0.check(body) }
        guard isFlat else { return .optional(result) }
        expect(body, result, .optional(.dyn))
        return .optional(substitution.resolve(result).unwrapped)
    }
}
