/// Compiles a checked tree to closures over slots: no name is looked up when they run.
struct Assembler {
    let checked: CheckedSyntax
    let environment: Environment
    /// Constant patterns that are none.
    var issues: [Issue] = []
    /// Constant arguments that will make a function fail when it is reached.
    var warnings: [Issue] = []
    /// The values of the `cel.bind`s around the node being assembled, by slot.
    var bindings: [Int: Step] = [:]
    var hasBindings = false

    init(_ checked: CheckedSyntax, _ environment: Environment) {
        self.checked = checked
        self.environment = environment
    }

    func node(_ id: Syntax.ID) -> Syntax.Node { checked.tree[id] }

    mutating func rootStep() -> Step { step(checked.root) }

    // MARK: Values

    mutating func step(_ id: Syntax.ID) -> Step {
        let node = node(id)
        let resolution = checked.resolution(of: id)
        if case .fault(let error) = resolution {
            return { (_) throws(EvaluationError) in throw error }
        }
        switch node.kind {
        case .literal(let value): return { _ in value }
        case .identifier, .select: return reference(id, node, resolution)
        case .has(let operand, let field): return value(has(operand, field, resolution, node))
        case .index(let operand, let index, let isOptional):
            return self.index(operand, index, isOptional: isOptional, node)
        case .call(let name, let target, let arguments):
            return call(name, target, arguments, resolution, node)
        case .unary(.not, _), .and, .or: return value(test(id))
        case .unary(let symbol, let operand):
            return unary(symbol, operand, resolution, node)
        case .binary(let symbol, let left, let right):
            if symbol.isOrdering || symbol == .equal || symbol == .notEqual {
                return value(test(id))
            }
            return binary(symbol, left, right, resolution, node)
        case .conditional(let condition, let positive, let negative):
            let condition = test(condition)
            let positive = step(positive)
            let negative = step(negative)
            return { (context) throws(EvaluationError) in
                try condition(&context) ? try positive(&context) : try negative(&context)
            }
        case .list(let elements): return list(elements, node)
        case .map(let entries): return map(entries, node)
        case .bind(_, let value, let body): return bind(value, body, resolution)
        case .optionalMap(let target, _, let body, let isFlat):
            return optionalMap(target, body, isFlat, resolution, node)
        case .comprehension(let comprehension):
            return self.comprehension(comprehension, resolution, node)
        }
    }

    private func value(_ test: @escaping Test) -> Step {
        { (context) throws(EvaluationError) in .bool(try test(&context)) }
    }

    // MARK: Names

    private mutating func reference(
        _ id: Syntax.ID, _ node: Syntax.Node, _ resolution: Resolution
    ) -> Step {
        switch resolution {
        case .variable(let slot): return variable(slot, node)
        case .local(let slot): return local(slot)
        case .type(let type): return { _ in .type(type) }
        default: return select(node, resolution)
        }
    }

    private func variable(_ slot: Int, _ node: Syntax.Node) -> Step {
        let error = unbound(slot, node)
        return { (context) throws(EvaluationError) in
            guard let value = context.variable(slot) else { throw error }
            return value
        }
    }

    func unbound(_ slot: Int, _ node: Syntax.Node) -> EvaluationError {
        EvaluationError(.unbound(environment.variables[slot].name), range: node.span.range)
    }

    // MARK: Tests

    /// The node as a condition: anything but a bool is an error.
    mutating func test(_ id: Syntax.ID) -> Test {
        let node = node(id)
        if case .fault(let error) = checked.resolution(of: id) {
            return { (_) throws(EvaluationError) in throw error }
        }
        switch node.kind {
        case .unary(.not, let operand):
            let operand = test(operand)
            return { (context) throws(EvaluationError) in !(try operand(&context)) }
        case .and(let operands): return conjunction(operands.map { test($0) })
        case .or(let operands): return disjunction(operands.map { test($0) })
        case .binary(let symbol, let left, let right):
            if symbol.isOrdering || symbol == .equal || symbol == .notEqual {
                return comparison(symbol, left, right, checked.resolution(of: id), node)
            }
        case .has(let operand, let field):
            return has(operand, field, checked.resolution(of: id), node)
        default: break
        }
        let step = step(id)
        let span = node.span
        return { (context) throws(EvaluationError) in
            let value = try step(&context)
            guard case .bool(let flag) = value else {
                throw EvaluationError(
                    .typeMismatch(expected: .bool, found: value.type), range: span.range)
            }
            return flag
        }
    }

    /// False when any operand is false, whatever errors the others raise.
    private func conjunction(_ operands: [Test]) -> Test {
        if operands.count == 2 {
            let (first, second) = (operands[0], operands[1])
            return { (context) throws(EvaluationError) in
                let isFirstTrue: Bool
                do throws(EvaluationError) {
                    isFirstTrue = try first(&context)
                } catch {
                    guard error.code != .costLimit else { throw error }
                    guard try second(&context) else { return false }
                    throw error
                }
                return isFirstTrue ? try second(&context) : false
            }
        }
        return { (context) throws(EvaluationError) in
            var failure: EvaluationError?
            for operand in operands {
                do throws(EvaluationError) {
                    guard try operand(&context) else { return false }
                } catch {
                    guard error.code != .costLimit else { throw error }
                    failure = failure ?? error
                }
            }
            if let failure { throw failure }
            return true
        }
    }

    /// True when any operand is true, whatever errors the others raise.
    private func disjunction(_ operands: [Test]) -> Test {
        { (context) throws(EvaluationError) in
            var failure: EvaluationError?
            for operand in operands {
                do throws(EvaluationError) {
                    if try operand(&context) { return true }
                } catch {
                    guard error.code != .costLimit else { throw error }
                    failure = failure ?? error
                }
            }
            if let failure { throw failure }
            return false
        }
    }
}
