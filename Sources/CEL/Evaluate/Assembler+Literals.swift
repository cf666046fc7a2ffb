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
                try Self.insert(key, value, into: &builder, part.span)
            }
            return .map(builder.finish())
        }
    }

    static func insert(
        _ key: Value, _ value: Value, into builder: inout MapValue.Builder, _ span: Span
    ) throws(EvaluationError) {
        guard let mapKey = MapKey(key) else {
            throw EvaluationError(
                .invalidKey, "a value of type \(key.type.runtimeName) cannot be a map key",
                range: span.range)
        }
        guard builder.insert(mapKey, value) else {
            throw EvaluationError(
                .duplicateKey, "the map key \(key) occurs twice", range: span.range)
        }
    }

    private static func unwrap(_ value: Value, _ span: Span) throws(EvaluationError) -> Value? {
        guard case .optional(let optional) = value else {
            throw EvaluationError(
                .noSuchOverload, "expected an optional", range: span.range)
        }
        return optional.wrapped
    }

    // MARK: Bindings

    mutating func bind(_ value: Syntax.ID, _ body: Syntax.ID, _ resolution: Resolution) -> Step {
        let slot = localSlot(resolution)
        let value = step(value)
        let body = step(body)
        return { (context) throws(EvaluationError) in
            context.locals[slot] = try value(&context)
            return try body(&context)
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
