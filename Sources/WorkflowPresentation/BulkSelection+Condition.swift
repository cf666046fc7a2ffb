import CEL
import Diagnostics
package import WorkflowEngine
import WorkflowModel

extension BulkSelection {
    /// - Throws: when the condition makes sense for no item: a mistake, and not a condition that
    ///   nothing fits.
    package func checkCondition(_ condition: String) throws(Failure) {
        guard items.isEmpty, let (workflow, error) = unsuited.min(by: { $0.key < $1.key }) else {
            return
        }
        throw unsuited(condition, workflow, error)
    }

    private func unsuited(
        _ condition: String, _ workflow: String, _ error: CompilationError
    ) -> Failure {
        let text = error.issues.first?.kind.finding.message
        var failure = Failure(
            .invalid, "bad-condition",
            LocalizedText(
                vi:
                    "Điều kiện không dùng được cho quy trình \(workflow): \(text?.vi ?? "")",
                en: "The condition is not for the workflow \(workflow): \(text?.en ?? "")"),
            hint: Failure.suggestion(error.issues.first?.suggestion))
        if let position = error.issues.first?.range.lowerBound {
            let before = String(decoding: condition.utf8.prefix(position), as: UTF8.self)
            failure.excerpt = (condition, before.unicodeScalars.count)
        }
        return failure
    }
}
