import Diagnostics
import WorkflowModel

extension Decision {
    /// Changes fields outside an action; nothing when they have these values already.
    func set(_ command: SetCommand) throws(Refusal) -> [Event] {
        guard let actor = circumstances.actor else { throw .nobody }
        if let outcome = state.outcome { throw .finished(state, outcome) }
        let given = try FieldInput(
            workflow: workflow, organisation: circumstances.rules.organisation,
            children: state.content.children
        ).resolve(command.fields, allowed: nil)
        guard !given.isEmpty else { throw Refusal(.nothingGiven) }
        let reasons = given.compactMap { permissions.notEditable($0.0, actor) }
        guard reasons.isEmpty else { throw Refusal(reasons) }
        for (field, value) in given where value == nil && workflow.fields[field].isRequired {
            throw Refusal(.required(workflow.fields[field]))
        }
        var macrostep = Macrostep(evaluator)
        var step = Step()
        for (field, value) in given { macrostep.assign(value, to: field, &step) }
        if step.changes.isEmpty { return [] }
        try evaluator.checkBudgets(given.map(\.0))
        try macrostep.follow(&step)
        macrostep.finish(&step, limits: state.limits)
        return [
            Event(
                version: state.version + 1, at: circumstances.now, actor: actor.id,
                for: actor.principal?.id,
                body: .changed(
                    FieldsChanged(
                        agency: actor.agency, note: command.note, fields: given.map(\.0),
                        step: consume step)))
        ]
    }
}

extension ItemState {
    /// The fields a person may change now outside an action, by index, in the order of the
    /// workflow.
    public func editableFields(_ circumstances: Circumstances) -> [Int] {
        guard outcome == nil, let actor = circumstances.actor else { return [] }
        let permissions = ([actor] + circumstances.others).map { capacity in
            (Decision(self, circumstances.replacing(actor: capacity)).permissions, capacity)
        }
        return workflow.fields.indices.filter { field in
            permissions.contains { $0.mayEdit(field, $1) }
        }
    }
}

extension Reason {
    fileprivate static let nothingGiven = Reason(
        code: .invalidInput,
        message: LocalizedText(vi: "Chưa ghi trường nào để sửa.", en: "No field was named."))

    fileprivate static func required(_ field: FieldDefinition) -> Reason {
        Reason(
            code: .invalidInput,
            message: LocalizedText(
                vi: "“\(field.title.vi)” (\(field.name)) bắt buộc phải có, không để trống được.",
                en: "“\(field.title.en)” (\(field.name)) is required and cannot be left empty."))
    }
}
