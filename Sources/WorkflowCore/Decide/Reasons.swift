import CEL
package import Diagnostics
import WorkflowModel

extension Decision {
    /// Why the actor may not take the action, whatever they hand in; nil when they may.
    func notPermitted(_ action: Action, _ actor: Actor) -> Reason? {
        if !permissions.isPermitted(action, actor) {
            return permissions.notPermitted(action, actor)
        }
        if let reason = permissions.claimed(action, actor) { return reason }
        if action.approvals > 1, let reason = alreadyApproved(action, actor) { return reason }
        if circumstances.rules.constraints.isEmpty { return nil }
        return permissions.violated(action, by: actor.people, of: actor.agency).map { constraint in
            permissions.violation(of: constraint, action, actor)
        }
    }

    /// What is missing, or false, for an action the actor may take.
    func obstacles(to action: Action, _ command: ActCommand) -> [Reason] {
        // Before what is missing: nobody should gather that for nothing.
        var reasons = action.deadlineExtension.flatMap(refusal).map { [$0] } ?? []
        if !action.requirements.isEmpty { reasons += missing(action, command) }
        // The question is asked of every action shown; the explanation costs more than the answer.
        if let guardExpression = action.guardExpression, !evaluator.isTrue(guardExpression),
            var reason = GuardExplanation(evaluator: evaluator)
                .reason(guardExpression, action.explanation, isComplete: reasons.isEmpty)
        {
            reason.mayChange = mayChange(reason, by: action)
            reasons.append(reason)
        }
        return reasons
    }

    /// Whether what decided a guard is among what is handed in with the action, or computed.
    private func mayChange(_ reason: Reason, by action: Action) -> Bool {
        if reason.expression?.contains("note") == true { return true }
        return reason.observations.contains { observation in
            let path = observation.name.split(separator: ".")
            guard path.count > 1, path[0] == "item",
                let field = workflow.fieldIndex[String(path[1])]
            else { return false }
            return workflow.fields[field].value != nil || action.asks(for: field)
        }
    }

    /// Every condition that keeps the actor from the action.
    func reasons(against action: Action, _ actor: Actor, _ command: ActCommand) -> [Reason] {
        if let reason = notPermitted(action, actor) { return [reason] }
        return obstacles(to: action, command)
    }

    private func missing(_ action: Action, _ command: ActCommand) -> [Reason] {
        action.requirements.compactMap { requirement in
            switch requirement {
            case .field(let index):
                return evaluator.field(index) == nil
                    ? .missing(field: workflow.fields[index]) : nil
            case .note:
                let isBlank = command.note?.trimmingSpaces().isEmpty ?? true
                return isBlank ? .missingNote : nil
            case .document(let kind):
                let isThere =
                    command.documents.contains { $0.kind == kind }
                    || state.hasDocument(kind, for: action.name)
                return isThere ? nil : missing(document: kind)
            }
        }
    }

    func missing(document kind: String) -> Reason {
        .missing(document: kind, called: circumstances.rules.documents.title(ofKind: kind))
    }

    /// There is no such action now: says where it exists and what can be done instead.
    func unavailable(_ name: String) -> Refusal {
        let isKnown = workflow.actionIndex[name] != nil
        let near =
            isKnown
            ? nil
            : nearest(name, in: workflow.actionNames + workflow.askingIndex.keys.sorted())
        let possible = available()
        func text(_ title: (String) -> LocalizedText) -> LocalizedText {
            LocalizedText(
                vi: absence(of: title(name).vi, name, near, possible.map { title($0).vi }, .vi),
                en: absence(of: title(name).en, name, near, possible.map { title($0).en }, .en))
        }
        var reason = Reason(code: .notAvailable, message: text { LocalizedText($0) })
        if isKnown {
            reason.titled = text { name in
                let title = state.actionTitle(name) ?? LocalizedText(name)
                return LocalizedText(vi: "“\(title.vi)”", en: "“\(title.en)”")
            }
        }
        return Refusal(reason)
    }

    /// - Parameters:
    ///   - action: what `name` is called.
    ///   - near: the name that may have been meant.
    private func absence(
        of action: String, _ name: String, _ near: String?, _ possible: [String],
        _ language: Language
    ) -> String {
        let here = state.visibleLeaves.map { workflow[$0].title[language] }
            .joined(separator: ", ")
        let elsewhere = workflow.states.filter { node in
            node.actions.contains { $0.name == name }
        }.map { $0.title[language] }.joined(separator: ", ")
        let list = possible.joined(separator: ", ")
        switch language {
        case .vi:
            return "Không có bước \(action) khi hồ sơ ở “\(here)”."
                + (near.map { " Có phải bạn muốn \($0)?" } ?? "")
                + (elsewhere.isEmpty ? "" : " Bước này có ở: \(elsewhere).")
                + (list.isEmpty ? "" : " Các bước hiện có: \(list).")
        case .en:
            return "There is no action \(action) while the item is in “\(here)”."
                + (near.map { " Did you mean \($0)?" } ?? "")
                + (elsewhere.isEmpty ? "" : " It exists in: \(elsewhere).")
                + (list.isEmpty ? "" : " Actions now: \(list).")
        }
    }

    /// The names of the actions of all active states, innermost first.
    func available() -> [String] {
        var names: [String] = []
        var rest = state.configuration
        while let state = rest.popLast() {
            for action in workflow[state].actions where !names.contains(action.name) {
                names.append(action.name)
            }
        }
        return names
    }
}

extension ItemState {
    /// What an action of this name is called where the item is, else wherever it is; nil when there is
    /// none.
    package func actionTitle(_ name: String) -> LocalizedText? {
        let workflow = workflow
        let active = configuration.reversed().lazy.flatMap { workflow[$0].actions }
        return
            (active.first { $0.name == name }
            ?? workflow.states.lazy.flatMap(\.actions).first { $0.name == name })?.title
    }
}

extension Refusal {
    /// A refusal for these reasons; the first one speaks.
    init(_ reasons: [Reason]) {
        self.init(reasons[0], and: Array(reasons.dropFirst()))
    }

    init(_ first: Reason, and others: [Reason] = []) {
        self.init(code: first.code, message: first.message, reasons: [first] + others)
    }

    /// An expression of a definition that gives nothing to go on with. Whoever presses a button can
    /// only pass it on.
    static func fault(_ message: LocalizedText) -> Refusal {
        var reason = Reason(code: .definitionFault, message: message)
        reason.titled = LocalizedText(
            vi: "Quy trình có chỗ không tính được; hãy báo người phụ trách định nghĩa.",
            en: "The workflow cannot be worked out here; please tell who looks after definitions.")
        return Refusal(reason)
    }

    static let nobody = Refusal(
        Reason(
            code: .notPermitted,
            message: LocalizedText(
                vi: "Chưa biết ai thực hiện.", en: "It is not known who acts.")))

    static let staleTimer = Refusal(
        Reason(
            code: .staleTimer,
            message: LocalizedText(
                vi: "Mốc thời gian này không còn hiệu lực.", en: "This timer is not armed.")))

    static func finished(_ state: ItemState, _ outcome: String) -> Refusal {
        let title = state.visibleLeaves.first.map { state.workflow[$0].title }
        return Refusal(
            Reason(
                code: .finished,
                message: LocalizedText(
                    vi: "Hồ sơ \(state.id) đã kết thúc (\(title?.vi ?? outcome)).",
                    en: "Item \(state.id) is finished (\(title?.en ?? outcome)).")))
    }
}

extension Reason {
    static func missing(field: FieldDefinition) -> Reason {
        Reason(
            code: .missing,
            message: LocalizedText(
                vi: "Còn thiếu “\(field.title.vi)”: thêm --set \(field.name)=…",
                en: "“\(field.title.en)” is missing: add --set \(field.name)=…"))
    }

    static func early(field: FieldDefinition, _ action: Action) -> Reason {
        Reason(
            code: .invalidInput,
            message: LocalizedText(
                vi: "“\(field.title.vi)” (\(field.name)) do bước “\(action.title.vi)” ghi, không"
                    + " ghi khi lập hồ sơ.",
                en: "“\(field.title.en)” (\(field.name)) is for the step “\(action.title.en)”, not"
                    + " for the start of an item."))
    }

    static let missingNote = Reason(
        code: .missing,
        message: LocalizedText(
            vi: "Bước này cần nêu lý do hoặc ghi chú: thêm --note \"…\"",
            en: "This action needs a note with the reason: add --note \"…\""))

    static func missing(document kind: String, called title: LocalizedText) -> Reason {
        var reason = Reason(
            code: .missing,
            message: LocalizedText(
                vi: "Còn thiếu văn bản “\(title.vi)” (\(kind)): thêm --attach \(kind)=TỆP",
                en: "The document “\(title.en)” (\(kind)) is missing: add --attach \(kind)=FILE"))
        reason.titled = LocalizedText(
            vi: "Còn thiếu văn bản “\(title.vi)”.", en: "The document “\(title.en)” is missing.")
        return reason
    }

    static func noCase(_ action: Action) -> Reason {
        Reason(
            code: .guardFailed,
            message: LocalizedText(
                vi: "Không trường hợp nào của “\(action.title.vi)” đúng với hồ sơ này.",
                en: "No case of “\(action.title.en)” fits this item."))
    }
}
