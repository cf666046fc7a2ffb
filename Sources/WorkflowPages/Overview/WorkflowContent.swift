import Diagnostics
import WorkflowCalendar
package import WorkflowModel
import WorkflowPresentation

/// The kinds of item there are.
package struct WorkflowListContent: Sendable {
    package var workflows: [Workflow]

    package init(workflows: [Workflow]) {
        self.workflows = workflows.sorted {
            TextFolding.fold($0.title.spoken) < TextFolding.fold($1.title.spoken)
        }
    }

    package var html: String {
        let view: View = [
            "title": Place.workflows.title.spoken,
            "lead": say(
                vi:
                    "Mỗi loại hồ sơ đi theo một quy trình: ai làm bước nào, trong bao lâu, theo căn cứ"
                    + " nào.",
                en:
                    "Every kind of item follows a workflow: who does what, in what time, on what basis."
            ),
            "empty": workflows.isEmpty
                ? EmptyState(
                    say(vi: "Chưa có quy trình nào", en: "There are no workflows yet"),
                    say(
                        vi: "Quy trình là tệp trong thư mục workflows; người quản trị thêm vào.",
                        en:
                            "A workflow is a file in the folder of workflows; an administrator adds it."
                    )
                ).view : nil,
            "hasRows": !workflows.isEmpty,
            "rows": workflows.map { workflow -> View in
                let steps = workflow.states.count {
                    !$0.isHidden && $0.children.isEmpty && !$0.isFinal && !$0.isPseudo
                }
                return [
                    "title": workflow.title.spoken, "name": workflow.name,
                    "path": "/workflows/" + workflow.name.queryEscaped,
                    "meta": say(vi: "\(steps) bước", en: "\(steps) steps"),
                    "deadlines": say(
                        vi: "\(workflow.deadlines.count) thời hạn",
                        en: "\(workflow.deadlines.count) deadlines"),
                ]
            },
        ]
        return Templates.html("workflows", view)
    }
}

/// One workflow: drawn, and its rules in words.
package struct WorkflowContent: Sendable {
    package var workflow: Workflow
    package var rules: Rules
    /// How many items are under way.
    package var open: Int?
    /// The drawing, made beforehand; nil to make it here.
    package var drawing: String?

    package init(workflow: Workflow, rules: Rules, open: Int? = nil, drawing: String? = nil) {
        self.workflow = workflow
        self.rules = rules
        self.open = open
        self.drawing = drawing
    }

    package var html: String {
        let words = RuleWords(workflow, rules)
        let view: View = [
            "back": View(
                dictionaryLiteral: ("path", "/workflows"), ("title", Place.workflows.title.spoken)),
            "title": workflow.title.spoken,
            "name": workflow.name,
            "version": say(
                vi: "phiên bản \(workflow.version)", en: "version \(workflow.version)"),
            "open": open.map { say(vi: "\($0) hồ sơ đang xử lý", en: "\($0) open items") },
            "openPath": "/items?workflow=" + workflow.name.queryEscaped,
            "start": say(vi: "Lập hồ sơ loại này", en: "Start one of this kind"),
            "startPath": "/items/new/" + workflow.name.queryEscaped,
            "drawing": drawing ?? WorkflowDrawing(workflow).html,
            "states": states(words),
            "deadlines": workflow.deadlines.map { words.deadline($0) },
            "hasDeadlines": !workflow.deadlines.isEmpty,
            "sources": workflow.sources.map(\.path).joined(separator: ", "),
        ]
        return Templates.html("workflow", view)
    }

    private func states(_ words: RuleWords) -> [View] {
        workflow.states.compactMap { node in
            let actions = node.actions.map { words.action($0) }
            let timed = node.timed.map { words.timed($0) }
            guard !actions.isEmpty || !timed.isEmpty || node.tasks != nil else { return nil }
            let title =
                node.id == .root
                ? say(vi: "Ở mọi bước", en: "At any step")
                : node.isHidden
                    ? node.parent.map { workflow[$0].title.spoken } ?? "" : node.title.spoken
            return [
                "title": title, "owner": node.owner.map { words.code($0) },
                "within": node.children.isEmpty || node.id == .root
                    ? nil : say(vi: "áp dụng cho mọi bước bên trong", en: "for every step inside"),
                "actions": actions, "timed": timed, "hasActions": !actions.isEmpty,
                "hasTimed": !timed.isEmpty,
                "asks": node.tasks.map { words.asks($0) },
            ]
        }
    }
}

extension StateNode {
    var isPseudo: Bool {
        if case .history = kind { true } else { false }
    }
}
