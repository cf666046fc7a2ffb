/// What is known about the type variables of one expression, and the rules by which types agree.
///
/// Type variables are ``CELType/parameter(_:)`` with names of the form `#n`, which no
/// declaration can contain.
struct Substitution {
    private var bindings: [String: CELType] = [:]
    private var count = 0
    /// What the bindings made by the assignment under way replaced, to take them back when it
    /// fails: a copy of all bindings would make long lists take time quadratic in their length.
    private var replaced: [(name: String, type: CELType?)] = []

    mutating func makeVariable() -> CELType {
        count += 1
        return .parameter("#\(count)")
    }

    /// The overload's types with fresh variables for its type parameters.
    mutating func instantiate(_ overload: Overload) -> (parameters: [CELType], result: CELType) {
        var fresh: [String: CELType] = [:]
        let parameters = overload.parameters.map { rename($0, &fresh) }
        return (parameters, rename(overload.result, &fresh))
    }

    private mutating func rename(_ type: CELType, _ fresh: inout [String: CELType]) -> CELType {
        guard type.hasParameters else { return type }
        switch type {
        case .parameter(let name):
            if let known = fresh[name] { return known }
            let variable = makeVariable()
            fresh[name] = variable
            return variable
        case .list(let element): return .list(rename(element, &fresh))
        case .optional(let wrapped): return .optional(rename(wrapped, &fresh))
        case .map(let key, let value): return .map(rename(key, &fresh), rename(value, &fresh))
        case .type(let type?): return .type(rename(type, &fresh))
        case .opaque(let name, let arguments):
            var renamed: [CELType] = []
            for argument in arguments { renamed.append(rename(argument, &fresh)) }
            return .opaque(name, renamed)
        default: return type
        }
    }

    /// The type with all that is known about its variables put in.
    ///
    /// - Parameter free: what stands for a variable nothing is known about; nil keeps it.
    func resolve(_ type: CELType, free: CELType? = nil) -> CELType {
        switch type {
        case .parameter(let name):
            let last = representative(name)
            if let bound = bindings[last] { return resolve(bound, free: free) }
            return free ?? .parameter(last)
        case .list(let element): return .list(resolve(element, free: free))
        case .optional(let wrapped): return .optional(resolve(wrapped, free: free))
        case .map(let key, let value):
            return .map(resolve(key, free: free), resolve(value, free: free))
        case .type(let type?): return .type(resolve(type, free: free))
        case .opaque(let name, let arguments) where !arguments.isEmpty:
            return .opaque(name, arguments.map { resolve($0, free: free) })
        default: return type
        }
    }

    /// Whether a value of the first type can stand where the second is expected; binds variables
    /// when so, and changes nothing when not.
    mutating func assign(_ type: CELType, to target: CELType) -> Bool {
        if !type.hasParameters, !target.hasParameters {
            return agree(type, target)
        }
        return assign([type], to: [target])
    }

    mutating func assign(_ types: [CELType], to targets: [CELType]) -> Bool {
        guard types.count == targets.count else { return false }
        replaced.removeAll(keepingCapacity: true)
        for (type, target) in zip(types, targets) where !agree(type, target) {
            for (name, type) in replaced.reversed() { bindings[name] = type }
            return false
        }
        return true
    }

    private mutating func set(_ name: String, _ type: CELType) {
        replaced.append((name, bindings.updateValue(type, forKey: name)))
    }

    /// The last of the variables that stand for one another. There may be as many as a list has
    /// elements, so they are not followed by recursion.
    private func representative(_ name: String) -> String {
        var name = name
        while case .parameter(let next)? = bindings[name] { name = next }
        return name
    }

    private mutating func agree(_ left: CELType, _ right: CELType) -> Bool {
        // A variable that occurs in the other type may still have that type bound to it the
        // other way round.
        if case .parameter(let name) = right, let agrees = bind(name, to: left) {
            return agrees
        }
        if case .parameter(let name) = left { return bind(name, to: right) ?? false }
        if left.isDynamic || right.isDynamic { return true }
        switch (left, right) {
        case (.null, _): return right.isNullable
        case (_, .null): return left.isNullable
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
            return agree(left, right)
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            return agree(leftKey, rightKey) && agree(leftValue, rightValue)
        case (.type, .type): return true
        case (.opaque(let leftName, let leftTypes), .opaque(let rightName, let rightTypes)):
            guard leftName == rightName, leftTypes.count == rightTypes.count else {
                return false
            }
            for (left, right) in zip(leftTypes, rightTypes) where !agree(left, right) {
                return false
            }
            return true
        default: return left == right
        }
    }

    /// Makes a variable stand for a type, or for the more general of it and what the variable
    /// stood for. False when they disagree, nil when the variable occurs in the type.
    private mutating func bind(_ name: String, to type: CELType) -> Bool? {
        let name = representative(name)
        var type = type
        if case .parameter(let other) = type {
            let other = representative(other)
            if other == name { return true }
            type = .parameter(other)
        }
        if let known = bindings[name] {
            if known == type { return true }
            guard agree(type, known) else { return false }
            let general = type.isNoMoreSpecific(than: known) ? type : known
            if !occurs(name, in: general) { set(name, general) }
            return true
        }
        guard !occurs(name, in: type) else { return nil }
        set(name, type)
        return true
    }

    private func occurs(_ name: String, in type: CELType) -> Bool {
        switch type {
        case .parameter(let other):
            let other = representative(other)
            return other == name || bindings[other].map { occurs(name, in: $0) } ?? false
        case .list(let inner), .optional(let inner), .type(let inner?):
            return occurs(name, in: inner)
        case .map(let key, let value): return occurs(name, in: key) || occurs(name, in: value)
        case .opaque(_, let arguments): return arguments.contains { occurs(name, in: $0) }
        default: return false
        }
    }

    /// The type of an element that may be either: the more general when they agree, else `dyn`.
    mutating func join(_ left: CELType, _ right: CELType) -> CELType {
        if left == right { return left }
        guard assign(left, to: right) else { return .dyn }
        return left.isNoMoreSpecific(than: right) ? left : right
    }
}

extension CELType {
    /// Whether `null` can stand for a value of this type.
    fileprivate var isNullable: Bool {
        switch self {
        case .null, .optional, .object, .opaque, .timestamp, .duration: true
        default: false
        }
    }

    /// For two types that agree: whether this one says less than the other, or the same.
    fileprivate func isNoMoreSpecific(than other: CELType) -> Bool {
        switch (self, other) {
        case (.dyn, _), (.parameter, _), (_, .null): true
        case (_, .dyn), (_, .parameter): false
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
            left.isNoMoreSpecific(than: right)
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            leftKey.isNoMoreSpecific(than: rightKey)
                && leftValue.isNoMoreSpecific(than: rightValue)
        case (.type, .type): true
        case (.opaque(let leftName, let leftTypes), .opaque(let rightName, let rightTypes)):
            leftName == rightName && leftTypes.count == rightTypes.count
                && zip(leftTypes, rightTypes).allSatisfy { $0.isNoMoreSpecific(than: $1) }
        default: self == other
        }
    }
}
