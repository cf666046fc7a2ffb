import CEL
import Diagnostics
import WorkflowModel
import YAML

/// Reads what a state asks of each member of a list: `tasks:`.
struct TaskDecoder {
    let context: WorkflowContext
    var sink: DiagnosticSink { context.sink }

    init(_ context: WorkflowContext) {
        self.context = context
    }

    /// Nil after a complaint.
    func decode(_ node: Node, of state: StateTree.Draft, title: LocalizedText) -> TaskDefinition? {
        guard state.children.isEmpty else {
            sink.error(
                "tasks-outside",
                LocalizedText(
                    vi: "“tasks” đứng ở trạng thái không có trạng thái nào bên trong",
                    en: "“tasks” stand in a state without states inside"),
                at: node.range)
            return nil
        }
        let errors = sink.errorCount
        let definition =
            node.readMapping(.tasksContext, sink) { reader -> TaskDefinition? in
                let list = reader.optional("for_each")
                let members = list.flatMap { self.members($0) }
                let name = reader.optional("name", NodeDecoder<String>.name.located) ?? state.name
                check(name)
                let title = reader.optional("title", .localizedText) ?? title
                let assignee = self.assignee(
                    reader.optional("to"), hasMembers: list != nil, reader)
                let substitutes = reader.optional("on_behalf").map { node in
                    (node.sequence ?? [node]).compactMap { substitute($0) }
                }
                let outcomes = reader.optional("outcomes").map { self.outcomes($0) } ?? []
                let (requiresNote, documents) = requirements(&reader)
                let until = reader.optional("until").flatMap { self.until($0) } ?? .all
                let rest = reader.optional("rest", .rest)
                let late = reader.optional("late", .late, default: .refuse)
                checkRest(reader, until, rest, late)
                guard let assignee else { return nil }
                checkDesk(assignee, state)
                return TaskDefinition(
                    name: name.value, title: title, members: members, assignee: assignee,
                    substitutes: substitutes ?? [], outcomes: outcomes, requiresNote: requiresNote,
                    documents: documents, until: until, rest: rest ?? .cancel, late: late,
                    range: node.range)
            } ?? nil
        return sink.errorCount == errors ? definition : nil
    }

    /// It is what `wf advance ITEM NAME` names.
    private func check(_ name: Located<String>) {
        let title = LocalizedText(vi: "một hành động", en: "an action")
        for draft in context.tree.drafts {
            guard let pair = draft.mapping["actions"]?.mapping?.pair(name.value) else { continue }
            sink.report(.alreadyDefined(title, name.value, at: name.range, first: pair.key.range))
            return
        }
    }

    // MARK: What they do

    private func outcomes(_ node: Node) -> [TaskDefinition.Outcome] {
        guard let mapping = NodeDecoder<Node>.mappingNode.decode(node, sink)?.mapping else {
            return []
        }
        if mapping.isEmpty {
            sink.error(
                "no-outcomes",
                LocalizedText(vi: "chưa có kết quả nào", en: "there are no outcomes"),
                at: node.range)
        }
        return mapping.pairs.compactMap { pair in
            guard let code = NodeDecoder<String>.name.decode(pair.key, sink) else { return nil }
            let title =
                pair.value.isNull
                ? LocalizedText(code)
                : NodeDecoder<LocalizedText>.localizedText.decode(pair.value, sink)
            return title.map { TaskDefinition.Outcome(code: code, title: $0) }
        }
    }

    private func requirements(
        _ reader: inout MappingReader
    ) -> (note: Bool, documents: [String]) {
        var note = false
        var documents: [String] = []
        for entry in reader.optional("requires", NodeDecoder<[Located<String>]>.names) ?? [] {
            let words = entry.value.split(separator: " ")
            switch (words.first, words.count) {
            case ("note", 1): note = true
            case ("document", 2): documents.append(String(words[1]))
            default:
                sink.error(
                    "bad-requirement",
                    LocalizedText(
                        vi: "một việc đòi được note và document LOẠI, không đòi được "
                            + "“\(entry.value)”",
                        en: "a task may require note and document KIND, not “\(entry.value)”"),
                    at: entry.range)
            }
        }
        return (note, documents)
    }

    // MARK: When enough is done

    private func until(_ node: Node) -> TaskDefinition.Until? {
        let text = node.string ?? ""
        switch text {
        case "all": return .all
        case "any": return .any
        case "majority": return .majority
        case "one per group": return .onePerGroup
        default: break
        }
        let words = text.split(separator: " ")
        if words.first == "quorum" || (words.count == 1 && Int(text) != nil) {
            if let count = words.last.flatMap({ Int($0) }), words.count <= 2, count > 0 {
                return .quorum(count)
            }
            sink.error(
                "bad-quorum",
                LocalizedText(
                    vi: "“\(text)”: cần một số lớn hơn 0, ví dụ quorum 2",
                    en: "“\(text)”: it takes a number above 0, such as quorum 2"),
                at: node.range)
            return nil
        }
        let known = ["all", "any", "majority", "one per group", "quorum 2"]
        // A single word is none of CEL's that could be meant here.
        if text.isDefinitionName, text != "true", text != "false" {
            sink.report(
                .unknownName(
                    text, in: known,
                    LocalizedText(
                        vi: "khi nào thì đủ, hoặc CEL trên tasks",
                        en: "when enough is done, or CEL over tasks"), at: node.range))
            return nil
        }
        return context.compiler.compile(node, expecting: .bool).map { .condition($0) }
    }

    private func checkRest(
        _ reader: MappingReader, _ until: TaskDefinition.Until, _ rest: TaskDefinition.Rest?,
        _ late: TaskDefinition.Late
    ) {
        var isAll = false
        if case .all = until { isAll = true }
        if rest == nil, !isAll, reader.mapping["rest"]?.isNull ?? true {
            sink.error(
                "missing-key",
                LocalizedText(
                    vi: "thiếu khóa “rest”: khi đã đủ thì những việc còn lại ra sao",
                    en: "the key “rest” is missing: what becomes of the others once enough is done"),
                at: reader.keyRange("until"),
                hint: LocalizedText(
                    vi: "rest: keep để việc vẫn chờ, rest: cancel để thôi",
                    en: "rest: keep leaves them waiting, rest: cancel takes them back"))
        }
        guard rest == .keep, late == .refuse else { return }
        sink.error(
            "rest-refused",
            LocalizedText(
                vi: "“rest: keep” để việc vẫn chờ, nhưng “late: refuse” không nhận kết quả muộn",
                en: "“rest: keep” leaves tasks waiting whose results “late: refuse” does not take"),
            at: reader.keyRange("rest"),
            hint: LocalizedText(
                vi: "viết late: record, hoặc rest: cancel",
                en: "write late: record, or rest: cancel"))
    }
}

extension NodeDecoder where Value == TaskDefinition.Rest {
    fileprivate static var rest: Self {
        .choice(LocalizedText(vi: "keep hoặc cancel", en: "keep or cancel"))
    }
}

extension NodeDecoder where Value == TaskDefinition.Late {
    fileprivate static var late: Self {
        .choice(LocalizedText(vi: "record hoặc refuse", en: "record or refuse"))
    }
}

extension LocalizedText {
    fileprivate static let tasksContext = LocalizedText(
        vi: "việc giao cho từng nơi", en: "the tasks of a state")
}

extension WorkflowContext {
    /// Complains of names of tasks that are used twice.
    func checkTaskNames(_ states: [StateDraft]) {
        var first: [String: SourceRange] = [:]
        for case let task? in states.map(\.tasks) {
            if let earlier = first.updateValue(task.range, forKey: task.name) {
                sink.report(
                    .alreadyDefined(
                        LocalizedText(vi: "việc của một trạng thái", en: "the tasks of a state"),
                        task.name, at: task.range, first: earlier))
            }
        }
    }
}
