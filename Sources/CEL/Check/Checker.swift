/// Finds the type of every node and what every name means, and collects all faults.
///
/// The checking is gradual: what has type `dyn` is accepted everywhere and checked again when
/// the program runs.
struct Checker {
    let tree: Syntax
    let environment: Environment
    var types: [CELType]
    var resolutions: [Resolution]
    var issues: [Issue] = []
    var substitution = Substitution()
    var locals: [(name: String, type: CELType)] = []
    /// How many variables of macros are alive at once at most.
    var localCount = 0

    init(_ tree: Syntax, _ environment: Environment) {
        self.tree = tree
        self.environment = environment
        types = Array(repeating: .error, count: tree.nodes.count)
        resolutions = Array(repeating: .none, count: tree.nodes.count)
    }

    mutating func checkRoot(_ root: Syntax.ID, expecting expected: CELType?) -> CELType {
        let type = check(root)
        if let expected { expect(root, type, expected) }
        return substitution.resolve(type, free: .dyn)
    }

    func finish() -> (Syntax, [CELType], [Resolution]) { (tree, types, resolutions) }

    // MARK: Faults

    /// Enough to correct an expression; more would only take time on hostile input.
    private static let issueLimit = 50

    mutating func report(_ issue: Issue) {
        if issues.count < Self.issueLimit { issues.append(issue) }
    }

    /// The nearest of some names, unless so much is wrong that looking for it is a waste.
    func suggestion(
        for name: String, among names: @autoclosure () -> [String]
    ) -> String? {
        guard isStrict, issues.count < Self.issueLimit else { return nil }
        return nearestName(to: name, among: names())
    }

    /// Whether faults are reported now rather than raised when the program runs.
    var isStrict: Bool { environment.checking == .beforeRunning }

    /// Records a fault of a node and answers the type the node has from then on.
    mutating func fail(_ id: Syntax.ID, _ issue: Issue) -> CELType {
        if isStrict { report(issue) }
        resolutions[id.position] = .fault(EvaluationError(.fault(issue.kind), range: issue.range))
        return .error
    }

    /// Reports that a node has a type that cannot stand where it is, unless that is left to be
    /// found out when the program runs.
    mutating func expect(_ id: Syntax.ID, _ type: CELType, _ expected: CELType) {
        guard !substitution.assign(type, to: expected), isStrict else { return }
        report(
            Issue(
                .typeMismatch(
                    expected: substitution.resolve(expected, free: .dyn),
                    found: substitution.resolve(type, free: .dyn)),
                at: tree[id].span))
    }

    // MARK: Nodes

    @discardableResult
    mutating func check(_ id: Syntax.ID) -> CELType {
        let type = infer(id)
        types[id.position] = type
        return type
    }

    private mutating func infer(_ id: Syntax.ID) -> CELType {
        let node = tree[id]
        switch node.kind {
        case .literal(let value): return value.type
        case .identifier(let name, let isRooted): return identifier(id, name, isRooted, node)
        case .select(let operand, let field, let isOptional):
            return select(id, operand, field, isOptional, node)
        case .has(let operand, let field): return has(id, operand, field, node)
        case .index(let operand, let index, let isOptional):
            return self.index(id, operand, index, isOptional, node)
        case .call(let name, let target, let arguments):
            return call(id, name, target, arguments, node)
        case .unary(let symbol, let operand):
            let type = check(operand)
            return applyOperator(id, symbol, [type], node)
        case .binary(let symbol, let left, let right):
            let leftType = check(left)
            let rightType = check(right)
            return binary(id, symbol, leftType, rightType, node)
        case .and(let operands), .or(let operands):
            for operand in operands { expect(operand, check(operand), .bool) }
            return .bool
        case .conditional(let condition, let positive, let negative):
            return conditional(condition, positive, negative)
        case .list(let elements): return list(elements)
        case .map(let entries): return map(entries)
        case .bind(let name, let value, let body):
            let type = check(value)
            return withLocals([(name, type)], of: id) { $0.check(body) }
        case .optionalMap(let target, let name, let body, let isFlat):
            return optionalMap(id, target, name, body, isFlat)
        case .comprehension(let comprehension): return self.comprehension(id, comprehension)
        }
    }

    private mutating func conditional(
        _ condition: Syntax.ID, _ positive: Syntax.ID, _ negative: Syntax.ID
    ) -> CELType {
        expect(condition, check(condition), .bool)
        let left = check(positive)
        let right = check(negative)
        if isStrict { expect(negative, right, left) }
        return substitution.join(left, right)
    }

    private mutating func list(_ elements: [Syntax.Element]) -> CELType {
        var joined: CELType?
        for element in elements {
            var type = check(element.value)
            if element.isOptional { type = unwrap(element.value, type) }
            joined = joined.map { substitution.join($0, type) } ?? type
        }
        return .list(joined ?? substitution.makeVariable())
    }

    private mutating func map(_ entries: [Syntax.Entry]) -> CELType {
        var joinedKey: CELType?
        var joinedValue: CELType?
        for entry in entries {
            let key = check(entry.key)
            if isStrict, !substitution.resolve(key).canBeMapKey {
                report(
                    Issue(
                        .invalidMapKey(substitution.resolve(key, free: .dyn)),
                        at: tree[entry.key].span))
            }
            var value = check(entry.value)
            if entry.isOptional { value = unwrap(entry.value, value) }
            joinedKey = joinedKey.map { substitution.join($0, key) } ?? key
            joinedValue = joinedValue.map { substitution.join($0, value) } ?? value
        }
        guard let joinedKey, let joinedValue else {
            return .map(substitution.makeVariable(), substitution.makeVariable())
        }
        return .map(joinedKey, joinedValue)
    }

    /// The type inside an optional that a list or map literal takes in only if present.
    private mutating func unwrap(_ id: Syntax.ID, _ type: CELType) -> CELType {
        let resolved = substitution.resolve(type)
        if case .optional(let wrapped) = resolved { return wrapped }
        expect(id, type, .optional(.dyn))
        return .dyn
    }

    // MARK: Variables of macros

    /// Checks with further variables in scope and records their first slot for the node.
    mutating func withLocals<Result>(
        _ variables: [(name: String, type: CELType)], of id: Syntax.ID,
        _ body: (inout Checker) -> Result
    ) -> Result {
        resolutions[id.position] = .local(locals.count)
        locals += variables
        localCount = max(localCount, locals.count)
        defer { locals.removeLast(variables.count) }
        return body(&self)
    }

    func localSlot(_ name: String) -> Int? { locals.lastIndex { $0.name == name } }
}

extension CELType {
    fileprivate var canBeMapKey: Bool {
        switch self {
        case .int, .uint, .bool, .string, .dyn, .error, .parameter: true
        default: false
        }
    }
}
