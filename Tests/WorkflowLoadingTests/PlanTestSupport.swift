import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

@testable import WorkflowLoading

/// A plan read beside two small workflows, with the complaints as a person sees them in English.
struct LoadedPlan {
    let plan: Plan?
    let rendered: String

    init(_ text: String) {
        let sink = DiagnosticSink()
        let file = SourceFile(
            SourceEntry(file: "plan.yaml", path: "workflows/plan.yaml"), bytes: Array(text.utf8),
            sink: sink)
        let decoder = PlanDecoder(
            organisation: Self.organisation, workflows: Self.workflows, sink: sink)
        plan = file.flatMap { decoder.decode($0) }
        rendered = render(sink.list, ["plan.yaml": text])
    }

    private static let organisation = Organisation(
        name: "province", roles: [],
        agencies: ["ubnd-tinh", "so-khcn", "so-tai-chinh"].map {
            Organisation.Agency(code: $0, name: LocalizedText($0))
        }, people: [])

    /// `task` has the fields of a plan's activity and some more; `bare` has none.
    private static let workflows: [String: Workflow] = [
        "task": workflow(
            "task",
            fields: [
                ("plan", .string), ("section", .string), ("stt", .int), ("content", .text),
                ("quantity", .quantity), ("lead", .agency), ("lead_requested", .bool),
                ("coordinating", .list(.agency)), ("budget", .money),
                (
                    "source",
                    .choice([FieldType.Choice(code: "state", title: LocalizedText("state"))])
                ),
            ],
            required: ["lead"], deadlines: ["proposal", "implementation"]),
        "bare": workflow("bare", fields: [], required: [], deadlines: []),
    ]

    static func workflow(
        _ name: String, fields: [(String, FieldType)] = [], required: Set<String> = [],
        deadlines: [String] = [], actions: [String] = []
    ) -> Workflow {
        let range = SourceRange(file: "\(name).yaml", line: 1, column: 1)
        return Workflow(
            name: name, version: 1, hash: { "" }, title: LocalizedText(name), calendar: "",
            fields: fields.map { field, type in
                FieldDefinition(
                    name: field, type: type, title: LocalizedText(field),
                    isRequired: required.contains(field), defaultValue: nil, value: nil,
                    range: range)
            },
            states: [],
            deadlines: deadlines.map {
                DeadlineDefinition(
                    name: $0, title: LocalizedText($0), scope: .root,
                    limit: .fixed(.limit(.days(1))), source: LocalizedText("office setting"),
                    range: range)
            },
            actionNames: actions, sources: [], computedFields: [], tableInputs: [:],
            notificationConditions: [:])
    }
}
