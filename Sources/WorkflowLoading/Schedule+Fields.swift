public import Diagnostics
public import WorkflowModel
import YAML

extension Schedule {
    /// The values of the fields of one item it starts.
    ///
    /// - Throws: every value that does not fit the workflow, with its place in the schedule.
    public func fields(
        for start: ScheduledStart, of workflow: Workflow, in organisation: Organisation
    ) throws(DiagnosticsError) -> [(name: String, value: FieldValue?)] {
        let sink = DiagnosticSink()
        let fields = fields(for: start, of: workflow, in: organisation, sink)
        try sink.list.throwIfErrors()
        return fields
    }

    /// Those that fit; of the others it is said why they do not.
    func fields(
        for start: ScheduledStart, of workflow: Workflow, in organisation: Organisation,
        _ sink: DiagnosticSink
    ) -> [(name: String, value: FieldValue?)] {
        var values: [(name: String, value: FieldValue?)] = []
        for field in fields {
            guard
                let definition = workflow.settableField(
                    field.name.value, at: field.name.range, sink)
            else { continue }
            let decoder = NodeDecoder<FieldValue>.value(of: definition.type, in: organisation)
            if let value = decoder.decode(field.value.node(for: start, definition.type), sink) {
                values.append((definition.name, value))
            }
        }
        for field in workflow.fields
        where field.mustBeGiven && !fields.contains(where: { $0.name.value == field.name }) {
            sink.report(.missingField(field, of: workflow, at: range))
        }
        return values
    }
}

extension Schedule.Value {
    /// As if it had been written with the gaps filled.
    fileprivate func node(for start: ScheduledStart, _ type: FieldType) -> Node {
        switch self {
        case .list(let values, let range):
            if case .list(let element) = type {
                return Node(.sequence(values.map { $0.node(for: start, element) }), range: range)
            }
            return Node(.sequence(values.map { $0.node(for: start, type) }), range: range)
        case .text(let template, let range):
            let text = template.filled(start.fieldText)
            // What looks like a number is a number only where one is asked for.
            let scalar =
                switch type {
                case .string, .text, .quantity: Scalar(text, style: .doubleQuoted)
                default: Scalar(text)
                }
            return Node(.scalar(scalar), range: range)
        }
    }
}
