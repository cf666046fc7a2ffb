/// Values that may be absent.
enum OptionalsExtension {
    static let functions: [FunctionDeclaration] = [
        FunctionDeclaration(
            "optional.of",
            [.unary(types: ([.a], .optional(.a))) { (a: Value) in OptionalValue(a) }]),
        FunctionDeclaration(
            "optional.ofNonZeroValue",
            [
                .unary(types: ([.a], .optional(.a))) { (a: Value) in
                    OptionalValue(a.isZero ? nil : a)
                }
            ]),
        FunctionDeclaration(
            "optional.none",
            [Overload([], .optional(.a), false, .any { _, _ in .optional(.none) })]),
        FunctionDeclaration(
            "hasValue",
            [
                .unary(member: true, types: ([.optional(.a)], .bool)) { (a: OptionalValue) in
                    a.wrapped != nil
                }
            ]),
        FunctionDeclaration(
            "value",
            [
                .unary(member: true, types: ([.optional(.a)], .a)) {
                    (a: OptionalValue) throws(EvaluationError) in
                    guard let value = a.wrapped else {
                        throw EvaluationError(.noValue)
                    }
                    return value
                }
            ]),
        // Compiled so that the alternative is evaluated only when it is needed.
        FunctionDeclaration(
            "or",
            [
                .binary(member: true, types: ([.optional(.a), .optional(.a)], .optional(.a))) {
                    (a: OptionalValue, b: OptionalValue) in a.wrapped == nil ? b : a
                }
            ]),
        FunctionDeclaration(
            "orValue",
            [
                .binary(member: true, types: ([.optional(.a), .a], .a)) {
                    (a: OptionalValue, b: Value) in a.wrapped ?? b
                }
            ]),
        FunctionDeclaration("optional.unwrap", [unwrap(member: false)]),
        FunctionDeclaration("unwrapOpt", [unwrap(member: true)]),
        end("first") { $0.first },
        end("last") { $0.last },
    ]

    /// The values of those elements that have one.
    private static func unwrap(member: Bool) -> Overload {
        .chargedUnary(member: member, types: ([.list(.optional(.a))], .list(.a))) {
            (list: [Value], context) throws(EvaluationError) in
            var values: [Value] = []
            for element in list {
                try context.charge(1)
                guard case .optional(let optional) = element else { throw .noSuchOverload }
                if let value = optional.wrapped { values.append(value) }
            }
            return values
        }
    }

    private static func end(
        _ name: String, _ pick: @escaping @Sendable ([Value]) -> Value?
    ) -> FunctionDeclaration {
        FunctionDeclaration(
            name,
            [
                .unary(member: true, types: ([.list(.a)], .optional(.a))) { (list: [Value]) in
                    OptionalValue(pick(list))
                }
            ])
    }
}
