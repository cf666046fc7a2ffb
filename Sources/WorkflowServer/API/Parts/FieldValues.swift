import Diagnostics
import JSON
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

/// Values of fields as programs send them, read by the types of the fields as `--set` is.
enum FieldValues {
    /// - Parameter json: an object of values by field; null takes a value away.
    /// - Throws: naming the field.
    static func read(
        _ json: JSON, for workflow: Workflow, _ organisation: Organisation
    ) throws(Failure) -> [(name: String, value: FieldValue?)] {
        var values: [(name: String, value: FieldValue?)] = []
        for member in json.object?.members ?? [] {
            guard let index = workflow.fieldIndex[member.name] else {
                throw .unknownField(member.name, of: workflow)
            }
            let field = workflow.fields[index]
            values.append((member.name, try value(member.value, of: field, organisation)))
        }
        return values
    }

    private static func value(
        _ json: JSON, of field: FieldDefinition, _ organisation: Organisation
    ) throws(Failure) -> FieldValue? {
        if json.isNull { return nil }
        guard let text = text(json, field.type) else {
            var failure = Failure(
                .invalid, "invalid-input",
                vi: "Trường \(field.name) (“\(field.title.vi)”) cần \(field.type.name.vi).",
                en: "The field \(field.name) (“\(field.title.en)”) must be"
                    + " \(field.type.name.en).")
            failure.details = [("field", .string(field.name))]
            throw failure
        }
        do {
            return try FieldText.value(
                TextFolding.nfc(text), of: field.type, in: organisation, file: field.name)
        } catch {
            throw Failure(error, of: field)
        }
    }

    /// What a person would type for the value; nil for JSON of another kind.
    private static func text(_ json: JSON, _ type: FieldType) -> String? {
        switch (type, json) {
        case (.bool, .bool(let flag)): return flag ? "true" : "false"
        case (.int, .int(let number)), (.money, .int(let number)): return String(number)
        case (.double, .int), (.double, .double): return json.canonical
        // JSON is YAML, which lists and estimates are read from.
        case (.list, .array), (.budget, .array): return json.canonical
        case (.list, _), (.budget, _), (.bool, _), (.int, .double), (.money, .double): return nil
        default: return json.string
        }
    }
}
