import CEL
import Diagnostics
import WorkflowModel
import YAML

/// Compiles the expressions of one workflow and says in place what is wrong with them.
struct ExpressionCompiler {
    let environment: Environment
    let names: ExpressionNames
    let fields: [FieldDefinition]
    let consulted: ConsultedTables
    let sink: DiagnosticSink

    let childFields: [ChildField]

    init(
        fields: [FieldDefinition], names: ExpressionNames, childFields: [ChildField] = [],
        sink: DiagnosticSink
    ) {
        consulted = ConsultedTables()
        environment = .workflow(
            fields: fields, names: names, consulted: consulted, childFields: childFields)
        self.names = names
        self.fields = fields
        self.childFields = childFields
        self.sink = sink
    }

    private init(_ other: ExpressionCompiler, more: [(name: String, type: CELType)]) {
        names = other.names
        fields = other.fields
        consulted = other.consulted
        childFields = other.childFields
        sink = other.sink
        environment = .workflow(
            fields: fields, names: names, consulted: consulted, childFields: childFields,
            more: more)
    }

    /// For expressions that are about no item.
    init(variables: [(name: String, type: CELType)], sink: DiagnosticSink) {
        consulted = ConsultedTables()
        environment = Environment(variables: variables)
        names = ExpressionNames(states: [:], actions: [:], tables: [:])
        fields = []
        childFields = []
        self.sink = sink
    }

    /// For what a child begins with: `n`, and `each` if it is opened for the member of a list.
    func forChildren(each: CELType?) -> ExpressionCompiler {
        ExpressionCompiler(self, more: [("n", .int)] + (each.map { [("each", $0)] } ?? []))
    }

    /// Any scalar is the text of an expression; nil after a complaint.
    func compile(_ node: Node, expecting type: CELType? = nil) -> Expression? {
        guard let scalar = node.scalar, !scalar.text.isEmpty else {
            sink.report(.wrongType(node, expected: .anExpression))
            return nil
        }
        return compile(scalar.text, at: node.range, expecting: type) { node.range(ofText: $0) }
    }

    func compile(_ text: ExpressionText, expecting type: CELType? = nil) -> Expression? {
        compile(text.source, at: text.range, expecting: type) { text.range(of: $0) }
    }

    /// `place` finds a part of the source, in Unicode scalars, in the file.
    private func compile(
        _ source: String, at range: SourceRange, expecting type: CELType?,
        place: (Range<Int>) -> SourceRange
    ) -> Expression? {
        do {
            return Expression(
                program: try environment.compile(source, expecting: type), range: range)
        } catch {
            for issue in error.issues {
                let part = source.scalarRange(ofUTF8: issue.range)
                sink.report(diagnostic(issue, in: source, at: place(part)))
            }
            return nil
        }
    }

    /// A limit or a date: written as such, or CEL that gives one.
    func limitSource(_ length: DeadlineTemplate.Length) -> LimitSource? {
        switch length {
        case .fixed(let limit): .fixed(limit)
        case .expression(let text):
            compile(text).flatMap { isLimitOrDate($0) ? .expression($0) : nil }
        }
    }

    /// CEL that gives a date or an instant; nil after a complaint.
    func moment(_ text: ExpressionText) -> Expression? {
        guard let expression = compile(text) else { return nil }
        let type = expression.program.resultType
        if type == DateValue.type || type == .timestamp || type == .dyn { return expression }
        sink.error(
            "type-mismatch",
            LocalizedText(
                vi: "cần một ngày hoặc một thời điểm, nhưng biểu thức cho kiểu \(type)",
                en: "expected a date or an instant, but the expression gives \(type)"),
            at: expression.range)
        return nil
    }

    /// Complains unless the expression gives a limit or a date.
    func isLimitOrDate(_ expression: Expression) -> Bool {
        let type = expression.program.resultType
        if type == LimitValue.type || type == DateValue.type || type == .dyn { return true }
        sink.error(
            "type-mismatch",
            LocalizedText(
                vi: "cần một thời hạn hoặc một ngày, nhưng biểu thức cho kiểu \(type)",
                en: "expected a limit or a date, but the expression gives \(type)"),
            at: expression.range,
            hint: LocalizedText(
                vi: "viết 10 ngày làm việc, limit('10 ngày làm việc') hoặc table('…').limit",
                en: "write 10 working days, limit('10 working days') or table('…').limit"))
        return false
    }
}

extension LocalizedText {
    static let anExpression = LocalizedText(vi: "một biểu thức CEL", en: "a CEL expression")
}

extension String {
    /// The same stretch counted in Unicode scalars, as places in files are.
    func scalarRange(ofUTF8 range: Range<Int>) -> Range<Int> {
        func scalars(before offset: Int) -> Int {
            // Every scalar has one byte that continues no other.
            utf8.prefix(offset).count { $0 & 0xC0 != 0x80 }
        }
        return scalars(before: range.lowerBound)..<scalars(before: range.upperBound)
    }
}
