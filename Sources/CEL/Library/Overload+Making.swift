extension Overload {
    typealias Types = (parameters: [CELType], result: CELType)

    /// An overload of one argument whose work is charged for.
    ///
    /// - Parameter types: where the Swift types say too little: element types, type parameters.
    static func chargedUnary<A: Unboxed, R: Unboxed>(
        member: Bool = false, types: Types? = nil,
        _ body: @escaping @Sendable (A, inout EvaluationContext) throws(EvaluationError) -> R
    ) -> Overload {
        Overload(
            types?.parameters ?? [A.celType], types?.result ?? R.celType, member,
            .unary { (value, context) throws(EvaluationError) in
                guard let a = A(unboxing: value) else { throw .noSuchOverload }
                return try body(a, &context).boxed
            })
    }

    static func unary<A: Unboxed, R: Unboxed>(
        member: Bool = false, types: Types? = nil,
        _ body: @escaping @Sendable (A) throws(EvaluationError) -> R
    ) -> Overload {
        chargedUnary(member: member, types: types) { (a: A, _) throws(EvaluationError) in
            try body(a)
        }
    }

    static func chargedBinary<A: Unboxed, B: Unboxed, R: Unboxed>(
        member: Bool = false, types: Types? = nil,
        _ body:
            @escaping @Sendable (A, B, inout EvaluationContext) throws(EvaluationError) -> R
    ) -> Overload {
        Overload(
            types?.parameters ?? [A.celType, B.celType], types?.result ?? R.celType, member,
            .binary { (first, second, context) throws(EvaluationError) in
                guard let a = A(unboxing: first), let b = B(unboxing: second) else {
                    throw .noSuchOverload
                }
                return try body(a, b, &context).boxed
            })
    }

    static func binary<A: Unboxed, B: Unboxed, R: Unboxed>(
        member: Bool = false, types: Types? = nil,
        _ body: @escaping @Sendable (A, B) throws(EvaluationError) -> R
    ) -> Overload {
        chargedBinary(member: member, types: types) { (a: A, b: B, _) throws(EvaluationError) in
            try body(a, b)
        }
    }

    static func ternary<A: Unboxed, B: Unboxed, C: Unboxed, R: Unboxed>(
        member: Bool = false, types: Types? = nil,
        _ body:
            @escaping @Sendable (A, B, C, inout EvaluationContext) throws(EvaluationError) -> R
    ) -> Overload {
        Overload(
            types?.parameters ?? [A.celType, B.celType, C.celType],
            types?.result ?? R.celType, member,
            .any { (values, context) throws(EvaluationError) in
                guard let a = A(unboxing: values[0]), let b = B(unboxing: values[1]),
                    let c = C(unboxing: values[2])
                else { throw .noSuchOverload }
                return try body(a, b, c, &context).boxed
            })
    }
}

extension CELType {
    static let a = CELType.parameter("A")
    static let b = CELType.parameter("B")
}

/// The functions every environment has, and those of its extensions.
enum StandardLibrary {
    static func functions(_ extensions: Extensions) -> [FunctionDeclaration] {
        var functions = arithmetic + conversions + text + time
        if extensions.contains(.strings) { functions += StringsExtension.functions }
        if extensions.contains(.math) { functions += MathExtension.functions }
        if extensions.contains(.lists) { functions += ListsExtension.functions }
        if extensions.contains(.sets) { functions += SetsExtension.functions }
        if extensions.contains(.encoders) { functions += EncodersExtension.functions }
        if extensions.contains(.optionals) { functions += OptionalsExtension.functions }
        return functions
    }
}
