package import Diagnostics
import JSON
package import WorkflowModel

extension Failure {
    /// A value that a field cannot hold. A fault in a word needs no place.
    package init(_ error: DiagnosticsError, of field: FieldDefinition) {
        guard let first = error.list.diagnostics.first else {
            self.init(error)
            return
        }
        self.init(
            .invalid, "invalid-input",
            LocalizedText(
                vi: "Trường \(field.name) (“\(field.title.vi)”): \(first.message.vi).",
                en: "The field \(field.name) (“\(field.title.en)”): \(first.message.en)."),
            hint: first.hint)
        details = [("field", .string(field.name))]
    }

    package static func unknownField(_ name: String, of workflow: Workflow) -> Failure {
        let near = nearest(name, in: workflow.fields.map(\.name))
        return Failure(
            .invalid, "unknown-field",
            LocalizedText(
                vi: "Quy trình \(workflow.name) không có trường “\(name)”.",
                en: "The workflow \(workflow.name) has no field “\(name)”."),
            hint: suggestion(near))
    }

    /// - Throws: for what no item can be called.
    package static func checkIdentifier(_ id: String) throws(Failure) {
        guard id.isItemIdentifier else {
            throw .usage(
                "bad-id", vi: "Mã “\(id)” có dấu cách, dấu / hoặc dài quá 128 ký tự.",
                en: "The identifier “\(id)” has spaces or slashes, or over 128 characters.")
        }
    }
}
