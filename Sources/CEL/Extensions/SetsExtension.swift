/// Lists looked at as sets.
enum SetsExtension {
    static let functions: [FunctionDeclaration] = [
        declaration("sets.contains") { (left, right, context) throws(EvaluationError) in
            try isSubset(right, of: left, &context)
        },
        declaration("sets.equivalent") { (left, right, context) throws(EvaluationError) in
            guard try isSubset(right, of: left, &context) else { return false }
            return try isSubset(left, of: right, &context)
        },
        declaration("sets.intersects") { (left, right, context) throws(EvaluationError) in
            for element in left where try right.contains(element, &context) { return true }
            return false
        },
    ]

    private static func declaration(
        _ name: String,
        _ body:
            @escaping @Sendable ([Value], [Value], inout EvaluationContext)
            throws(EvaluationError) -> Bool
    ) -> FunctionDeclaration {
        FunctionDeclaration(
            name, [.chargedBinary(types: ([.list(.a), .list(.a)], .bool), body)])
    }

    private static func isSubset(
        _ part: [Value], of whole: [Value], _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Bool {
        for element in part where !(try whole.contains(element, &context)) { return false }
        return true
    }
}
