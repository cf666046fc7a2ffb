import CEL
import Diagnostics
import WorkflowModel
import YAML

/// Reads what leads from state to state: targets, assignments, `always`, `after`, `done`.
struct TransitionDecoder {
    let context: WorkflowContext
    private let names = NodeDecoder<[Located<String>]>.names
    private var sink: DiagnosticSink { context.sink }

    init(_ context: WorkflowContext) {
        self.context = context
    }

    // MARK: Targets

    /// The states that one name or a list of names means.
    func targets(_ node: Node) -> [StateID]? {
        guard let names = names.decode(node, sink) else { return nil }
        let targets = names.compactMap { name in context.state(name).map { (name, $0) } }
        guard targets.count == names.count else { return nil }
        return areCompatible(targets) ? targets.map(\.1) : nil
    }

    /// Several targets can be active together only in different regions.
    private func areCompatible(_ targets: [(name: Located<String>, state: StateID)]) -> Bool {
        for (position, second) in targets.enumerated() {
            for first in targets[..<position] where !areCompatible(first.state, second.state) {
                sink.error(
                    "incompatible-targets",
                    LocalizedText(
                        vi: "“\(first.name.value)” và “\(second.name.value)” không thể cùng hiện "
                            + "hành: chúng không nằm ở hai nhánh song song",
                        en: "“\(first.name.value)” and “\(second.name.value)” cannot be active "
                            + "together: they are not in different regions"),
                    at: second.name.range)
                return false
            }
        }
        return true
    }

    private func areCompatible(_ first: StateID, _ second: StateID) -> Bool {
        let tree = context.tree
        guard !tree[first].subtree.contains(second), !tree[second].subtree.contains(first) else {
            return false
        }
        // The innermost common ancestor has the highest number of all of them.
        let common = tree.ancestors(first).intersection(tree.ancestors(second))
        guard let innermost = Array(common).last else { return false }
        return tree[innermost].hasRegions
    }

    // MARK: Assignments

    /// `set: {field: CEL}`.
    func assignments(_ node: Node) -> [Assignment] {
        guard let mapping = NodeDecoder<Node>.mappingNode.decode(node, sink)?.mapping else {
            return []
        }
        return mapping.pairs.compactMap { pair in
            let name = Located(pair.name, at: pair.key.range)
            guard let field = context.assignableField(name) else { return nil }
            guard let value = context.compiler.compile(pair.value),
                context.fits(value, context.fields[field])
            else { return nil }
            return Assignment(field: field, value: value)
        }
    }

    /// `entry` and `exit`.
    func work(_ node: Node) -> [Assignment] {
        node.readMapping(LocalizedText(vi: "việc khi vào hoặc ra", en: "entry or exit"), sink) {
            reader in
            reader.required("set").map(assignments) ?? []
        } ?? []
    }

    // MARK: Transitions

    /// `always`, `done`, and the cases of an action, which all make its own assignments first.
    func transition(
        _ node: Node, from source: StateID, what: LocalizedText,
        assigningFirst common: [Assignment] = []
    ) -> Transition? {
        node.readMapping(what, sink) { reader in
            transition(&reader, from: source, assigningFirst: common)
        } ?? nil
    }

    func timed(_ node: Node, from source: StateID) -> TimedTransition? {
        let what = LocalizedText(vi: "một chuyển tiếp theo thời gian", en: "a timed transition")
        return node.readMapping(what, sink) { reader -> TimedTransition? in
            let length = reader.deadlineLength().flatMap(context.compiler.limitSource)
            let transition = transition(&reader, from: source)
            guard let length, let transition else { return nil }
            return TimedTransition(within: length, transition: transition)
        } ?? nil
    }

    private func transition(
        _ reader: inout MappingReader, from source: StateID,
        assigningFirst common: [Assignment] = []
    ) -> Transition? {
        let condition = reader.optional("when")
        let to = reader.optional("to")
        let set = reader.optional("set")
        if to == nil, set == nil {
            sink.error(
                "empty-transition",
                LocalizedText(
                    vi: "không có “to” lẫn “set”: không có gì xảy ra",
                    en: "neither “to” nor “set”: nothing would happen"),
                at: reader.range)
        }
        let guardExpression = condition.flatMap {
            context.compiler.compile($0, expecting: .bool)
        }
        let assignments = common + (set.map(assignments) ?? [])
        let targets = to.map(self.targets) ?? []
        guard let targets, (condition == nil) == (guardExpression == nil) else { return nil }
        return Transition(
            source: source, guardExpression: guardExpression, targets: targets,
            assignments: assignments, range: reader.range)
    }
}

extension WorkflowContext {
    /// Whether an expression can give the field its value; complains otherwise.
    func fits(_ value: Expression, _ field: FieldDefinition) -> Bool {
        let type = value.program.resultType
        guard field.type.accepts(type) else {
            sink.error(
                "type-mismatch",
                LocalizedText(
                    vi: "trường “\(field.name)” cần kiểu \(field.type.celType), nhưng biểu thức "
                        + "cho kiểu \(type)",
                    en: "the field “\(field.name)” takes \(field.type.celType), but the "
                        + "expression gives \(type)"),
                at: value.range,
                notes: [
                    Diagnostic.Note(
                        LocalizedText(
                            vi: "trường được khai ở đây", en: "the field is declared here"),
                        at: field.range)
                ])
            return false
        }
        return fitsConstant(value, field)
    }

    /// An expression without variables has a value already, and it can be checked.
    private func fitsConstant(_ value: Expression, _ field: FieldDefinition) -> Bool {
        let known: [String]
        switch field.type {
        case .choice(let choices): known = choices.map(\.code)
        case .agency where knowsOrganisation: known = organisation.agencies.map(\.code)
        case .person where knowsOrganisation: known = organisation.people.map(\.id)
        default: return true
        }
        guard value.source.contains(where: { $0 == "'" || $0 == "\"" }) else { return true }
        guard case .string(let code)? = value.constant, !known.contains(code) else {
            return true
        }
        var diagnostic = Diagnostic.unknownName(
            code, in: known,
            LocalizedText(
                vi: "một giá trị của trường “\(field.name)”",
                en: "a value of the field “\(field.name)”"),
            at: value.range)
        if mode.isPinned { diagnostic.severity = .warning }
        sink.report(diagnostic)
        return mode.isPinned
    }
}
