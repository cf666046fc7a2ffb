import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel

/// Evaluates the expressions of a workflow for one item under given circumstances.
struct Evaluator {
    let workflow: Workflow
    let circumstances: Circumstances
    let visited: StateSet
    let acts: [ActHistory?]
    private let identity: ItemObject.Identity
    /// The variables that stay the same while a decision is made.
    private let variables: [Value?]

    init(
        _ workflow: Workflow, item: String, state: ItemState?, circumstances: Circumstances,
        action: String = "", note: String = ""
    ) {
        self.workflow = workflow
        self.circumstances = circumstances
        visited = state?.visited ?? []
        acts = state?.acts ?? []
        identity = ItemObject.Identity(
            id: item, workflow: workflow.name, version: workflow.version)
        var variables = [Value?](repeating: nil, count: ExpressionSlots.count)
        variables[ExpressionSlots.actor] = .object(
            circumstances.actor.map { actor in
                ActorObject(
                    id: actor.id, name: actor.name, agency: actor.agency, roles: actor.roles)
            } ?? .nobody)
        variables[ExpressionSlots.action] = .string(action)
        variables[ExpressionSlots.note] = .string(note)
        variables[ExpressionSlots.now] = circumstances.now.timestamp.map(Value.timestamp)
        variables[ExpressionSlots.today] = .date(circumstances.today)
        self.variables = variables
    }

    private init(_ other: Evaluator, actor: Actor) {
        workflow = other.workflow
        circumstances = other.circumstances
        visited = other.visited
        acts = other.acts
        identity = other.identity
        var variables = other.variables
        variables[ExpressionSlots.actor] = .object(
            ActorObject(id: actor.id, name: actor.name, agency: actor.agency, roles: actor.roles))
        self.variables = variables
    }

    /// The same for somebody else.
    func replacing(actor: Actor) -> Evaluator { Evaluator(self, actor: actor) }

    func activation(fields: [FieldValue?], configuration: StateSet) -> Activation {
        var values = variables
        values[ExpressionSlots.item] = .object(ItemObject(fields: fields, identity: identity))
        return Activation(
            values,
            host: EvaluationHost(evaluator: self, values: values, configuration: configuration))
    }

    func value(
        of expression: Expression, fields: [FieldValue?], configuration: StateSet
    ) throws(Refusal) -> Value {
        do {
            return try expression.program.evaluate(
                activation(fields: fields, configuration: configuration))
        } catch {
            throw Self.fault(expression, error)
        }
    }

    /// Nil when something it reads has no value.
    func valueIfPresent(
        of expression: Expression, fields: [FieldValue?], configuration: StateSet
    ) -> Value? {
        // A computed field of an unset one is itself unset: that is its meaning, not a failure.
        try? expression.program.evaluate(activation(fields: fields, configuration: configuration))
    }

    func isTrue(
        _ expression: Expression, fields: [FieldValue?], configuration: StateSet
    ) throws(Refusal) -> Bool {
        // A condition that cannot be evaluated is not met; `wf why` names the missing field.
        if case .bool(true)? = valueIfPresent(
            of: expression, fields: fields, configuration: configuration)
        {
            return true
        }
        return false
    }

    func code(
        _ source: CodeSource, fields: [FieldValue?], configuration: StateSet
    ) throws(Refusal) -> String? {
        switch source {
        case .code(let code):
            return code
        case .expression(let expression):
            guard
                case .string(let code)? = valueIfPresent(
                    of: expression, fields: fields, configuration: configuration), !code.isEmpty
            else { return nil }
            return code
        }
    }

    /// A value as the field keeps it; refuses what does not fit.
    func fieldValue(
        _ value: Value, for field: Int, at expression: Expression
    ) throws(Refusal) -> FieldValue? {
        let definition = workflow.fields[field]
        do {
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

    static func fault(_ expression: Expression, _ error: EvaluationError) -> Refusal {
        Refusal(
            code: .definitionFault,
            message: LocalizedText(
                vi: "Không tính được biểu thức \(expression.source): \(error.message)",
                en: "The expression \(expression.source) could not be evaluated: \(error.message)"))
    }
}

/// Answers the functions of an expression from the item it is evaluated for.
private final class EvaluationHost: ExpressionHost {
    let evaluator: Evaluator
    let values: [Value?]
    let configuration: StateSet

    init(evaluator: Evaluator, values: [Value?], configuration: StateSet) {
        self.evaluator = evaluator
        self.values = values
        self.configuration = configuration
    }

    var calendar: WorkingCalendar { evaluator.circumstances.calendar }

    func hasVisited(_ state: StateID) -> Bool {
        evaluator.visited.contains(state) || configuration.contains(state)
    }

    func isActive(_ state: StateID) -> Bool { configuration.contains(state) }

    func lastAct(of action: Int) -> ActRecord? {
        evaluator.acts.indices.contains(action) ? evaluator.acts[action]?.last : nil
    }

    func superior(of agency: String) -> String? {
        evaluator.circumstances.rules.organisation.agency(agency)?.parent
    }

    func outputs(ofTable name: String) throws(EvaluationError) -> Value {
        guard let table = evaluator.circumstances.rules.tables[name],
            let inputs = evaluator.workflow.tableInputs[name]
        else {
            throw EvaluationError(.noSuchKey, "no decision table \(name)")
        }
        let activation = Activation(values, host: self)
        var arguments: [Value] = []
        for input in inputs {
            // An input without a value is null: only a cell that takes anything lets it pass.
            arguments.append((try? input.program.evaluate(activation)) ?? .null)
        }
        do {
            return .object(TableObject(table, try table.decide(arguments)))
        } catch {
            throw EvaluationError(.noValue, error.message.en)
        }
    }
}
