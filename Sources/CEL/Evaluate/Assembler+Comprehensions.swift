extension Assembler {
    mutating func comprehension(
        _ comprehension: Syntax.Comprehension, _ resolution: Resolution, _ node: Syntax.Node
    ) -> Step {
        // Nodes stand after their children, so this is the size of what one round runs. Constant
        // text in it counts too.
        let size = comprehension.body.position - comprehension.range.position
        let text = Int(node.span.end - node.span.start) / 64
        let loop = Loop(
            range: step(comprehension.range), slot: localSlot(resolution),
            hasTwoVariables: comprehension.secondVariable != nil,
            cost: 1 + size / 2 + text, span: node.focus)
        switch comprehension.kind {
        case .all: return quantifier(loop, test(comprehension.body), deciding: false)
        case .exists: return quantifier(loop, test(comprehension.body), deciding: true)
        case .existsOne: return existsOne(loop, test(comprehension.body))
        case .filter: return filter(loop, test(comprehension.body))
        case .map, .transformList:
            return transformList(
                loop, comprehension.filter.map { test($0) }, step(comprehension.body))
        case .transformMap, .transformMapEntry:
            return transformMap(
                loop, comprehension.filter.map { test($0) }, step(comprehension.body),
                isEntry: comprehension.kind == .transformMapEntry)
        case .sortBy: return sort(loop, step(comprehension.body))
        }
    }

    /// `all` and `exists`: one deciding element settles the answer, whatever errors the others
    /// raise.
    private func quantifier(
        _ loop: Loop, _ body: @escaping Test, deciding: Bool
    ) -> Step {
        { (context) throws(EvaluationError) in
            var failure: EvaluationError?
            var elements = try loop.begin(&context)
            while try loop.next(&elements, &context) {
                do throws(EvaluationError) {
                    if try body(&context) == deciding { return .bool(deciding) }
                } catch {
                    guard error.code != .costLimit else { throw error }
                    failure = failure ?? error
                }
            }
            if let failure { throw failure }
            return .bool(!deciding)
        }
    }

    private func existsOne(_ loop: Loop, _ body: @escaping Test) -> Step {
        { (context) throws(EvaluationError) in
            var count = 0
            var elements = try loop.begin(&context)
            while try loop.next(&elements, &context) {
                if try body(&context) { count += 1 }
            }
            return .bool(count == 1)
        }
    }

    private func filter(_ loop: Loop, _ body: @escaping Test) -> Step {
        { (context) throws(EvaluationError) in
            var list: [Value] = []
            var elements = try loop.begin(&context)
            while try loop.next(&elements, &context) {
                if try body(&context) { list.append(context.locals[loop.slot]) }
            }
            return .list(list)
        }
    }

    private func transformList(
        _ loop: Loop, _ filter: Test?, _ body: @escaping Step
    ) -> Step {
        { (context) throws(EvaluationError) in
            var list: [Value] = []
            var elements = try loop.begin(&context)
            while try loop.next(&elements, &context) {
                if let filter, !(try filter(&context)) { continue }
                list.append(try body(&context))
            }
            return .list(list)
        }
    }

    private func transformMap(
        _ loop: Loop, _ filter: Test?, _ body: @escaping Step, isEntry: Bool
    ) -> Step {
        { (context) throws(EvaluationError) in
            var builder = MapValue.Builder(capacity: 0)
            var elements = try loop.begin(&context)
            while try loop.next(&elements, &context) {
                if let filter, !(try filter(&context)) { continue }
                let value = try body(&context)
                guard isEntry else {
                    let key = context.locals[loop.slot]
                    try context.charge(value: key)
                    try Self.insert(key, value, into: &builder, loop.span)
                    continue
                }
                guard case .map(let entries) = value else {
                    throw EvaluationError.noOverload("transformMapEntry", [value]).at(loop.span)
                }
                for (key, value) in entries.entries {
                    try context.charge(1 + key.sizeInSteps)
                    try Self.insert(key, value, into: &builder, loop.span)
                }
            }
            return .map(builder.finish())
        }
    }

    private func sort(_ loop: Loop, _ body: @escaping Step) -> Step {
        { (context) throws(EvaluationError) in
            var keyed: [(key: Value, value: Value)] = []
            var elements = try loop.begin(&context)
            while try loop.next(&elements, &context) {
                keyed.append((try body(&context), context.locals[loop.slot]))
            }
            do throws(EvaluationError) {
                return .list(try sorted(keyed, &context))
            } catch {
                throw error.at(loop.span)
            }
        }
    }
}

/// The iteration every comprehension is built on.
struct Loop: Sendable {
    let range: Step
    /// Of the first variable; a second follows it.
    let slot: Int
    let hasTwoVariables: Bool
    /// Charged for each round.
    let cost: Int
    let span: Span

    /// What is iterated and how far it went.
    enum Elements {
        case list([Value], next: Int)
        case map(MapValue, next: Int)
    }

    func begin(_ context: inout EvaluationContext) throws(EvaluationError) -> Elements {
        let value = try range(&context)
        switch value {
        case .list(let list): return .list(list, next: 0)
        case .map(let map): return .map(map, next: 0)
        default:
            throw EvaluationError(.notIterable(value.type), range: span.range)
        }
    }

    /// Binds the variables to the next element; false at the end.
    func next(
        _ elements: inout Elements, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Bool {
        context.budget -= cost
        guard context.budget >= 0 else { throw EvaluationError.costLimit.at(span) }
        switch elements {
        case .list(let list, let index):
            guard index < list.count else { return false }
            if hasTwoVariables {
                context.locals[slot] = .int(Int64(index))
                context.locals[slot + 1] = list[index]
            } else {
                context.locals[slot] = list[index]
            }
            elements = .list(list, next: index + 1)
        case .map(let map, let index):
            guard index < map.count else { return false }
            context.locals[slot] = map.key(at: index).value
            if hasTwoVariables { context.locals[slot + 1] = map.value(at: index) }
            elements = .map(map, next: index + 1)
        }
        return true
    }
}
