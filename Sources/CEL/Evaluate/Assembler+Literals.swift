extension Assembler {
    // MARK: Lists and maps

    mutating func list(_ elements: [Syntax.Element], _ node: Syntax.Node) -> Step {
        let constants = elements.prefix { !$0.isOptional }.compactMap { element in
            if case .literal(let value) = self.node(element.value).kind { value } else { nil }
        }
        if constants.count == elements.count {
            return { _ in .list(constants) }
        }
        let parts = elements.map { (step: step($0.value), isOptional: $0.isOptional) }
        let span = node.span
        return { (context) throws(EvaluationError) in
            var list: [Value] = []
            list.reserveCapacity(parts.count)
            for part in parts {
                let value = try part.step(&context)
                if !part.isOptional {
                    list.append(value)
                } else if let value = try Self.unwrap(value, span) {
                    list.append(value)
                }
            }
            return .list(list)
        }
    }

    mutating func map(_ entries: [Syntax.Entry], _ node: Syntax.Node) -> Step {
        struct Part: Sendable {
            let key: Step
            let value: Step
            let isOptional: Bool
            let span: Span
        }
        let parts = entries.map { entry in
            Part(
                key: step(entry.key), value: step(entry.value), isOptional: entry.isOptional,
                span: self.node(entry.key).span)
        }
        return { (context) throws(EvaluationError) in
            var builder = MapValue.Builder(capacity: parts.count)
            for part in parts {
                let key = try part.key(&context)
                var value = try part.value(&context)
                if part.isOptional {
                    guard let wrapped = try Self.unwrap(value, part.span) else { continue }
                    value = wrapped
                }
                try context.charge(value: key)
                try Self.insert(key, value, into: &builder, part.span)
            }
            return .map(builder.finish())
        }
    }

    static func insert(
        _ key: Value, _ value: Value, into builder: inout MapValue.Builder, _ span: Span
    ) throws(EvaluationError) {
        guard let mapKey = MapKey(key) else {
            throw EvaluationError(.invalidKey(key.type), range: span.range)
        }
        guard builder.insert(mapKey, value) else {
            throw EvaluationError(.duplicateKey(key.abridged), range: span.range)
        }
    }

    private static func unwrap(_ value: Value, _ span: Span) throws(EvaluationError) -> Value? {
        guard case .optional(let optional) = value else {
            throw EvaluationError(
                .typeMismatch(expected: .optional(.dyn), found: value.type), range: span.range)
        }
        return optional.wrapped
    }

    // MARK: Bindings

    /// What a `cel.bind` names is computed when it is first read, if ever: an error in it counts
    /// only where it is used.
    mutating func bind(_ value: Syntax.ID, _ body: Syntax.ID, _ resolution: Resolution) -> Step {
        let slot = localSlot(resolution)
        hasBindings = true
        let value = step(value)
        bindings[slot] = value
        let body = step(body)
        bindings[slot] = nil
        return { (context) throws(EvaluationError) in
            context.bindings[slot] = .unread
            return try body(&context)
        }
    }

    mutating func local(_ slot: Int) -> Step {
        guard let value = bindings[slot] else { return { context in context.locals[slot] } }
        return { (context) throws(EvaluationError) in
            switch context.bindings[slot] {
            case .known: return context.locals[slot]
            case .failed(let error): throw error
            case .unread: return try context.bind(slot, value)
            }
        }
    }

    mutating func optionalMap(
        _ target: Syntax.ID, _ body: Syntax.ID, _ isFlat: Bool, _ resolution: Resolution,
        _ node: Syntax.Node
    ) -> Step {
        let slot = localSlot(resolution)
        let target = step(target)
        let body = step(body)
        let span = node.focus
        return { (context) throws(EvaluationError) in
            guard let wrapped = try Self.unwrap(try target(&context), span) else {
                return .optional(.none)
            }
            context.locals[slot] = wrapped
            let result = try body(&context)
            guard isFlat else { return .optional(OptionalValue(result)) }
            return .optional(OptionalValue(try Self.unwrap(result, span)))
        }
    }

    func localSlot(_ resolution: Resolution) -> Int {
        if case .local(let slot) = resolution { slot } else { 0 }
    }
}

extension EvaluationContext {
    /// Computes a binding where it is first read, and keeps what came of it. The slots its value
    /// uses may be those of variables between here and the `cel.bind`, which are put back.
    fileprivate mutating func bind(
        _ slot: Int, _ compute: Step
    ) throws(EvaluationError) -> Value {
        let (outerLocals, outerBindings) = (locals, bindings)
        let result: Result<Value, EvaluationError>
        do throws(EvaluationError) {
            result = .success(try compute(&self))
        } catch {
            result = .failure(error)
        }
        (locals, bindings) = (outerLocals, outerBindings)
        switch result {
        case .success(let value):
            locals[slot] = value
            bindings[slot] = .known
            return value
        case .failure(let error):
            bindings[slot] = .failed(error)
            throw error
        }
    }
}
