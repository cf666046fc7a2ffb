import Diagnostics
import WorkflowModel
import YAML

/// What a file of constraints says.
struct ConstraintFile {
    var constraints: [Constraint] = []
    var breakGlass: BreakGlassDraft?
    /// The workflows and actions it names.
    var references = RuleReferences()
}

extension DiagnosticSink {
    /// The constraints of a file, in the order written, and who may override them.
    func decodeConstraints(_ file: SourceFile, _ organisation: Organisation) -> ConstraintFile {
        let context = LocalizedText(vi: "tệp ràng buộc", en: "a file of constraints")
        var read = ConstraintFile()
        guard var reader = MappingReader(file.node, context: context, sink: self) else {
            return read
        }
        let nodes = reader.required("constraints", .sequenceNode)?.sequence ?? []
        let breakGlass = reader.optional("break_glass")
        reader.finish()
        read.constraints = nodes.compactMap { decodeConstraint($0, &read.references) }
        read.breakGlass = breakGlass.flatMap {
            decodeBreakGlass(
                $0, at: file.node.mapping?.keyRange("break_glass") ?? $0.range, organisation,
                &read.references)
        }
        return read
    }

    private func decodeConstraint(
        _ node: Node, _ references: inout RuleReferences
    ) -> Constraint? {
        guard var reader = MappingReader(node, context: .aConstraint, sink: self) else {
            return nil
        }
        let names = NodeDecoder<[Located<String>]>.oneOrMore(of: .reference)
        let name = reader.required("name", NodeDecoder<String>.name.located)
        let title = reader.required("title", .localizedText)
        let source = reader.optional("source", .localizedText)
        let workflows = reader.optional("workflows", names, default: [])
        let said = reader.constraintKind(names)
        reader.finish()
        let workflowNames = workflows.map(\.value)
        references.workflows += workflows
        for action in (said?.done ?? []) + (said?.restricted ?? []) {
            references.actions.append(
                RuleReferences.ScopedName(name: action, workflows: workflowNames))
        }
        guard let name, let title, let said else { return nil }
        let done = said.done.map(\.value)
        return Constraint(
            name: name.value, title: title, source: source, kind: said.kind, done: done,
            restricted: said.kind == .differentPeople ? done : said.restricted.map(\.value),
            workflows: workflowNames, range: name.range)
    }
}

/// What a constraint says of whom.
private struct ConstraintSaying {
    var kind: Constraint.Kind
    var done: [Located<String>]
    var restricted: [Located<String>] = []
}

extension MappingReader {
    /// Reads the keys by which kinds of constraint are told apart; nil after a complaint.
    fileprivate mutating func constraintKind(
        _ names: NodeDecoder<[Located<String>]>
    ) -> ConstraintSaying? {
        let keys = ["may_not", "must", "not_same_agency", "different_people"]
        let present = keys.filter { mapping[$0].map { !$0.isNull } ?? false }
        for key in keys + ["did", "unless_gone"] { know(key) }
        guard present.count == 1 else {
            // Where nothing is said of whom, what is there may be misspelt: that is said elsewhere.
            let list = keys.map { "“\($0)”" }.joined(separator: ", ")
            sink.error(
                present.isEmpty ? "missing-key" : "too-many-keys",
                LocalizedText(
                    vi: "ràng buộc ghi đúng một trong các khóa \(list)",
                    en: "a constraint has exactly one of the keys \(list)"),
                at: present.isEmpty ? range : keyRange(present[1]))
            return nil
        }
        if present[0] == "different_people" { return differentPeople(names) }
        let done = required("did", names)
        let restricted = required(present[0], names)
        var kind = Constraint.Kind.separation
        switch present[0] {
        case "must":
            kind = .samePerson(unlessGone: optional("unless_gone", .bool, default: true))
        case "not_same_agency": kind = .differentAgency
        default: break
        }
        if present[0] != "must" { complain(about: "unless_gone", "must") }
        guard let done, let restricted else { return nil }
        return ConstraintSaying(kind: kind, done: done, restricted: restricted)
    }

    private mutating func differentPeople(
        _ names: NodeDecoder<[Located<String>]>
    ) -> ConstraintSaying? {
        complain(about: "unless_gone", "must")
        complain(about: "did", "may_not")
        guard let done = required("different_people", names) else { return nil }
        guard Set(done.map(\.value)).count > 1 else {
            sink.error(
                "one-action",
                LocalizedText(
                    vi: "“different_people” cần ít nhất hai bước khác nhau",
                    en: "“different_people” takes at least two actions"),
                at: valueRange("different_people"),
                hint: LocalizedText(
                    vi: "một bước cần hai người thì ghi “approvals: 2” ở bước đó",
                    en: "one action that takes two people says “approvals: 2” itself"))
            return nil
        }
        return ConstraintSaying(kind: .differentPeople, done: done)
    }

    /// Reports a key that goes with another only.
    private func complain(about key: String, _ other: String) {
        guard mapping.keyRange(key) != nil else { return }
        sink.error(
            "key-not-here",
            LocalizedText(
                vi: "“\(key)” chỉ dùng cùng “\(other)”", en: "“\(key)” goes with “\(other)” only"),
            at: keyRange(key))
    }
}
