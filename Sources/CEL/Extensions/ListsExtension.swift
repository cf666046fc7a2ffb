/// Functions on lists.
enum ListsExtension {
    static let functions: [FunctionDeclaration] = [
        FunctionDeclaration(
            "lists.range",
            [
                .chargedUnary(types: ([.int], .list(.int))) {
                    (count: Int64, context) throws(EvaluationError) -> [Value] in
                    guard let count = Int(exactly: count), count >= 0 else { return [] }
                    try context.charge(count)
                    return (0..<count).map { Value.int(Int64($0)) }
                }
            ]),
        FunctionDeclaration(
            "slice",
            [
                .ternary(member: true, types: ([.list(.a), .int, .int], .list(.a))) {
                    (list: [Value], start: Int64, end: Int64, context)
                        throws(EvaluationError) in
                    guard let start = Int(exactly: start), let end = Int(exactly: end),
                        0 <= start, start <= end, end <= list.count
                    else {
                        throw EvaluationError(.cannotSlice(start: start, end: end))
                    }
                    try context.charge(end - start)
                    return Array(list[start..<end])
                }
            ]),
        FunctionDeclaration(
            "flatten",
            [
                .chargedUnary(member: true, types: ([.list(.list(.a))], .list(.a))) {
                    (list: [Value], context) throws(EvaluationError) in
                    try flatten(list, depth: 1, &context)
                },
                .chargedUnary(member: true, types: ([.list(.dyn)], .list(.dyn))) {
                    (list: [Value], context) throws(EvaluationError) in
                    try flatten(list, depth: 1, &context)
                },
                .chargedBinary(member: true, types: ([.list(.dyn), .int], .list(.dyn))) {
                    (list: [Value], depth: Int64, context) throws(EvaluationError) in
                    guard depth >= 0 else { throw .invalidArgument(.negativeDepth) }
                    return try flatten(list, depth: depth, &context)
                },
            ]),
        FunctionDeclaration(
            "distinct",
            [
                .chargedUnary(member: true, types: ([.list(.a)], .list(.a))) {
                    (list: [Value], context) throws(EvaluationError) in
                    try distinct(list, &context)
                }
            ]),
        FunctionDeclaration(
            "reverse",
            [
                .chargedUnary(member: true, types: ([.list(.a)], .list(.a))) {
                    (list: [Value], context) throws(EvaluationError) in
                    try context.charge(list.count)
                    return Array(list.reversed())
                }
            ]),
        FunctionDeclaration(
            "sort",
            [
                .chargedUnary(member: true, types: ([.list(.a)], .list(.a))) {
                    (list: [Value], context) throws(EvaluationError) in
                    try sorted(list.map { (key: $0, value: $0) }, &context)
                }
            ]),
    ]

    private static func flatten(
        _ list: [Value], depth: Int64, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> [Value] {
        var result: [Value] = []
        for element in list {
            try context.charge(1)
            if depth > 0, case .list(let inner) = element {
                result += try flatten(inner, depth: depth - 1, &context)
            } else {
                result.append(element)
            }
        }
        return result
    }

    /// The first of each set of equal elements.
    private static func distinct(
        _ list: [Value], _ context: inout EvaluationContext
    ) throws(EvaluationError) -> [Value] {
        var keys: Set<MapKey> = []
        var others: [Value] = []
        var result: [Value] = []
        for element in list {
            try context.charge(1 + element.sizeInSteps)
            if let key = MapKey(lookingUp: element) {
                guard keys.insert(key).inserted else { continue }
            } else {
                guard !(try others.contains(element, &context)) else { continue }
                others.append(element)
            }
            result.append(element)
        }
        return result
    }
}

/// The values in the order of their keys, equal ones as they came. All keys must be of one
/// type that has an order.
func sorted(
    _ keyed: [(key: Value, value: Value)], _ context: inout EvaluationContext
) throws(EvaluationError) -> [Value] {
    guard let first = keyed.first?.key else { return [] }
    let rounds = Int.bitWidth - keyed.count.leadingZeroBitCount
    for (key, _) in keyed {
        try context.charge((1 + key.sizeInSteps).multipliedCapped(by: rounds))
    }
    let name = first.type.runtimeName
    guard first.order(to: first) != nil,
        keyed.allSatisfy({ $0.key.type.runtimeName == name })
    else {
        throw EvaluationError(.notSortable)
    }
    return keyed.enumerated().sorted { left, right in
        switch left.element.key.order(to: right.element.key) {
        case .some(.some(.less)): true
        case .some(.some(.equal)): left.offset < right.offset
        default: false
        }
    }.map(\.element.value)
}
