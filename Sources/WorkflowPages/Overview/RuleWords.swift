import WorkflowCalendar
import WorkflowModel
import WorkflowPresentation

/// The rules of a workflow as people say them.
struct RuleWords {
    let workflow: Workflow
    let rules: Rules

    init(_ workflow: Workflow, _ rules: Rules) {
        self.workflow = workflow
        self.rules = rules
    }

    /// An agency or a role, named or told by where it comes from.
    func code(_ source: CodeSource) -> String {
        switch source {
        case .code(let code):
            return rules.organisation.agency(code)?.name.spoken
                ?? rules.organisation.role(code)?.title.spoken ?? code
        case .field(let index):
            return "“" + workflow.fields[index].title.spoken + "”"
        case .expression(let expression):
            return byTable(expression.source)
                ?? say(vi: "tính theo hồ sơ", en: "worked out from the item")
        }
    }

    /// `table('approval-authority').office`: the table by its title.
    private func byTable(_ source: String) -> String? {
        guard source.hasPrefix("table("), let close = source.firstIndex(of: ")") else { return nil }
        let name = source[..<close].dropFirst("table(".count).filter { $0 != "'" && $0 != "\"" }
        let title = rules.tables[String(name)]?.title.spoken ?? String(name)
        return say(vi: "theo bảng “\(title)”", en: "as the table “\(title)” says")
    }

    func performer(_ performer: Action.Performer) -> String {
        var text = performer.roles.map(code).joined(separator: say(vi: " hoặc ", en: " or "))
        if performer.person != nil {
            text += (text.isEmpty ? "" : ", ") + say(vi: "người được nêu tên", en: "a named person")
        }
        if text.isEmpty { text = say(vi: "bất kỳ ai", en: "anybody") }
        if let agency = performer.agency {
            text =
                performer.roles.isEmpty
                ? text + say(vi: " của ", en: " at ") + code(agency)
                : position(text, code(agency), isNamed: agency.isCode)
        }
        if performer.condition != nil {
            text += say(vi: " (có điều kiện)", en: " (on a condition)")
        }
        return text
    }

    /// A position and its agency. What agencies are called in English begins without an article, so
    /// that “of” goes before words for one only.
    func position(_ role: String, _ agency: String, isNamed: Bool) -> String {
        say(
            vi: "\(role) của \(agency)",
            en: isNamed ? "\(role), \(agency)" : "\(role) of \(agency)")
    }

    func action(_ action: Action) -> View {
        let who = action.performers.map(performer).joined(
            separator: say(vi: "; hoặc ", en: "; or "))
        var targets: [String] = []
        for target in action.transitions.flatMap(\.targets) {
            let node = workflow[target]
            let title =
                node.isHidden || node.isPseudo
                ? node.parent.map { workflow[$0].title.spoken } ?? node.title.spoken
                : node.title.spoken
            if !targets.contains(title) { targets.append(title) }
        }
        var needs = action.requirements.map(requirement)
        if action.approvals > 1 {
            needs.append(
                say(
                    vi: "\(action.approvals) người khác nhau đồng ý",
                    en: "\(action.approvals) different people"))
        }
        return [
            "title": action.title.spoken,
            "who": who.isEmpty ? say(vi: "không ai", en: "nobody") : who,
            "needs": needs.joined(separator: ", "),
            "condition": action.explanation?.spoken,
            "to": targets.joined(separator: say(vi: " hoặc ", en: " or ")),
            "isOptional": action.isOptional,
            "optional": action.isOptional ? say(vi: "khi cần", en: "when needed") : nil,
        ]
    }

    private func requirement(_ requirement: Action.Requirement) -> String {
        switch requirement {
        case .field(let index): return workflow.fields[index].title.spoken
        case .note: return say(vi: "nêu lý do", en: "a reason")
        case .document(let kind):
            let title = rules.documents.title(ofKind: kind).spoken
            return say(vi: "văn bản: \(title)", en: "document: \(title)")
        }
    }

    func limit(_ limit: LimitSource) -> String {
        switch limit {
        case .fixed(let limit): return limit.text.spoken
        case .expression(let expression):
            let source = expression.source
            if source.hasPrefix("item."),
                let index = workflow.fieldIndex[String(source.dropFirst("item.".count))]
            {
                let title = workflow.fields[index].title.spoken
                return say(vi: "đến “\(title)”", en: "until “\(title)”")
            }
            return byTable(source) ?? say(vi: "tính theo hồ sơ", en: "worked out from the item")
        }
    }

    func timed(_ timed: TimedTransition) -> String {
        let targets = timed.transition.targets.map { workflow[$0].title.spoken }
            .joined(separator: ", ")
        let limit = limit(timed.within)
        return say(
            vi: "Sau \(limit), tự chuyển sang: \(targets)",
            en: "After \(limit) it moves on by itself to: \(targets)")
    }

    func asks(_ task: TaskDefinition) -> String {
        let title = task.title.spoken
        let outcomes = task.outcomes.map(\.title.spoken).joined(separator: ", ")
        let until: String =
            switch task.until {
            case .all: say(vi: "chờ đủ mọi nơi", en: "all are waited for")
            case .any: say(vi: "chỉ cần một nơi", en: "one is enough")
            case .quorum(let count): say(vi: "cần \(count) nơi", en: "\(count) are enough")
            case .majority: say(vi: "cần quá nửa", en: "more than half are needed")
            case .onePerGroup: say(vi: "mỗi nhóm một nơi", en: "one of each group")
            case .condition: say(vi: "đến khi đủ điều kiện", en: "until a condition holds")
            }
        return title + (outcomes.isEmpty ? "" : " (\(outcomes))") + ": " + until
    }

    func deadline(_ deadline: DeadlineDefinition) -> View {
        let pauses =
            deadline.pauses.states.map { workflow[$0].title.spoken }
            + deadline.pauseReasons.compactMap { reason in
                if case .expression = reason.cause { reason.text.spoken } else { nil }
            }
        let restarts = deadline.restarts.states.map { workflow[$0].title.spoken }
        var notes: [String] = []
        if !pauses.isEmpty {
            notes.append(
                say(vi: "ngừng tính khi: ", en: "stands still at: ")
                    + pauses.joined(separator: ", "))
        }
        if !restarts.isEmpty {
            notes.append(
                say(vi: "tính lại từ đầu khi vào: ", en: "counted anew on entering: ")
                    + restarts.joined(separator: ", "))
        }
        return [
            "title": deadline.title.spoken, "limit": limit(deadline.limit),
            "scope": deadline.scope == .root
                ? say(vi: "cả hồ sơ", en: "the whole item")
                : workflow[deadline.scope].title.spoken,
            "source": deadline.source.spoken, "notes": notes.joined(separator: "; "),
        ]
    }
}

extension CodeSource {
    fileprivate var isCode: Bool { if case .code = self { true } else { false } }
}
