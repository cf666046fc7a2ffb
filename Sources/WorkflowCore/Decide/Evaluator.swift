import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel

/// Evaluates the expressions of a workflow for one item while one decision is made.
///
/// It holds the item as expressions see it: as it was read at first, then with what the decision
/// has changed so far, and answers the functions of expressions from that.
///
/// `@unchecked`: it changes as its decision goes on. It is used by one decision, on one thread, and
/// an evaluation, which wants its host to be `Sendable`, does not outlive the call. For the same
/// reason access to what changes is not checked while running.
final class Evaluator: ExpressionHost, VariableSource, @unchecked Sendable {
    let workflow: Workflow
    let circumstances: Circumstances
    /// The item as it was read; nil for one that is about to begin.
    let before: ItemState?
    /// The active states by now.
    @exclusivity(unchecked) var configuration: StateSet
    /// The values of the fields by now, when the decision has changed some or the item is about to
    /// begin; else they are as they were read.
    @exclusivity(unchecked) private var changed: [FieldValue?]?
    /// The children by now, when the decision has opened some or follows what became of them.
    @exclusivity(unchecked) private var changedChildren: [ChildState]?
    /// While a child begins: the member of the list it is opened for, and its number.
    @exclusivity(unchecked) var inside: (each: Value, number: Int64)?
    /// What states asked of the members of lists, when the decision has changed some of it.
    @exclusivity(unchecked) private var changedRounds: [TaskRound]?
    /// The state whose tasks an expression is about; nil for those of the whole item.
    @exclusivity(unchecked) private(set) var focus: StateID?
    /// An item that is about to begin.
    private let beginning: ItemObject.Identity?
    /// The index of the action taken.
    private let action: Int?
    private let note: String

    init(
        _ workflow: Workflow, item: String, state: ItemState?, circumstances: Circumstances,
        action: Int? = nil, note: String = ""
    ) {
        self.workflow = workflow
        self.circumstances = circumstances
        before = state
        configuration = state?.configuration ?? []
        beginning =
            state == nil
            ? ItemObject.Identity(id: item, workflow: workflow.name, version: workflow.version)
            : nil
        changed = state == nil ? Array(repeating: nil, count: workflow.fields.count) : nil
        self.action = action
        self.note = note
    }

    private var activation: Activation { Activation(source: self, host: self) }

    func value(ofVariable slot: Int) -> Value? {
        switch slot {
        case ExpressionSlots.item: object
        case ExpressionSlots.action: .string(action.map { workflow.actionNames[$0] } ?? "")
        case ExpressionSlots.note: .string(note)
        case ExpressionSlots.children: .list(children.map { .object(ChildObject($0)) })
        case ExpressionSlots.each: inside?.each
        case ExpressionSlots.number: inside.map { .int($0.number) }
        case ExpressionSlots.tasks: tasks
        default: circumstances.variables[slot]
        }
    }

    /// What nearly every expression reads, without making the item a value first.
    func field(at position: Int, ofVariable slot: Int) -> Value? {
        guard slot == ExpressionSlots.item, position < workflow.fields.count else { return nil }
        return field(position).map(Value.init)
    }

    var children: [ChildState] {
        get { changedChildren ?? before?.content.children ?? [] }
        set { changedChildren = newValue }
    }

    var itemID: String { before?.id ?? beginning?.id ?? "" }

    /// The item as a value.
    private var object: Value? {
        guard let identity = before?.content.identity ?? beginning,
            let fields = changed ?? before?.fields
        else { return nil }
        return .object(ItemObject(fields: fields, identity: identity))
    }

    func field(_ index: Int) -> FieldValue? {
        if let changed { return changed[index] }
        return before?.content.fields[index]
    }

    func set(_ value: FieldValue?, field: Int) {
        if changed == nil { changed = before?.fields }
        changed?[field] = value
    }

    /// By now.
    var rounds: [TaskRound] {
        get { changedRounds ?? before?.content.rounds ?? [] }
        set { changedRounds = newValue }
    }

    /// Evaluates something that is about the tasks of one state.
    func focused<Result>(on state: StateID, _ body: () -> Result) -> Result {
        let outer = focus
        focus = state
        defer { focus = outer }
        return body()
    }

    /// A new one with the item as it was read; nil for one that is about to begin.
    func asRead() -> Evaluator? {
        before.map {
            Evaluator(workflow, item: $0.id, state: $0, circumstances: circumstances)
        }
    }

    /// A new one for somebody else, with the item as it was read, or is about to begin.
    func replacing(actor: Actor) -> Evaluator {
        let evaluator = Evaluator(
            workflow, item: before?.id ?? beginning?.id ?? "", state: before,
            circumstances: circumstances.replacing(actor: actor))
        if before == nil { evaluator.changed = changed }
        return evaluator
    }

    func value(of expression: Expression) throws(Refusal) -> Value {
        do throws(EvaluationError) {
            return try expression.program.evaluate(activation)
        } catch {
            throw .fault(
                LocalizedText(
                    vi: "Không tính được biểu thức \(expression.source): \(error.text.vi)",
                    en: "The expression \(expression.source) could not be evaluated:"
                        + " \(error.text.en)"))
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
        if let answer = expression.program.answer(from: self) { return answer }
        if case .bool(true)? = valueIfPresent(of: expression) { return true }
        return false
    }

    /// As `isTrue`, of a condition that somebody has typed.
    ///
    /// - Throws: when it takes more work than it may.
    func fits(_ expression: Expression) throws(EvaluationError) -> Bool {
        if let answer = expression.program.answer(from: self) { return answer }
        do throws(EvaluationError) {
            return try expression.program.evaluate(activation) == .bool(true)
        } catch {
            guard error.code == .costLimit else { return false }
            throw error
        }
    }

    /// The first of these whose guard is true, or which has none.
    func firstEnabled(_ transitions: [Transition]) -> Transition? {
        for transition in transitions {
            guard let condition = transition.guardExpression else { return transition }
            if isTrue(condition) { return transition }
        }
        return nil
    }

    /// Whether that is the code the source gives.
    func gives(_ source: CodeSource, _ code: String) -> Bool {
        if case .code(let constant) = source { return constant == code }
        return self.code(source) == code
    }

    func gives(_ source: CodeSource, anyOf codes: [String]) -> Bool {
        guard case .code(let constant) = source else {
            return self.code(source).map(codes.contains) ?? false
        }
        return codes.contains(constant)
    }

    func code(_ source: CodeSource) -> String? {
        switch source {
        case .code(let code):
            return code
        case .field(let index):
            guard case .string(let code)? = field(index), !code.isEmpty else { return nil }
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
            throw .fault(
                LocalizedText(
                    vi: "Biểu thức \(expression.source) không cho giá trị hợp với trường"
                        + " “\(definition.title.vi)”.",
                    en: "The expression \(expression.source) gives no value that fits the field"
                        + " “\(definition.title.en)”."))
        }
    }

    // MARK: Functions of expressions

    var calendar: WorkingCalendar { circumstances.calendar }

    func hasVisited(_ state: StateID) -> Bool {
        configuration.contains(state) || before?.visited.contains(state) == true
    }

    func isActive(_ state: StateID) -> Bool { configuration.contains(state) }

    func lastAct(of action: Int) -> ActRecord? {
        before?.acts[action]?.last
    }

    func superior(of agency: String) -> String? {
        circumstances.rules.organisation.agency(agency)?.parent
    }

    func outputs(ofTable name: String) throws(EvaluationError) -> Value {
        guard let table = circumstances.rules.tables[name],
            let inputs = workflow.tableInputs[name]
        else {
            throw EvaluationError(
                .noSuchKey,
                LocalizedText(
                    vi: "không có bảng quyết định \(name)", en: "no decision table \(name)"))
        }
        let arguments = inputs.map { input in
            // An input without a value is null: only a cell that takes anything lets it pass.
            (try? input.program.evaluate(activation)) ?? .null
        }
        do throws(DecisionError) {
            return .object(TableObject(table, try table.decide(arguments)))
        } catch {
            throw EvaluationError(.noValue, error.message)
        }
    }
}
