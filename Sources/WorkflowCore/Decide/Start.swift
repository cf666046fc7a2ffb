import Diagnostics
public import WorkflowModel

/// Decides how a new item of a workflow begins.
///
/// - Throws: `Refusal` when a field is unknown, missing or does not fit.
public func decideStart(
    _ command: StartCommand, workflow: Workflow, _ circumstances: Circumstances
) throws(Refusal) -> [Event] {
    let actor = circumstances.actor
    guard actor != nil || command.schedule != nil || command.parent != nil else {
        throw Refusal(
            code: .notPermitted,
            message: LocalizedText(
                vi: "Chưa biết ai lập hồ sơ này.", en: "It is not known who starts this item."))
    }
    let evaluator = Evaluator(
        workflow, item: command.id, state: nil, circumstances: circumstances)
    var macrostep = Macrostep(evaluator)
    var step = Step()
    for (index, field) in workflow.fields.enumerated() {
        if let value = field.defaultValue { macrostep.assign(value, to: index, &step) }
    }
    let input = FieldInput(workflow: workflow, organisation: circumstances.rules.organisation)
    let given = try input.resolve(command.fields, allowed: nil)
    // What a plan, a schedule or a parent gives, those say who wrote them.
    let isByHand = command.plan == nil && command.schedule == nil && command.parent == nil
    if isByHand {
        let early = given.compactMap { index, _ in
            workflow.stepAhead(askingFor: index).map {
                Reason.early(field: workflow.fields[index], $0)
            }
        }
        if let first = early.first {
            throw Refusal(code: first.code, message: first.message, reasons: early)
        }
    }
    for (index, value) in given { macrostep.assign(value, to: index, &step) }
    try evaluator.checkBudgets(given.map(\.0))
    let missing = workflow.fields.indices.filter { index in
        workflow.fields[index].isRequired && evaluator.field(index) == nil
    }
    guard missing.isEmpty else {
        let reasons = missing.map { Reason.missing(field: workflow.fields[$0]) }
        throw Refusal(code: .missing, message: reasons[0].message, reasons: reasons)
    }
    let starter = isByHand ? try Permissions(evaluator: evaluator).starter() : actor
    var limits: [Int: FixedLimit] = [:]
    for (name, limit) in command.limits {
        guard let index = workflow.deadlineIndex[name] else {
            throw Refusal(
                code: .invalidInput,
                message: LocalizedText(
                    vi: "Quy trình \(workflow.name) không có thời hạn tên \(name).",
                    en: "Workflow \(workflow.name) has no deadline named \(name)."))
        }
        limits[index] = limit
    }
    try macrostep.begin(&step)
    macrostep.finish(&step, limits: limits)
    return [
        Event(
            version: 1, at: circumstances.now, actor: starter?.id, for: starter?.principal?.id,
            body: .started(
                Started(
                    agency: starter?.agency, plan: command.plan, schedule: command.schedule,
                    parent: command.parent, limits: limits, step: step)))
    ]
}
