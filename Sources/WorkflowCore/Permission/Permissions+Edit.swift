import Diagnostics
import WorkflowModel

extension Permissions {
    /// Whether the actor may change the field now outside an action.
    func mayEdit(_ field: Int, _ actor: Actor) -> Bool {
        // Powers to take certain actions are none to change what an item says.
        guard actor.covers(workflow: workflow.name, action: "") else { return false }
        let configuration = evaluator.configuration
        return evaluator.workflow.edits.contains { rule in
            rule.fields.contains(field) && rule.holds(in: configuration)
                && rule.performers.contains { fits($0, actor) }
        }
    }

    /// Why the actor may not change the field outside an action; nil when they may. Says who could,
    /// in which states, and which actions take the field.
    func notEditable(_ field: Int, _ actor: Actor) -> Reason? {
        if mayEdit(field, actor) { return nil }
        let workflow = evaluator.workflow
        let organisation = evaluator.circumstances.rules.organisation
        let title = workflow.fields[field].title
        let rules = workflow.edits.filter { $0.fields.contains(field) }
        let isOpen = rules.contains { $0.holds(in: evaluator.configuration) }
        var message: LocalizedText
        var could: [String] = []
        if rules.isEmpty {
            message = LocalizedText(
                vi: "Quy trình \(workflow.name) không cho sửa “\(title.vi)” ngoài một bước. ",
                en: "Workflow \(workflow.name) lets nobody change “\(title.en)” outside an action. "
            )
        } else if isOpen {
            could = whoCouldEdit(field)
            message =
                LocalizedText(
                    vi: "\(organisation.introduction(actor, .vi)) không được sửa “\(title.vi)”. ",
                    en: "\(organisation.introduction(actor, .en)) may not change “\(title.en)”. ")
                + organisation.naming(could) + LocalizedText(" ")
        } else {
            let scope = titles(of: rules)
            message = LocalizedText(
                vi: "Lúc này không sửa được “\(title.vi)”; chỉ sửa được khi hồ sơ ở: \(scope.vi). ",
                en: "“\(title.en)” cannot be changed now, only while the item is in: \(scope.en). ")
        }
        message = message + actions(taking: field)
        return Reason(
            code: isOpen ? .notPermitted : .notAvailable,
            message: LocalizedText(
                vi: message.vi.trimmingSpaces(), en: message.en.trimmingSpaces()),
            whoCould: could)
    }

    private func whoCouldEdit(_ field: Int) -> [String] {
        whoCould { $0.mayEdit(field, $1) }
    }

    private func titles(of rules: [EditRule]) -> LocalizedText {
        var states: [StateID] = []
        for state in rules.flatMap(\.scope) where !states.contains(state) { states.append(state) }
        let titles = states.map { evaluator.workflow[$0].title }
        return LocalizedText(
            vi: titles.map(\.vi).joined(separator: ", "),
            en: titles.map(\.en).joined(separator: ", "))
    }

    private func actions(taking field: Int) -> LocalizedText {
        var found: [Action] = []
        for action in evaluator.workflow.states.flatMap(\.actions)
        where action.inputFields.contains(field)
            && !found.contains(where: { $0.name == action.name })
        {
            found.append(action)
        }
        guard !found.isEmpty else { return LocalizedText("") }
        return LocalizedText(
            vi: "Bước nhận trường này: "
                + found.map { "\($0.name) (\($0.title.vi))" }.joined(separator: ", ") + ".",
            en: "Actions that take it: "
                + found.map { "\($0.name) (\($0.title.en))" }.joined(separator: ", ") + ".")
    }
}
