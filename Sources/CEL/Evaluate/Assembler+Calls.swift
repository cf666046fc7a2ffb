extension Assembler {
    mutating func call(
        _ name: String, _ target: Syntax.ID?, _ arguments: [Syntax.ID],
        _ resolution: Resolution, _ node: Syntax.Node
    ) -> Step {
        var operands = arguments
        if case .call(_, hasReceiver: true) = resolution, let target {
            operands.insert(target, at: 0)
        }
        if let lazy = alternative(name, operands, resolution, node) { return lazy }
        if let constant = constantCall(name, operands, resolution, node) { return constant }
        return invoke(name, operands, resolution, node)
    }

    /// A call of whatever overloads may apply: the arguments, then the first overload whose
    /// parameters accept them.
    mutating func invoke(
        _ name: String, _ operands: [Syntax.ID], _ resolution: Resolution, _ node: Syntax.Node
    ) -> Step {
        guard case .call(let overloads, _) = resolution else {
            let error = EvaluationError(
                .fault(.undeclaredFunction(name)), range: node.focus.range)
            return { (_) throws(EvaluationError) in throw error }
        }
        let steps = operands.map { step($0) }
        let span = node.focus
        // The functions of the libraries test the types of their arguments themselves.
        if overloads.count == 1, overloads[0].parameters.count == steps.count {
            switch overloads[0].implementation {
            case .unary(let body): return unaryCall(name, body, steps[0], span)
            case .binary(let body): return binaryCall(name, body, steps[0], steps[1], span)
            case .any: break
            }
        }
        let candidates = overloads.filter { $0.parameters.count == steps.count }
        return { (context) throws(EvaluationError) in
            var values: [Value] = []
            values.reserveCapacity(steps.count)
            for step in steps { values.append(try step(&context)) }
            let overload = candidates.first { overload in
                zip(overload.parameters, values).allSatisfy { $0.accepts($1) }
            }
            guard let overload else { throw EvaluationError.noOverload(name, values).at(span) }
            do throws(EvaluationError) {
                return try overload.implementation(values, &context)
            } catch {
                throw error.at(span)
            }
        }
    }

    private func unaryCall(
        _ name: String, _ body: @escaping Implementation.Unary, _ operand: @escaping Step,
        _ span: Span
    ) -> Step {
        { (context) throws(EvaluationError) in
            let value = try operand(&context)
            do throws(EvaluationError) {
                return try body(value, &context)
            } catch {
                throw error.naming(name, [value]).at(span)
            }
        }
    }

    private func binaryCall(
        _ name: String, _ body: @escaping Implementation.Binary, _ left: @escaping Step,
        _ right: @escaping Step, _ span: Span
    ) -> Step {
        { (context) throws(EvaluationError) in
            let first = try left(&context)
            let second = try right(&context)
            do throws(EvaluationError) {
                return try body(first, second, &context)
            } catch {
                throw error.naming(name, [first, second]).at(span)
            }
        }
    }

    /// `a.or(b)` and `a.orValue(b)` evaluate `b` only when `a` has no value.
    private mutating func alternative(
        _ name: String, _ operands: [Syntax.ID], _ resolution: Resolution, _ node: Syntax.Node
    ) -> Step? {
        guard name == "or" || name == "orValue", operands.count == 2,
            environment.extensions.contains(.optionals),
            case .call(let overloads, hasReceiver: true) = resolution,
            !overloads.contains(where: \.isOfHost)
        else { return nil }
        let optional = step(operands[0])
        let alternative = step(operands[1])
        let isValue = name == "orValue"
        let span = node.focus
        return { (context) throws(EvaluationError) in
            let value = try optional(&context)
            guard case .optional(let optional) = value else {
                throw EvaluationError.noOverload(name, [value]).at(span)
            }
            if let wrapped = optional.wrapped { return isValue ? wrapped : value }
            let other = try alternative(&context)
            if isValue { return other }
            guard case .optional = other else {
                throw EvaluationError.noOverload(name, [value, other]).at(span)
            }
            return other
        }
    }

    // MARK: Constants

    /// Functions of a constant argument that are worth computing once: dates, durations, and
    /// the pattern of `matches`.
    private mutating func constantCall(
        _ name: String, _ operands: [Syntax.ID], _ resolution: Resolution, _ node: Syntax.Node
    ) -> Step? {
        switch (name, operands.count) {
        case ("timestamp", 1), ("duration", 1):
            guard case .call(let overloads, _) = resolution,
                case .literal(let value) = self.node(operands[0]).kind,
                let overload = overloads.first(where: { $0.parameters[0].accepts(value) })
            else { return nil }
            var context = EvaluationContext(
                Activation(), locals: [], budget: environment.limits.cost)
            do throws(EvaluationError) {
                let result = try overload.implementation([value], &context)
                return { _ in result }
            } catch {
                let place = self.node(operands[0]).span
                warnings.append(
                    Issue(.invalidArgument(function: name, reason: error.kind), at: place))
                let failure = error.at(place)
                return { (_) throws(EvaluationError) in throw failure }
            }
        case ("matches", 2):
            guard case .literal(.string(let pattern)) = self.node(operands[1]).kind else {
                return nil
            }
            return constantMatch(operands[0], pattern, operands[1], node)
        default: return nil
        }
    }

    private mutating func constantMatch(
        _ operand: Syntax.ID, _ pattern: String, _ place: Syntax.ID, _ node: Syntax.Node
    ) -> Step {
        let regex: Regex
        do throws(PatternFault) {
            regex = try Regex(pattern)
        } catch {
            let failure = EvaluationError.invalidArgument(.pattern(error))
                .at(self.node(place).span)
            if environment.checking == .beforeRunning {
                issues.append(
                    Issue(
                        .invalidArgument(function: "matches", reason: failure.kind),
                        at: self.node(place).span))
            }
            return { (_) throws(EvaluationError) in throw failure }
        }
        let text = step(operand)
        let span = node.focus
        return { (context) throws(EvaluationError) in
            let value = try text(&context)
            guard case .string(let text) = value else {
                throw EvaluationError.noOverload("matches", [value]).at(span)
            }
            do throws(EvaluationError) {
                return .bool(try regex.matches(text, &context))
            } catch {
                throw error.at(span)
            }
        }
    }
}
