import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// Reads one action of a state.
struct ActionDecoder {
    let context: WorkflowContext
    /// By the name of a deadline, its index in the workflow.
    let deadlines: [String: Int]
    private let transitions: TransitionDecoder
    // Made once: every action of every state is read with it.
    private let names = NodeDecoder<[Located<String>]>.names
    private var sink: DiagnosticSink { context.sink }

    init(_ context: WorkflowContext, deadlines: [String: Int]) {
        self.context = context
        self.deadlines = deadlines
        transitions = TransitionDecoder(context)
    }

    func decode(_ pair: Mapping.Pair, of state: StateID) -> Action? {
        guard let nameIndex = context.actionIndex[pair.name] else { return nil }
        let what = LocalizedText(vi: "một hành động", en: "an action")
        return pair.value.readMapping(what, sink) { reader -> Action? in
            let title = reader.optional("title", .localizedText)
            let performers = performers(&reader, name: pair)
            let (requirements, required) = requirements(&reader)
            let input = reader.optional("input", names)?.compactMap(context.settableField) ?? []
            let condition = reader.optional("when").flatMap {
                context.compiler.compile($0, expecting: .bool)
            }
            let explanation = reader.optional("explain", .localizedText)
            let isOptional = reader.optional("optional", .bool, default: false)
            let isAutomatic = reader.optional("automatic", .bool, default: false)
            let approvals = approvals(&reader, isAutomatic: isAutomatic)
            let undo = reader.optional("undo").flatMap(undo)
            let lengthening = reader.optional("extends_deadline").flatMap(lengthening)
            guard let transitions = actionTransitions(&reader, of: state) else { return nil }
            return Action(
                name: pair.name, nameIndex: nameIndex, title: title ?? LocalizedText(pair.name),
                performers: performers, requirements: requirements,
                input: input + required.filter { !input.contains($0) }, guardExpression: condition,
                explanation: explanation, transitions: transitions, isOptional: isOptional,
                isAutomatic: isAutomatic, approvals: approvals, deadlineExtension: lengthening,
                undo: undo,
                range: pair.key.range)
        } ?? nil
    }

    // MARK: Who

    private func performers(
        _ reader: inout MappingReader, name: Mapping.Pair
    ) -> [Action.Performer] {
        guard let by = reader.optional("by") else {
            sink.warning(
                "nobody-may",
                LocalizedText(
                    vi: "không ai được làm “\(name.name)”: thiếu “by”",
                    en: "nobody may take “\(name.name)”: it has no “by”"),
                at: name.key.range,
                hint: LocalizedText(
                    vi: "viết by: {role: …}, hoặc by: anyone cho mọi người",
                    en: "write by: {role: …}, or by: anyone for everybody"))
            return []
        }
        return performers(by)
    }

    /// One or several who may.
    func performers(_ node: Node) -> [Action.Performer] {
        (node.sequence ?? [node]).compactMap(performer)
    }

    func performer(_ node: Node) -> Action.Performer? {
        if node.string == "anyone" {
            return Action.Performer(
                roles: [], agency: nil, person: nil, condition: nil, range: node.range)
        }
        guard node.mapping != nil else {
            sink.report(
                .wrongType(
                    node,
                    expected: LocalizedText(
                        vi: "{role: …, agency: …, person: …, when: …} hoặc anyone",
                        en: "{role: …, agency: …, person: …, when: …} or anyone")))
            return nil
        }
        let what = LocalizedText(vi: "người thực hiện", en: "a performer")
        return node.readMapping(what, sink) { reader -> Action.Performer? in
            let errors = sink.errorCount
            let roles = reader.optional("role").map { node in
                (node.sequence ?? [node]).compactMap { context.codeSource($0, .role) }
            }
            let agency = reader.optional("agency").flatMap { context.codeSource($0, .agency) }
            let person = reader.optional("person").flatMap {
                context.compiler.compile($0, expecting: .string)
            }
            let condition = reader.optional("when").flatMap {
                context.compiler.compile($0, expecting: .bool)
            }
            // Half a condition would let in people that the other half keeps out.
            guard sink.errorCount == errors else { return nil }
            if roles == nil, agency == nil, person == nil, condition == nil {
                sink.error(
                    "empty-performer",
                    LocalizedText(
                        vi: "chưa nói ai được làm", en: "this does not say who may"),
                    at: node.range,
                    hint: LocalizedText(
                        vi: "nếu là mọi người, viết by: anyone",
                        en: "if everybody is meant, write by: anyone"))
                return nil
            }
            return Action.Performer(
                roles: roles ?? [], agency: agency, person: person, condition: condition,
                range: node.range)
        } ?? nil
    }

    /// How many different people it takes.
    private func approvals(_ reader: inout MappingReader, isAutomatic: Bool) -> Int {
        let approvals = reader.optional("approvals", .int(in: 1...9), default: 1)
        guard approvals > 1, isAutomatic else { return approvals }
        sink.error(
            "automatic-approval",
            LocalizedText(
                vi: "cần \(approvals) người duyệt thì không để tự động làm được",
                en: "what takes \(approvals) approvers cannot be taken by itself"),
            at: reader.keyRange("approvals"),
            hint: LocalizedText(vi: "bỏ “automatic: true”", en: "leave out “automatic: true”"))
        return approvals
    }

    // MARK: What must be there

    /// The requirements, and the fields among them that can be set together with the action.
    private func requirements(
        _ reader: inout MappingReader
    ) -> (requirements: [Action.Requirement], settable: [Int]) {
        var requirements: [Action.Requirement] = []
        var settable: [Int] = []
        for entry in reader.optional("requires", names) ?? [] {
            let words = entry.value.split(separator: " ")
            switch (words.first, words.count) {
            case ("note", 1):
                requirements.append(.note)
            case ("document", 2):
                requirements.append(.document(String(words[1])))
            case ("document", _):
                sink.error(
                    "bad-requirement",
                    LocalizedText(
                        vi: "cần loại văn bản sau “document”, ví dụ: document to-trinh",
                        en: "“document” is followed by one kind, such as: document to-trinh"),
                    at: entry.range)
            default:
                guard let field = requiredField(entry) else { continue }
                requirements.append(.field(field))
                if context.fields[field].value == nil { settable.append(field) }
            }
        }
        return (requirements, settable)
    }

    private func requiredField(_ name: Located<String>) -> Int? {
        if let field = context.fieldIndex[name.value] { return field }
        sink.report(
            .unknownName(
                name.value, in: context.fields.map(\.name) + ["note", "document"],
                LocalizedText(
                    vi: "tên một trường, note, hoặc document LOẠI",
                    en: "the name of a field, note, or document KIND"),
                at: name.range))
        return nil
    }

    // MARK: Where to

    private func actionTransitions(
        _ reader: inout MappingReader, of state: StateID
    ) -> [Transition]? {
        let set = reader.optional("set").map(transitions.assignments) ?? []
        guard let to = reader.optional("to") else {
            return [
                Transition(
                    source: state, guardExpression: nil, targets: [], assignments: set,
                    range: reader.range)
            ]
        }
        let parts = to.sequence ?? [to]
        guard parts.contains(where: { $0.mapping != nil }) else {
            return transitions.targets(to).map {
                [
                    Transition(
                        source: state, guardExpression: nil, targets: $0, assignments: set,
                        range: to.range)
                ]
            }
        }
        let what = LocalizedText(
            vi: "một trường hợp {when: …, to: …}", en: "a case {when: …, to: …}")
        var cases: [Transition] = []
        for (position, part) in parts.enumerated() {
            guard
                let transition = transitions.transition(
                    part, from: state, what: what, assigningFirst: set)
            else { continue }
            if transition.guardExpression == nil, position < parts.count - 1 {
                sink.error(
                    "unreachable-case",
                    LocalizedText(
                        vi: "trường hợp này không có “when” nên các trường hợp sau không bao giờ "
                            + "được xét",
                        en: "this case has no “when”, so those after it are never looked at"),
                    at: part.range)
            }
            cases.append(transition)
        }
        return cases.isEmpty ? nil : cases
    }

    // MARK: Extending a deadline

    private func lengthening(_ node: Node) -> Action.DeadlineExtension? {
        let what = LocalizedText(vi: "việc gia hạn", en: "the extension of a deadline")
        return node.readMapping(what, sink) { reader -> Action.DeadlineExtension? in
            let name = reader.required("name", .reference)
            let to = reader.required("to").flatMap(lengtheningLimit)
            let times = reader.optional("times", .int(in: 1...1_000), default: 1)
            let notice = reader.optional("notice", .limit)
            guard let name, let to else { return nil }
            guard let deadline = deadlines[name.value] else {
                sink.report(
                    .unknownName(
                        name.value, in: deadlines.keys.sorted(),
                        LocalizedText(vi: "tên một thời hạn", en: "the name of a deadline"),
                        at: name.range))
                return nil
            }
            return Action.DeadlineExtension(
                deadline: deadline, to: to, times: times, notice: notice)
        } ?? nil
    }

    /// CEL that gives a date or a limit; a limit may also be written plainly.
    private func lengtheningLimit(_ node: Node) -> Expression? {
        if let text = node.string, Limit(parsing: text) != nil {
            return context.compiler.compile(ExpressionText("limit('\(text)')", at: node.range))
        }
        return context.compiler.compile(node).flatMap {
            context.compiler.isLimitOrDate($0) ? $0 : nil
        }
    }
}

extension NodeDecoder where Value == [Located<String>] {
    /// One name or several.
    static var names: Self { .oneOrMore(of: .reference) }
}
