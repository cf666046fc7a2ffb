extension Checker {
    // MARK: Operators

    mutating func binary(
        _ id: Syntax.ID, _ symbol: Operator, _ left: CELType, _ right: CELType,
        _ node: Syntax.Node
    ) -> CELType {
        switch symbol {
        case .equal, .notEqual:
            if left == right || substitution.assign(left, to: right) || !isStrict { return .bool }
            return noOverload(id, symbol.symbol, [left, right], node)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            if left == right, left.isOrderedPrimitive { return .bool }
            // Host types may have an order; whether they do is known when they are compared.
            if substitution.resolve(left).mayCompareAsOpaque(with: substitution.resolve(right)) {
                return .bool
            }
            return applyOperator(id, symbol, [left, right], node)
        default:
            return applyOperator(id, symbol, [left, right], node)
        }
    }

    mutating func applyOperator(
        _ id: Syntax.ID, _ symbol: Operator, _ types: [CELType], _ node: Syntax.Node
    ) -> CELType {
        let overloads = environment.functions[symbol]
        return apply(id, symbol.symbol, overloads, types, hasReceiver: false, node)
    }

    // MARK: Functions

    mutating func call(
        _ id: Syntax.ID, _ name: String, _ target: Syntax.ID?, _ arguments: [Syntax.ID],
        _ node: Syntax.Node
    ) -> CELType {
        guard let target else {
            let types = arguments.map { check($0) }
            guard let overloads = function(name) else {
                return undeclaredFunction(id, name, node)
            }
            return apply(id, name, overloads, types, hasReceiver: false, node)
        }
        if let (name, overloads) = namespacedFunction(target, name) {
            let types = arguments.map { check($0) }
            return apply(id, name, overloads, types, hasReceiver: false, node)
        }
        let types = ([target] + arguments).map { check($0) }
        guard let overloads = environment.functions[name] else {
            return undeclaredFunction(id, name, node)
        }
        return apply(id, name, overloads, types, hasReceiver: true, node)
    }

    /// `math.abs` for the receiver `math` and the name `abs`, unless the receiver is a variable
    /// of a macro.
    private func namespacedFunction(
        _ target: Syntax.ID, _ name: String
    ) -> (name: String, overloads: [Overload])? {
        guard let prefix = tree.qualifiedName(target) else { return nil }
        if !prefix.isRooted, localSlot(prefix.root) != nil { return nil }
        let qualified = (prefix.isRooted ? "." : "") + prefix.name + "." + name
        return function(qualified).map { (qualified, $0) }
    }

    private func function(_ name: String) -> [Overload]? {
        if name.utf8.first == UInt8(ascii: ".") {
            return environment.functions[String(name.dropFirst())]
        }
        for prefix in environment.containerPrefixes {
            if let overloads = environment.functions[prefix + name] { return overloads }
        }
        return environment.functions[name]
    }

    private mutating func undeclaredFunction(
        _ id: Syntax.ID, _ name: String, _ node: Syntax.Node
    ) -> CELType {
        let suggestion = suggestion(for: name, among: environment.functions.names)
        return fail(
            id, Issue(.undeclaredFunction(name), at: node.focus, suggestion: suggestion))
    }

    // MARK: Overloads

    /// Chooses the overloads that can apply; several remain when a type is not known.
    private mutating func apply(
        _ id: Syntax.ID, _ name: String, _ overloads: [Overload], _ types: [CELType],
        hasReceiver: Bool, _ node: Syntax.Node
    ) -> CELType {
        var matching: [Overload] = []
        var result: CELType?
        for overload in overloads where overload.isMember == hasReceiver {
            guard let type = match(overload, types) else { continue }
            matching.append(overload)
            result = result.map { $0 == type ? $0 : .dyn } ?? type
        }
        if let result {
            resolutions[id.position] = .call(matching, hasReceiver: hasReceiver)
            return result
        }
        guard isStrict else {
            // The types that are known do not fit, but equal numbers of unlike types may.
            resolutions[id.position] = .call(
                overloads.filter { $0.isMember == hasReceiver }, hasReceiver: hasReceiver)
            return .dyn
        }
        return noOverload(id, name, types, node, overloads, hasReceiver: hasReceiver)
    }

    /// The result type when an overload accepts the argument types.
    private mutating func match(_ overload: Overload, _ types: [CELType]) -> CELType? {
        guard overload.parameters.count == types.count else { return nil }
        guard overload.isGeneric else {
            return substitution.assign(types, to: overload.parameters) ? overload.result : nil
        }
        let instance = substitution.instantiate(overload)
        guard substitution.assign(types, to: instance.parameters) else { return nil }
        return substitution.resolve(instance.result)
    }

    private mutating func noOverload(
        _ id: Syntax.ID, _ name: String, _ types: [CELType], _ node: Syntax.Node,
        _ overloads: [Overload] = [], hasReceiver: Bool = false
    ) -> CELType {
        let isMethod = overloads.contains { $0.isMember }
        let isFunction = overloads.contains { !$0.isMember }
        var hint: String?
        if isMethod != isFunction, isMethod != hasReceiver {
            hint = isMethod ? "write x.\(name)(…)" : "write \(name)(…)"
        }
        let arguments = types.map { substitution.resolve($0, free: .dyn) }
        if case .binary = node.kind, arguments.allSatisfy(\.isNumber) {
            hint = "write both numbers in one type, as in 5.0, or convert one: double(x)"
        }
        let issue = Issue(
            .noMatchingOverload(function: name, arguments: arguments), at: node.focus, hint: hint)
        return fail(id, issue)
    }
}

extension CELType {
    fileprivate var isNumber: Bool { self == .int || self == .uint || self == .double }

    /// Both are of one opaque type, or one is opaque and of the other nothing is known.
    fileprivate func mayCompareAsOpaque(with other: CELType) -> Bool {
        switch (self, other) {
        case (.opaque(let left, _), .opaque(let right, _)): left == right
        case (.opaque, _): other.isDynamic
        case (_, .opaque): isDynamic
        default: false
        }
    }

    fileprivate var isOrderedPrimitive: Bool {
        switch self {
        case .int, .uint, .double, .string, .bool, .bytes, .timestamp, .duration: true
        default: false
        }
    }
}
