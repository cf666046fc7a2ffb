import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel

/// What performers of a workflow may hang on: the values an item begins with, and the row by which
/// each decision table decides.
final class Surroundings: ExpressionHost {
    let workflow: Workflow
    let calendar: WorkingCalendar
    /// For people: `lead = so-khcn`.
    let label: String
    private let rules: Rules
    private let fields: [FieldValue?]
    /// By the name of the table, counted from 0.
    private let rows: [String: Int]

    /// - Parameter given: values by field name, besides the defaults.
    init(
        _ workflow: Workflow, _ rules: Rules, _ calendar: WorkingCalendar,
        given: [String: FieldValue], rows: [String: Int] = [:]
    ) {
        self.workflow = workflow
        self.rules = rules
        self.calendar = calendar
        self.rows = rows
        var fields = workflow.fields.map { given[$0.name] ?? $0.defaultValue }
        let named = workflow.fields.indices.compactMap { index -> String? in
            guard workflow.fields[index].type == .agency,
                case .string(let code)? = fields[index]
            else { return nil }
            return "\(workflow.fields[index].name) = \(code)"
        }
        let decided = rows.sorted { $0.key < $1.key }.map { "\($0.key)[\($0.value + 1)]" }
        label = (named + decided).joined(separator: ", ")
        // A computed field may read those computed before it.
        for index in workflow.computedFields {
            guard let expression = workflow.fields[index].value else { continue }
            let host = Bare(rules: rules, rows: rows, calendar: calendar)
            let value = try? expression.program.evaluate(
                Activation(
                    [.object(ItemObject(fields: fields, id: "", workflow: workflow))], host: host))
            fields[index] = value.flatMap { try? workflow.fields[index].type.fieldValue($0) }
        }
        self.fields = fields
    }

    /// What a code source gives here; nil when only an item knows.
    func code(_ source: CodeSource) -> String? {
        switch source {
        case .code(let code): return code
        case .field(let index):
            guard case .string(let code)? = fields[index], !code.isEmpty else { return nil }
            return code
        case .expression(let expression):
            guard case .string(let code)? = value(of: expression, for: nil), !code.isEmpty else {
                return nil
            }
            return code
        }
    }

    /// Whether a condition on who acts holds; nil when only an item knows.
    func holds(
        _ condition: Expression, _ person: Organisation.Person, _ position: Organisation.Position
    )
        -> Bool?
    {
        let actor = ActorObject(
            id: person.id, name: person.name, agency: position.agency, roles: position.roles)
        guard case .bool(let answer)? = value(of: condition, for: actor) else { return nil }
        return answer
    }

    /// Nil when it asks for the history of an item, or for what has no value yet.
    func value(of expression: Expression, for actor: ActorObject?) -> Value? {
        let source = expression.source
        if ["visited(", "in_state(", "last("].contains(where: source.contains) { return nil }
        let item = Value.object(ItemObject(fields: fields, id: "", workflow: workflow))
        var values: [Value?] = [item]
        if let actor { values.append(.object(actor)) }
        return try? expression.program.evaluate(Activation(values, host: self))
    }

    /// The agencies that a child begins with, by the name of its field.
    func beginning(
        of child: Workflow, openedBy definition: ChildrenDefinition
    ) -> [String: FieldValue] {
        var given: [String: FieldValue] = [:]
        for field in definition.fields {
            guard let index = child.fieldIndex[field.name.value],
                child.fields[index].type == .agency,
                case .string(let code)? = value(of: field.value, for: nil)
            else { continue }
            given[field.name.value] = .string(code)
        }
        return given
    }

    // MARK: Functions of expressions

    func hasVisited(_ state: StateID) -> Bool { false }
    func isActive(_ state: StateID) -> Bool { false }
    func lastAct(of action: Int) -> ActRecord? { nil }

    func superior(of agency: String) -> String? { rules.organisation.agency(agency)?.parent }

    func outputs(ofTable name: String) throws(EvaluationError) -> Value {
        try Bare(rules: rules, rows: rows, calendar: calendar).outputs(ofTable: name)
    }
}

/// The same before its fields are worked out.
private final class Bare: ExpressionHost {
    let rules: Rules
    let rows: [String: Int]
    let calendar: WorkingCalendar

    init(rules: Rules, rows: [String: Int], calendar: WorkingCalendar) {
        self.rules = rules
        self.rows = rows
        self.calendar = calendar
    }

    func hasVisited(_ state: StateID) -> Bool { false }
    func isActive(_ state: StateID) -> Bool { false }
    func lastAct(of action: Int) -> ActRecord? { nil }
    func superior(of agency: String) -> String? { rules.organisation.agency(agency)?.parent }

    func outputs(ofTable name: String) throws(EvaluationError) -> Value {
        guard let table = rules.tables[name], let row = rows[name],
            table.rows.indices.contains(row)
        else {
            throw EvaluationError(
                .noValue,
                LocalizedText(vi: "chưa biết dòng nào", en: "it is not known which row"))
        }
        return .object(
            TableObject(
                table,
                DecisionTable.Decision(rows: [row + 1], outputs: [table.rows[row].outputs])))
    }
}
