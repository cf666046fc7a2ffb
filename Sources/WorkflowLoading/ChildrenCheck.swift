import CEL
import Diagnostics
import WorkflowModel
import YAML

/// Holds what workflows say of their children against the workflows of these.
struct ChildrenCheck {
    let workflows: [String: Workflow]
    let sink: DiagnosticSink

    func run() {
        let parents = workflows.values.filter { !$0.children.isEmpty }
            .sorted { $0.name < $1.name }
        for workflow in parents {
            for definition in workflow.children { check(definition, of: workflow) }
            checkIdentifiers(workflow)
        }
        checkCycles(parents)
    }

    private func check(_ definition: ChildrenDefinition, of parent: Workflow) {
        guard let child = workflows[definition.workflow.value] else {
            sink.report(
                .unknownName(
                    definition.workflow.value, in: workflows.keys.sorted(), .aWorkflow,
                    at: definition.workflow.range))
            return
        }
        for field in definition.fields { check(field, child) }
        checkRequired(definition, child)
        for cascade in definition.cascades { check(cascade, child) }
        for rollUp in definition.rollUps { check(rollUp, parent, child) }
    }

    // MARK: Fields

    private func field(_ name: Located<String>, _ child: Workflow) -> FieldDefinition? {
        if let index = child.fieldIndex[name.value] { return child.fields[index] }
        sink.report(
            .unknownName(
                name.value, in: child.fields.map(\.name),
                LocalizedText(
                    vi: "một trường của quy trình \(child.name)",
                    en: "a field of the workflow \(child.name)"),
                at: name.range))
        return nil
    }

    private func check(_ given: ChildrenDefinition.Field, _ child: Workflow) {
        guard let field = field(given.name, child) else { return }
        guard field.value == nil else {
            sink.error(
                "computed-field",
                LocalizedText(
                    vi: "trường “\(field.name)” của quy trình \(child.name) không nhập được: máy tự"
                        + " tính",
                    en: "the field “\(field.name)” of the workflow \(child.name) is computed and"
                        + " cannot be given"),
                at: given.name.range)
            return
        }
        let type = given.value.program.resultType
        guard !field.type.accepts(type) else { return }
        sink.error(
            "type-mismatch",
            LocalizedText(
                vi: "trường “\(field.name)” của quy trình \(child.name) cần kiểu"
                    + " \(field.type.celType), nhưng biểu thức cho kiểu \(type)",
                en: "the field “\(field.name)” of the workflow \(child.name) takes"
                    + " \(field.type.celType), but the expression gives \(type)"),
            at: given.value.range, notes: [declared(field)])
    }

    private func checkRequired(_ definition: ChildrenDefinition, _ child: Workflow) {
        for field in child.fields where field.isRequired && field.defaultValue == nil {
            if definition.fields.contains(where: { $0.name.value == field.name }) { continue }
            sink.error(
                "missing-field",
                LocalizedText(
                    vi: "quy trình \(child.name) cần trường “\(field.name)” khi bắt đầu",
                    en: "the workflow \(child.name) needs the field “\(field.name)” to begin"),
                at: definition.workflow.range,
                hint: LocalizedText(
                    vi: "thêm vào “fields”, ví dụ \(field.name): item.\(field.name)",
                    en: "add it to “fields”, such as \(field.name): item.\(field.name)"),
                notes: [declared(field)])
        }
    }

    private func declared(_ field: FieldDefinition) -> Diagnostic.Note {
        Diagnostic.Note(
            LocalizedText(vi: "trường được khai ở đây", en: "the field is declared here"),
            at: field.range)
    }

    // MARK: Cascades and roll-ups

    private func check(_ cascade: ChildrenDefinition.Cascade, _ child: Workflow) {
        let name = cascade.childAction
        let actions = child.states.flatMap(\.actions).filter { $0.name == name.value }
        guard let first = actions.first else {
            sink.report(
                .unknownName(
                    name.value, in: child.actionNames,
                    LocalizedText(
                        vi: "một hành động của quy trình \(child.name)",
                        en: "an action of the workflow \(child.name)"),
                    at: name.range))
            return
        }
        guard !actions.contains(where: \.isAutomatic) else { return }
        sink.error(
            "not-automatic",
            LocalizedText(
                vi: "“\(name.value)” của quy trình \(child.name) không được làm tự động",
                en: "“\(name.value)” of the workflow \(child.name) is not taken in nobody's name"),
            at: name.range,
            hint: LocalizedText(
                vi: "thêm automatic: true vào hành động ấy",
                en: "add automatic: true to that action"),
            notes: [
                Diagnostic.Note(
                    LocalizedText(vi: "hành động ở đây", en: "the action is here"),
                    at: first.range)
            ])
    }

    private func check(_ rollUp: RollUp, _ parent: Workflow, _ child: Workflow) {
        guard let field = field(rollUp.childField, child) else { return }
        let own = parent.fields[rollUp.field]
        guard field.type != own.type else { return }
        sink.error(
            "type-mismatch",
            LocalizedText(
                vi: "“\(own.name)” có kiểu \(own.type.name.vi), nhưng “\(field.name)” của quy trình"
                    + " \(child.name) có kiểu \(field.type.name.vi)",
                en: "“\(own.name)” is of the type \(own.type.name.en), but “\(field.name)” of the"
                    + " workflow \(child.name) of the type \(field.type.name.en)"),
            at: rollUp.childField.range, notes: [declared(field)])
    }

    // MARK: As a whole

    /// Two states would call their children the same.
    private func checkIdentifiers(_ workflow: Workflow) {
        for (place, definition) in workflow.children.enumerated() {
            guard
                let first = workflow.children[..<place].first(where: {
                    $0.identifier == definition.identifier
                })
            else { continue }
            sink.error(
                "same-identifier",
                LocalizedText(
                    vi: "hồ sơ con của hai trạng thái sẽ trùng mã",
                    en: "the children of two states would be called the same"),
                at: definition.range,
                hint: LocalizedText(
                    vi: "cho mỗi trạng thái một “id” riêng",
                    en: "give each state an “id” of its own"),
                notes: [
                    Diagnostic.Note(
                        LocalizedText(vi: "trạng thái kia ở đây", en: "the other one is here"),
                        at: first.range)
                ])
        }
    }

    /// A workflow that opens itself, be it through others, might never come to an end.
    private func checkCycles(_ parents: [Workflow]) {
        var safe: Set<String> = []
        var path: [String] = []
        func follow(_ name: String) {
            guard !safe.contains(name), let workflow = workflows[name] else { return }
            path.append(name)
            for definition in workflow.children {
                let next = definition.workflow.value
                guard let start = path.firstIndex(of: next) else {
                    follow(next)
                    continue
                }
                let trace = Array(path[start...]) + [next]
                sink.error(
                    "children-cycle",
                    LocalizedText(
                        vi: "hồ sơ con mở lại chính quy trình của hồ sơ cha: "
                            + trace.joined(separator: " → "),
                        en: "the children lead back to the workflow of their parent: "
                            + trace.joined(separator: " → ")),
                    at: definition.workflow.range, trace: trace)
            }
            path.removeLast()
            safe.insert(name)
        }
        for workflow in parents { follow(workflow.name) }
    }
}
