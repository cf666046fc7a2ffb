import Diagnostics
import WorkflowCore
import WorkflowModel
import WorkflowPresentation

extension ItemContent {
    /// The buttons one may press; and what one may not, with the reason and who could.
    var actionViews: View {
        if state.outcome != nil {
            return ["hasActions": false]
        }
        let isOpen = { (available: AvailableAction) in
            available.isOpen || principals[available.action.name] != nil
        }
        let open = actions.filter(isOpen)
        let closed = actions.filter { !isOpen($0) }.inOrderOfUse
        let main = open.filter { !$0.action.isOptional }
        var does: [View] = answers.enumerated().map { index, answer in
            var path = "\(path)/tasks/\(answer.name.queryEscaped)"
            if let member = answer.member { path += "?member=" + member.queryEscaped }
            return ["path": path, "title": answer.title, "isSecond": index > 0]
        }
        does += main.enumerated().map { index, action in
            button(action, isSecond: index > 0 || !answers.isEmpty)
        }
        let more = open.filter(\.action.isOptional).map { button($0, isSecond: true) }
        let takes = choices.flatMap(buttons)
        let notes =
            does.isEmpty && takes.isEmpty
            ? [] : HandoverNote.all(of: state, in: history, eventText)
        return [
            "notes": notes.map(\.view), "hasActions": true, "does": does, "takes": takes,
            "more": more,
            "hasMore": !more.isEmpty,
            "nothing": does.isEmpty && takes.isEmpty && more.isEmpty
                ? say(
                    vi: "Lúc này hồ sơ không chờ bạn.",
                    en: "This item is not waiting for you at present.") : nil,
            "cannot": closed.map(closedView), "hasCannot": !closed.isEmpty,
            // Told at once where it answers “why is there nothing for me to do?”.
            "opensCannot": does.isEmpty || closed.count <= 2,
        ]
    }

    private func button(_ available: AvailableAction, isSecond: Bool) -> View {
        var title = available.action.title.spoken
        let names = principals[available.action.name] ?? available.principal.map { [$0.name] }
        if let names {
            title += say(
                vi: " (thay \(names.joined(separator: " hoặc ")))",
                en: " (for \(names.joined(separator: " or ")))")
        }
        return [
            "path": "\(path)/actions/\(available.action.name.queryEscaped)", "title": title,
            "isSecond": isSecond,
        ]
    }

    private func closedView(_ available: AvailableAction) -> View {
        let reasons = available.telling
        return [
            "title": available.action.title.spoken,
            "form": available.isFillable
                ? "\(path)/actions/\(available.action.name.queryEscaped)" : nil,
            "emergency": breakable.contains(available.action.name)
                ? "\(path)/actions/\(available.action.name.queryEscaped)#break-glass" : nil,
            "reasons": reasons.map { reason -> View in
                // Whose it is says it all; that it is not for the reader need not be spelt out.
                guard reason.code == .notPermitted else {
                    return ReasonText(reason, organisation).view
                }
                return [
                    "message": reason.whoCould.isEmpty
                        ? say(
                            vi: "Hiện chưa có ai được giao việc này.",
                            en: "Nobody has this duty at present.")
                        : say(vi: "Người có thẩm quyền: ", en: "Who could: ")
                            + names(reason.whoCould) + "."
                ]
            },
        ]
    }

    /// To take a task, hand it back, give it to somebody.
    private func buttons(_ choice: TaskChoice) -> [View] {
        let task = choice.task
        let name = task.name(workflow)
        let title = task.title(workflow).spoken
        func post(_ path: String, vi: String, en: String) -> View {
            [
                "post": View(
                    dictionaryLiteral: ("action", "\(self.path)/\(path)"),
                    ("title", say(vi: vi, en: en)), ("task", name), ("member", task.member),
                    ("key", key()))
            ]
        }
        var views: [View] = []
        if choice.canClaim {
            views.append(post("claim", vi: "Nhận việc này", en: "Take this task"))
        }
        if choice.canHandBack {
            views.append(post("hand-back", vi: "Trả lại việc", en: "Hand it back"))
        }
        if !choice.assignees.isEmpty {
            var path = "\(path)/assign?task=" + name.queryEscaped
            if let member = task.member { path += "&member=" + member.queryEscaped }
            views.append([
                "path": path,
                "title": say(
                    vi: "Giao cho một người: \(title)", en: "Assign to somebody: \(title)"),
            ])
        }
        return views
    }
}
