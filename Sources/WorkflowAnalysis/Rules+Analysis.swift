package import Diagnostics
package import WorkflowModel

extension Rules {
    /// What is wrong with the decision tables beyond what reading them shows, in the order of their
    /// names. Takes time: it is for checking definitions, not for working with them.
    ///
    /// - Parameter known: what reading found. A table in whose files there are errors may lack
    ///   rows, so nothing can be said of the whole.
    package func analyseTables(besides known: DiagnosticList) -> [Diagnostic] {
        guard known.omitted == 0 else { return [] }
        let broken = Set(
            known.diagnostics.filter { $0.severity == .error }.compactMap { $0.range?.start.file })
        return tables.values.sorted { $0.name < $1.name }.flatMap { table -> [Diagnostic] in
            let files = Set([table.range.start.file] + table.rows.map { $0.range.start.file })
            // A table without a row has been complained of, perhaps in a file of rows.
            guard files.isDisjoint(with: broken), !table.rows.isEmpty else { return [] }
            return TableAnalysis.findings(in: table).map { $0.diagnostic(in: table) }
        }
    }
}
