import Diagnostics
import WorkflowModel
import YAML

/// Reads one activity of a plan into values for the fields of its workflow.
struct ActivityDecoder {
    private let plan: String
    private let sections: [String]
    private let organisation: Organisation
    private let workflows: [String: Workflow]
    private let sink: DiagnosticSink
    private var reader: MappingReader
    private var fields: [String: FieldValue] = [:]

    init?(
        _ node: Node, plan: String, sections: [String], organisation: Organisation,
        workflows: [String: Workflow], sink: DiagnosticSink
    ) {
        guard let reader = MappingReader(node, context: .anActivity, sink: sink) else {
            return nil
        }
        self.reader = reader
        self.plan = plan
        self.sections = sections
        self.organisation = organisation
        self.workflows = workflows
        self.sink = sink
    }

    /// Keys of an activity that are fields of its workflow, too. The last two are how the document
    /// names the agencies; a workflow need not keep that.
    private static let fieldKeys = [
        "section", "stt", "content", "quantity", "lead", "lead_requested", "coordinating",
    ]
    private static let textKeys = ["lead_text", "coordinating_text"]

    mutating func decode() -> PlannedActivity? {
        let id = reader.required("id", .reference)
        let workflowName = reader.required("workflow", .reference)
        let section = reader.optional("section", NodeDecoder<Located<String>>.reference)
        if let section, !sections.contains(section.value) {
            sink.report(
                .unknownName(
                    section.value, in: sections,
                    LocalizedText(vi: "mục của kế hoạch", en: "a section of the plan"),
                    at: section.range))
        }
        let nodes = (Self.fieldKeys + Self.textKeys).map { (key: $0, node: reader.optional($0)) }
        let more = reader.optional("fields", .mappingNode)?.mapping
        let limits = reader.optional("limits", .mappingNode)?.mapping
        reader.finish()
        guard let workflowName else { return nil }
        guard let workflow = workflows[workflowName.value] else {
            sink.report(
                .unknownName(
                    workflowName.value, in: workflows.keys.sorted(), .aWorkflow,
                    at: workflowName.range))
            return nil
        }
        for (key, node) in nodes {
            guard let node else { continue }
            if workflow.fieldIndex[key] == nil, Self.textKeys.contains(key) { continue }
            set(key, of: workflow, to: node, at: reader.keyRange(key))
        }
        if workflow.fieldIndex["plan"] != nil, fields["plan"] == nil {
            fields["plan"] = .string(plan)
        }
        for pair in more?.pairs ?? [] { setMore(pair, of: workflow) }
        checkRequired(of: workflow)
        let fixedLimits = decodeLimits(limits, of: workflow)
        return id.map {
            PlannedActivity(
                id: $0.value, workflow: workflow.name, fields: fields, limits: fixedLimits,
                range: $0.range)
        }
    }

    private mutating func setMore(_ pair: Mapping.Pair, of workflow: Workflow) {
        let range = pair.key.range
        if Self.fieldKeys.contains(pair.name) || pair.name == "plan" {
            sink.error(
                "misplaced-key",
                LocalizedText(
                    vi: "“\(pair.name)” không viết trong “fields”: kế hoạch đã cho giá trị này",
                    en: "“\(pair.name)” does not belong under “fields”: the plan itself gives it"),
                at: range,
                hint: pair.name == "plan"
                    ? nil
                    : LocalizedText(
                        vi: "viết thẳng trong nhiệm vụ", en: "write it in the activity itself"))
            return
        }
        guard !pair.value.isNull else { return }
        set(pair.name, of: workflow, to: pair.value, at: range)
    }

    private mutating func set(
        _ name: String, of workflow: Workflow, to node: Node, at key: SourceRange
    ) {
        let hidden = Self.fieldKeys + ["plan"]
        guard let field = workflow.settableField(name, at: key, hiding: hidden, sink) else {
            return
        }
        let decoder = NodeDecoder<FieldValue>.value(of: field.type, in: organisation)
        fields[name] = decoder.decode(node, sink)
    }

    /// A field whose value was refused counts as given: it was complained of already.
    private func checkRequired(of workflow: Workflow) {
        for field in workflow.fields
        where field.mustBeGiven && fields[field.name] == nil && !isWritten(field.name) {
            sink.report(.missingField(field, of: workflow, at: reader.range))
        }
    }

    private func isWritten(_ field: String) -> Bool {
        let written = reader.mapping[field] ?? reader.mapping["fields"]?[field]
        return written.map { !$0.isNull } ?? false
    }

    private func decodeLimits(
        _ mapping: Mapping?, of workflow: Workflow
    ) -> [String: FixedLimit] {
        var limits: [String: FixedLimit] = [:]
        for pair in mapping?.pairs ?? [] {
            guard workflow.deadlineIndex[pair.name] != nil else {
                let expected = LocalizedText(
                    vi: "thời hạn của quy trình “\(workflow.name)”",
                    en: "a deadline of the workflow “\(workflow.name)”")
                sink.report(
                    .unknownName(
                        pair.name, in: workflow.deadlines.map(\.name), expected,
                        at: pair.key.range))
                continue
            }
            limits[pair.name] = NodeDecoder<FixedLimit>.fixedLimit.decode(pair.value, sink)
        }
        return limits
    }
}
