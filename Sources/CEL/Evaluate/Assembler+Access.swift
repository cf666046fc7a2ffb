extension Assembler {
    // MARK: Fields

    mutating func select(_ node: Syntax.Node, _ resolution: Resolution) -> Step {
        guard case .select(let operand, let field, let isOptional) = node.kind else {
            let error = EvaluationError(
                .fault(.undeclaredVariable("")), range: node.span.range)
            return { (_) throws(EvaluationError) in throw error }
        }
        let accessor = FieldAccessor(field, resolution, node.focus, environment.objectTypes)
        if !isOptional, case .variable(let slot) = checked.resolution(of: operand) {
            return fieldOfVariable(slot, accessor, self.node(operand))
        }
        let container = step(operand)
        if isOptional {
            return { (context) throws(EvaluationError) in
                .optional(OptionalValue(try accessor.find(in: try container(&context))))
            }
        }
        return { (context) throws(EvaluationError) in
            try accessor.get(from: try container(&context))
        }
    }

    private func fieldOfVariable(
        _ slot: Int, _ accessor: FieldAccessor, _ node: Syntax.Node
    ) -> Step {
        let error = unbound(slot, node)
        guard let position = accessor.position else {
            return { (context) throws(EvaluationError) in
                guard let value = context.variable(slot) else { throw error }
                return try accessor.get(from: value)
            }
        }
        return { (context) throws(EvaluationError) in
            if let field = context.field(position, ofVariable: slot) { return field }
            guard let value = context.variable(slot) else { throw error }
            return try accessor.get(from: value)
        }
    }

    mutating func has(
        _ operand: Syntax.ID, _ field: String, _ resolution: Resolution, _ node: Syntax.Node
    ) -> Test {
        let accessor = FieldAccessor(field, resolution, node.focus, environment.objectTypes)
        let variable = checked.resolution(of: operand)
        let operand = step(operand)
        if case .variable(let slot) = variable, let position = accessor.position {
            return { (context) throws(EvaluationError) in
                if context.field(position, ofVariable: slot) != nil { return true }
                return try accessor.find(in: try operand(&context)) != nil
            }
        }
        return { (context) throws(EvaluationError) in
            try accessor.find(in: try operand(&context)) != nil
        }
    }

    // MARK: Elements

    mutating func index(
        _ operand: Syntax.ID, _ index: Syntax.ID, isOptional: Bool, _ node: Syntax.Node
    ) -> Step {
        let operand = step(operand)
        let index = step(index)
        let span = node.focus
        if isOptional {
            return { (context) throws(EvaluationError) in
                let container = try operand(&context)
                let key = try index(&context)
                try context.charge(value: key)
                return .optional(OptionalValue(try Element.find(key, in: container, span)))
            }
        }
        return { (context) throws(EvaluationError) in
            let container = try operand(&context)
            let key = try index(&context)
            try context.charge(value: key)
            return try Element.get(key, from: container, span)
        }
    }
}

/// Reads one field of objects, maps, and optionals of them.
struct FieldAccessor: Sendable {
    private let name: String
    private let key: MapKey
    /// The position in the statically known object type.
    let position: Int?
    private let span: Span
    /// Needed only for objects whose type is not known before running.
    private let objectTypes: [String: ObjectType]

    init(
        _ name: String, _ resolution: Resolution, _ span: Span,
        _ objectTypes: [String: ObjectType]
    ) {
        self.name = name
        key = .string(name)
        if case .field(let position) = resolution {
            self.position = position
        } else {
            position = nil
        }
        self.span = span
        self.objectTypes = objectTypes
    }

    /// The field; an absent one is an error, except of an optional, of which it is none.
    func get(from value: Value) throws(EvaluationError) -> Value {
        if case .optional(let optional) = value {
            guard let wrapped = optional.wrapped else { return value }
            return .optional(OptionalValue(try find(in: wrapped)))
        }
        if let field = try find(in: value) { return field }
        throw EvaluationError.noSuchKey(name).at(span)
    }

    /// The field, or nil when it is absent. A value that cannot have fields is an error.
    func find(in value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .map(let map): return map[key]
        case .object(let object):
            if let position { return object.field(at: position) }
            guard let position = objectTypes[object.typeName]?.positions[name] else {
                throw EvaluationError(.noSuchField(name), range: span.range)
            }
            return object.field(at: position)
        case .optional(let optional):
            guard let wrapped = optional.wrapped else { return nil }
            return try find(in: wrapped)
        default:
            throw EvaluationError.noOverload("." + name, [value]).at(span)
        }
    }
}

/// Reads one element of a list or map, or of an optional of one.
enum Element {
    static func get(
        _ key: Value, from container: Value, _ span: Span
    ) throws(EvaluationError) -> Value {
        if case .optional(let optional) = container {
            guard let wrapped = optional.wrapped else { return container }
            return .optional(OptionalValue(try find(key, in: wrapped, span)))
        }
        if let element = try find(key, in: container, span) { return element }
        if case .list = container {
            throw EvaluationError(.indexOutOfRange(key.abridged), range: span.range)
        }
        throw EvaluationError.noSuchKey(key.abridged).at(span)
    }

    static func find(
        _ key: Value, in container: Value, _ span: Span
    ) throws(EvaluationError) -> Value? {
        switch container {
        case .list(let list):
            guard let index = listIndex(key) else {
                throw EvaluationError.noOverload("[]", [container, key]).at(span)
            }
            return list.indices.contains(index) ? list[index] : nil
        case .map(let map):
            if let key = MapKey(lookingUp: key) { return map[key] }
            if case .double = key { return nil }
            throw EvaluationError.noOverload("[]", [container, key]).at(span)
        case .optional(let optional):
            guard let wrapped = optional.wrapped else { return nil }
            return try find(key, in: wrapped, span)
        default:
            throw EvaluationError.noOverload("[]", [container, key]).at(span)
        }
    }

    /// A whole number of any numeric type.
    private static func listIndex(_ key: Value) -> Int? {
        switch key {
        case .int(let value): Int(exactly: value)
        case .uint(let value): Int(exactly: value)
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }
}
