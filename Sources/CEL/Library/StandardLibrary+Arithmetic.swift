extension StandardLibrary {
    static let arithmetic: [FunctionDeclaration] =
        additions + multiplications + negations + orderings + memberships

    // MARK: Addition

    private static let additions = [
        FunctionDeclaration(
            "_+_",
            [
                .binary { (a: Int64, b: Int64) throws(EvaluationError) in
                    try checked(a.addingReportingOverflow(b))
                },
                .binary { (a: UInt64, b: UInt64) throws(EvaluationError) in
                    try checked(a.addingReportingOverflow(b))
                },
                .binary { (a: Double, b: Double) in a + b },
                .chargedBinary { (a: String, b: String, context) throws(EvaluationError) in
                    try context.charge((a.utf8.count + b.utf8.count) / 16)
                    return a + b
                },
                .chargedBinary { (a: Bytes, b: Bytes, context) throws(EvaluationError) in
                    try context.charge((a.content.count + b.content.count) / 16)
                    return Bytes(a.content + b.content)
                },
                .chargedBinary(types: ([.list(.a), .list(.a)], .list(.a))) {
                    (a: [Value], b: [Value], context) throws(EvaluationError) in
                    try context.charge(a.count + b.count)
                    return a + b
                },
                .binary { (a: Timestamp, b: CELDuration) throws(EvaluationError) in
                    try inRange(a.adding(b), .timestamp)
                },
                .binary { (a: CELDuration, b: Timestamp) throws(EvaluationError) in
                    try inRange(b.adding(a), .timestamp)
                },
                .binary { (a: CELDuration, b: CELDuration) throws(EvaluationError) in
                    try inRange(a.adding(b), .duration)
                },
            ]),
        FunctionDeclaration(
            "_-_",
            [
                .binary { (a: Int64, b: Int64) throws(EvaluationError) in
                    try checked(a.subtractingReportingOverflow(b))
                },
                .binary { (a: UInt64, b: UInt64) throws(EvaluationError) in
                    try checked(a.subtractingReportingOverflow(b))
                },
                .binary { (a: Double, b: Double) in a - b },
                .binary { (a: Timestamp, b: Timestamp) throws(EvaluationError) in
                    try inRange(a.since(b), .duration)
                },
                .binary { (a: Timestamp, b: CELDuration) throws(EvaluationError) in
                    try inRange(a.subtracting(b), .timestamp)
                },
                .binary { (a: CELDuration, b: CELDuration) throws(EvaluationError) in
                    try inRange(a.subtracting(b), .duration)
                },
            ]),
    ]

    // MARK: Multiplication

    private static let multiplications = [
        FunctionDeclaration(
            "_*_",
            [
                .binary { (a: Int64, b: Int64) throws(EvaluationError) in
                    try checked(a.multipliedReportingOverflow(by: b))
                },
                .binary { (a: UInt64, b: UInt64) throws(EvaluationError) in
                    try checked(a.multipliedReportingOverflow(by: b))
                },
                .binary { (a: Double, b: Double) in a * b },
            ]),
        FunctionDeclaration(
            "_/_",
            [
                .binary { (a: Int64, b: Int64) throws(EvaluationError) in
                    try checked(a.dividedReportingOverflow(by: nonZero(b)))
                },
                .binary { (a: UInt64, b: UInt64) throws(EvaluationError) in
                    try a / nonZero(b)
                },
                .binary { (a: Double, b: Double) in a / b },
            ]),
        FunctionDeclaration(
            "_%_",
            [
                .binary { (a: Int64, b: Int64) throws(EvaluationError) in
                    try checked(a.remainderReportingOverflow(dividingBy: nonZero(b)))
                },
                .binary { (a: UInt64, b: UInt64) throws(EvaluationError) in
                    try a % nonZero(b)
                },
            ]),
    ]

    private static let negations = [
        FunctionDeclaration(
            "-_",
            [
                .unary { (a: Int64) throws(EvaluationError) in
                    try checked(Int64(0).subtractingReportingOverflow(a))
                },
                .unary { (a: Double) in -a },
            ]),
        FunctionDeclaration("!_", [.unary { (a: Bool) in !a }]),
    ]

    // MARK: Comparison

    /// Only the signatures matter: the comparison itself is compiled specially. Numbers of
    /// unlike types are compared when the program runs, but the checker asks for a conversion.
    private static let orderings = [
        Operator.less, .lessOrEqual, .greater, .greaterOrEqual,
    ].map { symbol in
        let types: [CELType] = [
            .int, .uint, .double, .bool, .string, .bytes, .timestamp, .duration,
        ]
        return FunctionDeclaration(
            symbol.rawValue,
            types.map { type in
                .chargedBinary(types: ([type, type], .bool)) {
                    (a: Value, b: Value, context) throws(EvaluationError) in
                    try Comparison.compare(a, symbol, b, Span(0, 0), &context)
                }
            })
    }

    private static let memberships = [
        FunctionDeclaration(
            "@in",
            [
                .chargedBinary(types: ([.a, .list(.a)], .bool)) {
                    (element: Value, list: [Value], context) throws(EvaluationError) in
                    try list.contains(element, &context)
                },
                .chargedBinary(types: ([.a, .map(.a, .b)], .bool)) {
                    (key: Value, map: MapValue, context) throws(EvaluationError) in
                    try context.charge(value: key)
                    return MapKey(lookingUp: key).map(map.contains) ?? false
                },
            ])
    ]

    // MARK: Faults

    static func checked<Number: FixedWidthInteger>(
        _ result: (partialValue: Number, overflow: Bool)
    ) throws(EvaluationError) -> Number {
        guard !result.overflow else { throw .overflow(Number.isSigned ? .int : .uint) }
        return result.partialValue
    }

    static func inRange<Result>(
        _ result: Result?, _ type: CELType
    ) throws(EvaluationError) -> Result {
        guard let result else { throw .overflow(type) }
        return result
    }

    private static func nonZero<Number: FixedWidthInteger>(
        _ divisor: Number
    ) throws(EvaluationError) -> Number {
        guard divisor != 0 else {
            throw EvaluationError(.divisionByZero)
        }
        return divisor
    }
}

extension [Value] {
    /// Whether an equal element occurs, charging for each comparison.
    func contains(
        _ element: Value, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Bool {
        for candidate in self {
            try context.charge(1)
            if try Comparison.areEqual(candidate, element, nil, &context) { return true }
        }
        return false
    }
}
