public import Diagnostics
public import WorkflowModel
import YAML

/// Reads values of fields from text that a person typed or keeps in a file, as definitions write
/// them.
public enum FieldText {
    /// The value of a field. Text stands for itself; lists and estimates are YAML, in one line
    /// (`[a, b]`, `[{item: …, quantity: 2, unit_price: 500000}]`) or in many. Nil, which takes the
    /// value away, for empty text.
    ///
    /// - Parameter file: what complaints call the text.
    /// - Throws: every complaint about the text.
    public static func value(
        _ text: String, of type: FieldType, in organisation: Organisation, file: String
    ) throws(DiagnosticsError) -> FieldValue? {
        guard !text.trimmingSpaces().isEmpty else { return nil }
        let sink = DiagnosticSink()
        let value = node(text, type, file, sink).flatMap { node in
            NodeDecoder<FieldValue>.value(of: type, in: organisation).decode(node, sink)
        }
        guard let value, !sink.hasErrors else { throw DiagnosticsError(sink.list) }
        return value
    }

    /// An estimate from a CSV file: `item, unit, quantity, unit_price, amount, source`, or as these
    /// columns are called in Vietnamese.
    ///
    /// - Throws: every complaint about the file, among them each amount that is not quantity × price.
    public static func budget(
        csv bytes: [UInt8], file: String
    ) throws(DiagnosticsError) -> FieldValue {
        let sink = DiagnosticSink()
        guard let budget = BudgetTable(sink: sink).budget(bytes, file: file), !sink.hasErrors else {
            throw DiagnosticsError(sink.list)
        }
        return .budget(budget)
    }

    private static func node(
        _ text: String, _ type: FieldType, _ file: String, _ sink: DiagnosticSink
    ) -> Node? {
        let range = SourceRange(file: file, line: 1, column: 1)
        switch type {
        case .string, .text, .quantity:
            // What looks like a number or `no` is still the text that was typed.
            let isText = type == .text
            return Node(
                .scalar(Scalar(isText ? text : text.trimmingSpaces(), style: .doubleQuoted)),
                range: range)
        case .list, .budget:
            return YAMLReader.parse(text, file: file, sink: sink)
        default:
            return Node(.scalar(Scalar(text.trimmingSpaces())), range: range)
        }
    }
}
