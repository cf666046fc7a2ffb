public import Diagnostics
public import WorkflowModel
import YAML

/// Reads values of fields from text that a person typed or keeps in a file, as definitions write
/// them.
public enum FieldText {
    /// The value of a field. Text stands for itself; lists and estimates are YAML, in one line
    /// (`[a, b]`, `[{item: …, quantity: 2, unit_price: 500000}]`) or in many. Nil, which takes the
    /// value away, for empty text. Agencies and the values of an enumeration may go by their names,
    /// with or without Vietnamese marks.
    ///
    /// - Parameter file: what complaints call the text.
    /// - Throws: every complaint about the text.
    public static func value(
        _ text: String, of type: FieldType, in organisation: Organisation, file: String
    ) throws(DiagnosticsError) -> FieldValue? {
        guard !text.trimmingSpaces().isEmpty else { return nil }
        let sink = DiagnosticSink()
        let value = node(text, type, file, sink).flatMap { node in
            NodeDecoder<FieldValue>.value(of: type, in: organisation)
                .decode(coded(node, type, organisation), sink)
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

    /// With the code of what goes by a name.
    private static func coded(
        _ node: Node, _ type: FieldType, _ organisation: Organisation
    ) -> Node {
        switch (type, node.kind) {
        case (.agency, .scalar(let scalar)):
            guard let agency = organisation.agency(called: scalar.text) else { return node }
            return Node(.scalar(Scalar(agency.code)), range: node.range, end: node.end)
        case (.choice(let choices), .scalar(let scalar)):
            if choices.contains(where: { $0.code == scalar.text }) { return node }
            let wanted = TextFolding.fold(scalar.text)
            let meant = choices.filter {
                [$0.title.vi, $0.title.en].contains { TextFolding.fold($0) == wanted }
            }
            guard meant.count == 1 else { return node }
            return Node(.scalar(Scalar(meant[0].code)), range: node.range, end: node.end)
        case (.list(let element), .sequence(let nodes)):
            return Node(
                .sequence(nodes.map { coded($0, element, organisation) }), range: node.range,
                end: node.end)
        default: return node
        }
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
