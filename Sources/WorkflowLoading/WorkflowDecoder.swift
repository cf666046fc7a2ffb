import CEL
import Diagnostics
import WorkflowModel
import YAML

/// Turns a resolved definition into a checked workflow.
struct WorkflowDecoder {
    let rules: Rules
    let sink: DiagnosticSink
    let mode: WorkflowContext.Mode

    /// Nil after a complaint. Warnings alone do not stand in the way.
    func decode(_ definition: ResolvedDefinition) -> Workflow? {
        let errors = sink.errorCount
        let file = definition.file
        let root = Node(.mapping(definition.body), range: file.node.range, end: file.node.end)
        let name = Located(file.name, at: file.nameRange)
        let what = LocalizedText(vi: "một quy trình", en: "a workflow")
        let workflow =
            root.readMapping(what, sink) { reader in
                decode(&reader, root, name: name, definition)
            } ?? nil
        // With a line of it missing nothing can be said of the whole.
        guard let workflow, sink.errorCount == errors else { return nil }
        WorkflowCheck(states: workflow.states, sink: sink).run()
        return sink.errorCount == errors ? workflow : nil
    }

    private func decode(
        _ reader: inout MappingReader, _ root: Node, name: Located<String>,
        _ definition: ResolvedDefinition
    ) -> Workflow? {
        let version = reader.optional("version", .int(in: 1...1_000_000), default: 1)
        reader.know("abstract")
        // Resolved before; known so that a misspelt one is told what was meant.
        reader.know("extends")
        refuseInclude(&reader)
        let title = reader.optional("title", .localizedText) ?? LocalizedText(name.value)
        let calendar = calendar(&reader, name)
        let fields =
            reader.optional("fields").map(
                FieldDecoder(organisation: rules.organisation, sink: sink).decode) ?? []
        let hasStates = reader.required("states") != nil

        let tree = StateTree(root, name: name, sink: sink)
        if hasStates, tree.drafts.count == 1 {
            sink.error(
                "no-states",
                LocalizedText(
                    vi: "quy trình chưa có trạng thái nào", en: "the workflow has no states"),
                at: reader.keyRange("states"))
        }
        var deadlines = DeadlineDecoder(rules: rules, sink: sink)
        for draft in tree.drafts {
            deadlines.read(draft, named: draft.id == .root ? name : draft.name)
        }
        reader.know("deadline")
        reader.know("deadlines")

        var context = context(name, fields.map(\.definition), tree)
        context.computeFields(fields)
        let decoder = StateDecoder(context, deadlines: deadlines.index)
        let states =
            [decoder.root(title: title, &reader)] + tree.drafts.dropFirst().map(decoder.decode)
        let visibility = reader.optional("visible").flatMap {
            context.compiler.compile($0, expecting: .bool)
        }
        let starters = reader.optional("start").map { self.starters($0, decoder.actions) } ?? []
        let definitions = deadlines.definitions(context)
        let conditions = notificationConditions(context)
        let tableInputs = TableInputs.compile(context)
        let computed = FieldOrder.compute(context.fields, sink: sink)

        // With a state missing the numbers of all others would be wrong.
        let whole = states.compactMap { $0 }
        guard whole.count == states.count, let calendar else { return nil }
        context.checkTaskNames(whole)
        let sources = definition.sources.map(\.source)
        let kept = mode.pinnedHash
        return Workflow(
            name: name.value, version: version,
            hash: { kept ?? SourceHash.hexadecimal(of: sources) },
            title: title, calendar: calendar, fields: context.fields, states: whole,
            deadlines: definitions.compactMap { $0 }, actionNames: context.actionNames,
            sources: sources, computedFields: computed, tableInputs: tableInputs,
            notificationConditions: conditions, visibility: visibility, starters: starters)
    }

    private func starters(_ node: Node, _ actions: ActionDecoder) -> [Action.Performer] {
        let what = LocalizedText(vi: "ai được lập hồ sơ", en: "who may start an item")
        return node.readMapping(what, sink) { reader in
            reader.required("by").map(actions.performers) ?? []
        } ?? []
    }

    private func context(
        _ name: Located<String>, _ fields: [FieldDefinition], _ tree: StateTree
    ) -> WorkflowContext {
        let actions = ActionNames(tree, sink: sink)
        let rollUps = RollUpScan(tree, fields)
        let names = ExpressionNames(
            states: tree.index, actions: actions.index, tables: rules.tables)
        return WorkflowContext(
            name: name, rules: rules, mode: mode, fields: fields,
            fieldIndex: Dictionary(
                fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first }),
            tree: tree, actionNames: actions.names, actionIndex: actions.index, rollUps: rollUps,
            compiler: ExpressionCompiler(
                fields: fields, names: names, childFields: rollUps.childFields, sink: sink),
            sink: sink)
    }

    private func refuseInclude(_ reader: inout MappingReader) {
        guard reader.mapping["include"] != nil else { return }
        reader.know("include")
        sink.error(
            "misplaced-include",
            LocalizedText(
                vi: "“include” đứng trong một trạng thái, không đứng ở đầu quy trình",
                en: "“include” stands inside a state, not at the top of a workflow"),
            at: reader.keyRange("include"),
            hint: LocalizedText(
                vi: "ở đây dùng “extends”", en: "use “extends” here"))
    }

    /// The calendar named, or the only one there is.
    private func calendar(_ reader: inout MappingReader, _ name: Located<String>) -> String? {
        let known = rules.calendars.keys.sorted()
        if let calendar = reader.optional("calendar", .reference) {
            if known.contains(calendar.value) { return calendar.value }
            sink.report(
                .unknownName(
                    calendar.value, in: known,
                    LocalizedText(vi: "tên một lịch", en: "the name of a calendar"),
                    at: calendar.range))
            return nil
        }
        if known.count == 1 { return known[0] }
        sink.error(
            "no-calendar",
            known.isEmpty
                ? LocalizedText(
                    vi: "chưa có lịch làm việc nào: thêm một tệp “calendar: …” vào rules/",
                    en: "there is no calendar: add a file “calendar: …” to rules/")
                : LocalizedText(
                    vi: "có nhiều lịch; quy trình phải nói dùng lịch nào bằng “calendar”",
                    en: "there are several calendars; the workflow must say which by “calendar”"),
            at: name.range,
            hint: known.isEmpty ? nil : Diagnostic.suggestion(for: "", in: known))
        return nil
    }

    /// The conditions of the notification rules that apply to this workflow.
    private func notificationConditions(_ context: WorkflowContext) -> [String: Expression] {
        var conditions: [String: Expression] = [:]
        for rule in rules.notifications.rules {
            guard rule.workflows.isEmpty || rule.workflows.contains(context.name.value),
                let condition = rule.condition
            else { continue }
            let text = ExpressionText(condition, at: rule.conditionRange ?? rule.range)
            conditions[rule.name] = context.compiler.compile(text, expecting: .bool)
        }
        return conditions
    }
}

extension WorkflowContext {
    /// Compiles what the computed fields are computed by.
    fileprivate mutating func computeFields(_ drafts: [FieldDecoder.Draft]) {
        for (index, draft) in drafts.enumerated() {
            guard let node = draft.value, let value = compiler.compile(node),
                fits(value, draft.definition)
            else { continue }
            fields[index].value = value
        }
        for (index, draft) in drafts.enumerated() {
            guard let name = draft.beside, let other = field(name) else { continue }
            guard other != index, fields[other].type == .budget, fields[other].beside == nil else {
                sink.error(
                    "not-beside",
                    LocalizedText(
                        vi: "“beside” cần một trường dự toán khác, của người đề nghị",
                        en: "“beside” takes another budget, that of who proposes"),
                    at: name.range)
                continue
            }
            fields[index].beside = other
        }
    }
}

/// The names of all actions of a workflow, each once, in document order.
private struct ActionNames {
    var names: [String] = []
    var index: [String: Int] = [:]

    init(_ tree: StateTree, sink: DiagnosticSink) {
        for draft in tree.drafts {
            guard let actions = draft.mapping["actions"]?.mapping else { continue }
            for pair in actions.pairs where index[pair.name] == nil {
                guard let name = NodeDecoder<String>.name.decode(pair.key, sink) else { continue }
                index[name] = names.count
                names.append(name)
            }
        }
    }
}
