extension Checker {
    mutating func identifier(
        _ id: Syntax.ID, _ name: String, _ isRooted: Bool, _ node: Syntax.Node
    ) -> CELType {
        if !isRooted, let slot = localSlot(name) {
            resolutions[id.position] = .local(slot)
            return locals[slot].type
        }
        if let type = resolve(id, name, isRooted) { return type }
        let suggestion = suggestion(
            for: name, among: environment.variables.map(\.name) + locals.map(\.name))
        return fail(
            id, Issue(.undeclaredVariable(name), at: node.focus, suggestion: suggestion))
    }

    /// Looks a possibly dotted name up as a variable, then as a type, from the innermost
    /// namespace outwards.
    private mutating func resolve(
        _ id: Syntax.ID, _ name: String, _ isRooted: Bool
    ) -> CELType? {
        if !isRooted {
            for prefix in environment.containerPrefixes {
                if let type = resolveExactly(id, prefix + name) { return type }
            }
        }
        return resolveExactly(id, name)
    }

    private mutating func resolveExactly(_ id: Syntax.ID, _ name: String) -> CELType? {
        if let slot = environment.slots[name] {
            resolutions[id.position] = .variable(slot)
            return isStrict ? environment.variables[slot].type : .dyn
        }
        if let type = environment.type(named: name) {
            resolutions[id.position] = .type(type)
            return .type(type)
        }
        return nil
    }

    // MARK: Fields

    mutating func select(
        _ id: Syntax.ID, _ operand: Syntax.ID, _ field: String, _ isOptional: Bool,
        _ node: Syntax.Node
    ) -> CELType {
        // The longest dotted prefix that is a declared name wins over selecting from a shorter.
        if !isOptional, let type = resolveQualified(id) { return type }
        let type = fieldType(id, check(operand), field, node)
        return isOptional ? .optional(type.unwrapped) : type
    }

    private mutating func resolveQualified(_ id: Syntax.ID) -> CELType? {
        guard let root = rootName(of: id) else { return nil }
        if root.isRooted || localSlot(root.name) == nil {
            guard
                !environment.containerPrefixes.isEmpty
                    || environment.dottedRoots.contains(root.name)
            else { return nil }
            guard let qualified = tree.qualifiedName(id) else { return nil }
            return resolve(id, qualified.name, qualified.isRooted)
        }
        return nil
    }

    /// The first name of `a.b.c`; nil when the node is more than names and dots.
    private func rootName(of id: Syntax.ID) -> (name: String, isRooted: Bool)? {
        var id = id
        while true {
            switch tree[id].kind {
            case .identifier(let name, let isRooted): return (name, isRooted)
            case .select(let operand, _, isOptional: false): id = operand
            default: return nil
            }
        }
    }

    /// The type of a field of a value of the given type.
    private mutating func fieldType(
        _ id: Syntax.ID, _ operand: CELType, _ field: String, _ node: Syntax.Node
    ) -> CELType {
        let operand = substitution.resolve(operand)
        switch operand {
        case .map(_, let value): return value
        case .object(let name):
            guard let object = environment.objectTypes[name] else { return .dyn }
            guard let position = object.positions[field] else {
                let issue = Issue(
                    .undefinedField(field, type: operand), at: node.focus,
                    suggestion: suggestion(for: field, among: object.fields.map(\.name)))
                return fail(id, issue)
            }
            resolutions[id.position] = .field(position)
            return object.fields[position].type
        case .optional(let wrapped):
            return .optional(fieldType(id, wrapped, field, node).unwrapped)
        case .parameter:
            _ = substitution.assign(.dyn, to: operand)
            return .dyn
        case .dyn, .error: return .dyn
        default:
            return fail(id, Issue(.noFields(operand), at: node.focus))
        }
    }

    mutating func has(
        _ id: Syntax.ID, _ operand: Syntax.ID, _ field: String, _ node: Syntax.Node
    ) -> CELType {
        let type = fieldType(id, check(operand), field, node)
        return type == .error ? .error : .bool
    }

    // MARK: Indexing

    mutating func index(
        _ id: Syntax.ID, _ operand: Syntax.ID, _ index: Syntax.ID, _ isOptional: Bool,
        _ node: Syntax.Node
    ) -> CELType {
        let operandType = check(operand)
        let indexType = check(index)
        let type = elementType(id, operandType, indexType, index, node)
        return isOptional ? .optional(type.unwrapped) : type
    }

    private mutating func elementType(
        _ id: Syntax.ID, _ operand: CELType, _ indexType: CELType, _ index: Syntax.ID,
        _ node: Syntax.Node
    ) -> CELType {
        let operand = substitution.resolve(operand)
        switch operand {
        case .list(let element):
            expect(index, indexType, .int)
            return element
        case .map(let key, let value):
            expect(index, indexType, key)
            return value
        case .optional(let wrapped):
            return .optional(elementType(id, wrapped, indexType, index, node).unwrapped)
        case .parameter:
            _ = substitution.assign(.dyn, to: operand)
            return .dyn
        case .dyn, .error: return .dyn
        default:
            return fail(id, Issue(.notIndexable(operand), at: node.focus))
        }
    }
}

extension CELType {
    /// The type inside an optional: an optional field of an optional is one optional.
    var unwrapped: CELType {
        if case .optional(let wrapped) = self { wrapped } else { self }
    }
}
