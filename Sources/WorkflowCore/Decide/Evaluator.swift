import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel

/// Evaluates the expressions of a workflow for one item while one decision is made.
///
/// It holds the item as expressions see it: as it was read at first, then with what the decision
/// has changed so far. Used by one decision, on one thread.
final class Evaluator {
    let workflow: Workflow
    let circumstances: Circumstances
    /// The item as it was read; nil for one that is about to begin.
    let before: ItemState?
    private let identity: ItemObject.Identity
    private let host: EvaluationHost
    private var activation: Activation

    init(
        _ workflow: Workflow, item: String, state: ItemState?, circumstances: Circumstances,
        action: String = "", note: String = ""
    ) {
        self.workflow = workflow
        self.circumstances = circumstances
        before = state
        identity = ItemObject.Identity(
            id: item, workflow: workflow.name, version: workflow.version)
        host = EvaluationHost(workflow: workflow, circumstances: circumstances, state: state)
        fields = state?.fields ?? Array(repeating: nil, count: workflow.fields.count)
        var values = [Value?](repeating: nil, count: ExpressionSlots.count)
        values[ExpressionSlots.item] = .object(ItemObject(fields: fields, identity: identity))
        values[ExpressionSlots.actor] = .object(circumstances.actorObject)
        values[ExpressionSlots.action] = .string(action)
        values[ExpressionSlots.note] = .string(note)
        values[ExpressionSlots.now] = circumstances.now.timestamp.map(Value.timestamp)
        values[ExpressionSlots.today] = .date(circumstances.today)
        activation = Activation(values, host: host)
        host.values = values
    }

    /// A new one for somebody else, with the item as it was read.
    func replacing(actor: Actor) -> Evaluator {
        Evaluator(
            workflow, item: identity.id, state: before,
            circumstances: circumstances.replacing(actor: actor))
    }

    /// The values of the fields by now.
    private(set) var fields: [FieldValue?]

    func set(_ value: FieldValue?, field: Int) {
        fields[field] = value
        let item = Value.object(ItemObject(fields: fields, identity: identity))
        activation.values[ExpressionSlots.item] = item
        host.values = activation.values
    }

    /// The active states by now.
    var configuration: StateSet {
        get { host.configuration }
        set { host.configuration = newValue }
    }

    func value(of expression: Expression) throws(Refusal) -> Value {
        do throws(EvaluationError) {
            return try expression.program.evaluate(activation)
        } catch {
            throw Refusal(
                code: .definitionFault,
                message: LocalizedText(
                    vi: "Không tính được biểu thức \(expression.source): \(error.message)",
                    en: "The expression \(expression.source) could not be evaluated:"
                        + " \(error.message)"))
        }
    }

    /// Nil when something it reads has no value.
    ///
    /// A computed field of an unset one is itself unset, and a limit that hangs on it does not run
    /// yet: that is their meaning, not a failure.
    func valueIfPresent(of expression: Expression) -> Value? {
        try? expression.program.evaluate(activation)
    }

    /// A condition that cannot be evaluated is not met; `wf why` names the missing field.
    func isTrue(_ expression: Expression) -> Bool {
        if case .bool(true)? = valueIfPresent(of: expression) { true } else { false }
    }

    func code(_ source: CodeSource) -> String? {
        switch source {
        case .code(let code):
            return code
        case .expression(let expression):
            guard case .string(let code)? = valueIfPresent(of: expression),
                !code.isEmpty
            else { return nil }
            return code
        }
    }

    func explain(_ expression: Expression) -> Explanation {
        expression.program.explain(activation)
    }

    /// A value as the field keeps it; refuses what does not fit.
    func fieldValue(
        _ value: Value, for field: Int, at expression: Expression
    ) throws(Refusal) -> FieldValue? {
        let definition = workflow.fields[field]
        do throws(FieldTypeMismatch) {
            return try definition.type.fieldValue(value)
        } catch {
            throw Refusal(
                code: .definitionFault,
                message: LocalizedText(
                    vi: "Biểu thức \(expression.source) không cho giá trị hợp với trường"
                        + " “\(definition.title.vi)”.",
                    en: "The expression \(expression.source) gives no value that fits the field"
                        + " “\(definition.title.en)”."))
        }
    }
}

/// Answers the functions of an expression from the item it is evaluated for.
///
/// `@unchecked`: it changes as its decision goes on, but the evaluator that owns it is not
/// `Sendable`, and an evaluation does not outlive the call.
private final class EvaluationHost: ExpressionHost, @unchecked Sendable {
    let workflow: Workflow
    let circumstances: Circumstances
    let visited: StateSet
    let acts: [ActHistory?]
    var values: [Value?] = []
    var configuration: StateSet

    init(workflow: Workflow, circumstances: Circumstances, state: ItemState?) {
        self.workflow = workflow
        self.circumstances = circumstances
        visited = state?.visited ?? []
        acts = state?.acts ?? []
        configuration = state?.configuration ?? []
    }

    var calendar: WorkingCalendar { circumstances.calendar }

    func hasVisited(_ state: StateID) -> Bool {
        visited.contains(state) || configuration.contains(state)
    }

    func isActive(_ state: StateID) -> Bool { configuration.contains(state) }

    func lastAct(of action: Int) -> ActRecord? {
        acts.indices.contains(action) ? acts[action]?.last : nil
    }

    func superior(of agency: String) -> String? {
        circumstances.rules.organisation.agency(agency)?.parent
    }

    func outputs(ofTable name: String) throws(EvaluationError) -> Value {
        guard let table = circumstances.rules.tables[name],
            let inputs = workflow.tableInputs[name]
        else {
            throw EvaluationError(.noSuchKey, "no decision table \(name)")
        }
        let activation = Activation(values, host: self)
        let arguments = inputs.map { input in
            // An input without a value is null: only a cell that takes anything lets it pass.
            (try? input.program.evaluate(activation)) ?? .null
        }
        do throws(DecisionError) {
            return .object(TableObject(table, try table.decide(arguments)))
        } catch {
            throw EvaluationError(.noValue, error.message.en)
        }
    }
}
