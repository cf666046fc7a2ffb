package import CEL

extension Environment {
    /// What the CEL of a table's cell can say: the input is `value`. A cell knows nothing of the
    /// item, so that a table gives the same answer wherever it is asked.
    package static func cell(of type: DecisionTable.ColumnType) -> Environment {
        Environment(variables: [("value", type.celType)], macros: Macro.time)
    }
}
