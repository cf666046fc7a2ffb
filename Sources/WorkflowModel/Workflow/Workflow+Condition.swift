public import CEL
import Diagnostics

extension Workflow {
    /// A condition on items of this workflow, in the words of its guards but without decision
    /// tables: `item.budget < 100000000`.
    ///
    /// - Throws: everything that is wrong with it, such as a field the workflow does not have.
    public func condition(_ source: String) throws(CompilationError) -> Expression {
        let names = ExpressionNames(states: stateIndex, actions: actionIndex, tables: [:])
        let environment = Environment.workflow(
            fields: fields, names: names, consulted: ConsultedTables(), childFields: childFields,
            limits: Limits(cost: Self.conditionCost))
        return Expression(
            program: try environment.compile(source, expecting: .bool),
            range: SourceRange(file: "--where", line: 1, column: 1))
    }

    /// Of a condition for one item. It is asked of all there are, and nobody has looked at it as at
    /// those of a definition.
    private static let conditionCost = 50_000
}
