import CEL
import Diagnostics
import WorkflowModel
import YAML

/// What feeds the decision tables that a workflow consults.
struct TableInputs {
    private let context: WorkflowContext
    private var inputs: [String: [Expression]] = [:]
    /// Tables whose inputs are being compiled, outermost first.
    private var path: [String] = []

    /// Compiles the inputs of every table that expressions compiled so far consult, and of the
    /// tables those inputs consult in turn.
    static func compile(_ context: WorkflowContext) -> [String: [Expression]] {
        var compiler = TableInputs(context)
        // What is wrong shows in the table, but may be the workflow's that consults it.
        let note = Diagnostic.Note(
            LocalizedText(
                vi: "quy trình “\(context.name.value)” dùng bảng này",
                en: "the workflow “\(context.name.value)” consults this table"),
            at: context.name.range)
        context.sink.noting(note) {
            for name in context.compiler.consulted.drain() { compiler.compile(name) }
        }
        return compiler.inputs
    }

    private init(_ context: WorkflowContext) {
        self.context = context
    }

    private mutating func compile(_ name: String) {
        guard let table = context.rules.tables[name] else { return }
        // A circle is complained about when the rules are read: `TableOrder`.
        guard inputs[name] == nil, !path.contains(name) else { return }
        path.append(name)
        var expressions: [Expression] = []
        for input in table.inputs {
            guard let source = input.source else {
                context.sink.error(
                    "input-without-value",
                    LocalizedText(
                        vi: "quy trình “\(context.name.value)” dùng bảng “\(name)”, nhưng cột "
                            + "“\(input.name)” không có “value” cho biết lấy từ đâu",
                        en: "the workflow “\(context.name.value)” consults the table “\(name)”, "
                            + "but its input “\(input.name)” has no “value” to say where it "
                            + "comes from"),
                    at: input.range)
                continue
            }
            let text = ExpressionText(source, at: input.range)
            guard let expression = context.compiler.compile(text), fits(expression, input) else {
                continue
            }
            checkChoices(expression, input, of: name)
            expressions.append(expression)
        }
        // What these inputs consult, before anything else is compiled.
        for other in context.compiler.consulted.drain() { compile(other) }
        path.removeLast()
        inputs[name] = expressions
    }

    /// Where an input is an `enum` field and nothing more, it takes whatever the field can be. The
    /// table would fail on any other value.
    private func checkChoices(
        _ expression: Expression, _ input: DecisionTable.Input, of table: String
    ) {
        guard !input.values.isEmpty,
            let field = context.fields.first(where: { expression.source == "item.\($0.name)" }),
            case .choice(let choices) = field.type
        else { return }
        let refused = choices.map(\.code).filter { !input.values.contains(.string($0)) }
        guard !refused.isEmpty else { return }
        let list = refused.map { "“\($0)”" }.joined(separator: ", ")
        context.sink.warning(
            "unlisted-choice",
            LocalizedText(
                vi: "trường “\(field.name)” có thể là \(list), nhưng cột “\(input.name)” của bảng "
                    + "“\(table)” không nhận giá trị đó",
                en: "the field “\(field.name)” can be \(list), but the input “\(input.name)” of "
                    + "the table “\(table)” does not take it"),
            at: input.range)
    }

    private func fits(_ expression: Expression, _ input: DecisionTable.Input) -> Bool {
        let type = expression.program.resultType
        let expected = input.type.celType
        if type == expected || type == .dyn || (type == .int && expected == .double) { return true }
        context.sink.error(
            "type-mismatch",
            LocalizedText(
                vi: "cột “\(input.name)” cần kiểu \(expected), nhưng biểu thức cho kiểu \(type)",
                en: "the input “\(input.name)” takes \(expected), but the expression gives "
                    + "\(type)"),
            at: expression.range)
        return false
    }
}
