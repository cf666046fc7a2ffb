import Diagnostics
package import WorkflowCore
import WorkflowEngine
package import WorkflowModel

extension Delegation.Scope {
    /// A name that nothing bears would delegate nothing, and nobody would notice.
    ///
    /// - Throws: `not-found` with the nearest name.
    package func check(in library: Library) throws(Failure) {
        for name in workflows where library.workflows[name] == nil {
            throw Failure(
                EngineError.notFound(
                    .workflow, name,
                    suggestion: nearest(name, in: library.workflows.keys.sorted())))
        }
        let meant = library.workflows.values.filter {
            workflows.isEmpty || workflows.contains($0.name)
        }
        let known = Set(meant.flatMap(\.actionNames))
        for name in actions where !known.contains(name) {
            throw Failure(
                .notFound, "not-found",
                LocalizedText(
                    vi: "Không quy trình nào có bước “\(name)”.",
                    en: "No workflow has an action “\(name)”."),
                hint: Failure.suggestion(nearest(name, in: known.sorted())))
        }
    }
}
