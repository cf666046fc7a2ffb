import Diagnostics
import WorkflowModel
import YAML

/// Checks what the steps of a ladder do against a workflow whose deadline climbs it.
struct LadderCheck {
    let context: WorkflowContext
    let sink: DiagnosticSink

    func run(_ ladder: Escalation) {
        var seen: Set<String> = []
        for step in ladder.steps {
            switch step.effect {
            case .act(let action) where seen.insert(action.value).inserted: check(action)
            case .open(let order) where seen.insert(order.name.value).inserted: check(order)
            default: continue
            }
        }
    }

    private func check(_ action: Located<String>) {
        guard context.actionIndex[action.value] != nil else {
            sink.report(
                .unknownName(
                    action.value, in: context.actionNames,
                    LocalizedText(
                        vi: "một hành động của quy trình “\(context.name.value)”",
                        en: "an action of the workflow “\(context.name.value)”"),
                    at: action.range))
            return
        }
        let isAutomatic = context.tree.drafts.contains { draft in
            draft.mapping["actions"]?.mapping?[action.value]?.mapping?["automatic"]?.string
                == "true"
        }
        if isAutomatic { return }
        sink.error(
            "not-automatic",
            LocalizedText(
                vi:
                    "hành động “\(action.value)” của “\(context.name.value)” không được phép tự chạy",
                en: "the action “\(action.value)” of “\(context.name.value)” may not be taken by "
                    + "itself"),
            at: action.range,
            hint: LocalizedText(
                vi: "nếu thật sự muốn vậy, ghi “automatic: true” ở hành động đó",
                en: "if that is really meant, write “automatic: true” at the action"))
    }

    /// Both are what `wf advance ITEM NAME` names.
    private func check(_ order: Escalation.TaskOrder) {
        if let asking = context.tree.drafts.first(where: { $0.asks(order.name.value) }) {
            sink.report(
                .alreadyDefined(
                    LocalizedText(vi: "việc của một trạng thái", en: "the tasks of a state"),
                    order.name.value, at: order.name.range, first: asking.name.range))
            return
        }
        guard context.actionIndex[order.name.value] != nil else { return }
        sink.error(
            "already-defined",
            LocalizedText(
                vi: "“\(order.name.value)” đã là một hành động của “\(context.name.value)”",
                en: "“\(order.name.value)” is already an action of “\(context.name.value)”"),
            at: order.name.range)
    }
}

extension StateTree.Draft {
    /// Whether what it asks of each member of a list is called so.
    fileprivate func asks(_ name: String) -> Bool {
        guard let tasks = mapping["tasks"]?.mapping else { return false }
        return (tasks["name"]?.string ?? self.name.value) == name
    }
}
