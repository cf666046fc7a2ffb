import Diagnostics
import WorkflowModel
import YAML

// What is said of values that plans and schedules give to the fields of a workflow.

extension Workflow {
    /// The field of that name, if a value can be given to it; nil after a complaint.
    ///
    /// - Parameter hidden: fields that are not proposed.
    func settableField(
        _ name: String, at range: SourceRange, hiding hidden: [String] = [], _ sink: DiagnosticSink
    ) -> FieldDefinition? {
        guard let index = fieldIndex[name] else {
            let expected = LocalizedText(
                vi: "trường của quy trình “\(self.name)”",
                en: "a field of the workflow “\(self.name)”")
            let known = fields.filter { $0.value == nil }.map(\.name)
                .filter { !hidden.contains($0) }
            sink.report(.unknownName(name, in: known, expected, at: range))
            return nil
        }
        let field = fields[index]
        guard field.value == nil else {
            sink.error(
                "computed-field",
                LocalizedText(
                    vi: "trường “\(name)” được tính ra, không ghi bằng tay",
                    en: "the field “\(name)” is computed, never set by hand"),
                at: range,
                notes: [
                    Diagnostic.Note(
                        LocalizedText(vi: "khai báo ở đây", en: "declared here"), at: field.range)
                ])
            return nil
        }
        return field
    }
}

extension FieldDefinition {
    /// Whether an item cannot start unless somebody gives it a value.
    var mustBeGiven: Bool { isRequired && defaultValue == nil && value == nil }
}

extension Diagnostic {
    static func missingField(
        _ field: FieldDefinition, of workflow: Workflow, at range: SourceRange
    ) -> Diagnostic {
        .error(
            "missing-field",
            LocalizedText(
                vi: "quy trình “\(workflow.name)” cần trường “\(field.name)” "
                    + "(\(field.title.vi))",
                en: "the workflow “\(workflow.name)” needs the field “\(field.name)” "
                    + "(\(field.title.en))"),
            at: range)
    }
}
