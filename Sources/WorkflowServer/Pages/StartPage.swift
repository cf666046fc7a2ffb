import Diagnostics
import Hummingbird
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowStorage

/// `/items/new`: starts an item.
struct StartPage {
    let visit: Visit

    func choice() throws -> Response {
        let content = ChooseWorkflowContent(workflows: visit.workflows)
        let title = say(vi: "Lập hồ sơ mới", en: "Start a new item")
        return Response(visit.layout(title: title, place: .items).page(content.html))
    }

    func form() throws -> Response {
        visit.page(content(try workflow(), typed: nil, [:]), place: .items)
    }

    func start() async throws -> Response {
        let sent = try await visit.sentForm()
        let form = sent.values
        let workflow = try workflow()
        let current = [FieldValue?](repeating: nil, count: workflow.fields.count)
        var fields = FieldReader(
            form: form, organisation: visit.organisation, current: current,
            definitions: workflow.fields
        ).read(Self.asked(workflow))
        let id = TextFolding.nfc((form["id"] ?? "").trimmingSpaces())
        if !id.isEmpty, !id.isItemIdentifier {
            fields.faults["id"] = say(
                vi: "không có dấu cách hay dấu /, nhiều nhất 128 ký tự",
                en: "no spaces, no slashes, at most 128 characters")
        }
        if let page = try await visit.review(
            sent, place: .items, { content(workflow, typed: form, fields.faults) })
        {
            return page
        }
        if !fields.faults.isEmpty {
            return visit.page(content(workflow, typed: form, fields.faults), place: .items)
        }
        do {
            let outcome = try await visit.engine.start(
                workflow.name, id: id.isEmpty ? nil : id, fields: fields.values,
                key: visit.key(of: form), as: visit.user)
            let path = outcome.item.id.itemPath
            return .seeOther(outcome.events.last.map { "\(path)?done=\($0.sequence)" } ?? path)
        } catch {
            let failure = Failure(any: error)
            guard failure.status != .bug, failure.status != .io, failure.status != .unavailable
            else { throw error }
            var content = content(workflow, typed: form, [:])
            // What was sent before was done, and stands; this is something else now.
            if failure.code == "key-reused" { content.hidden = [("key", Visit.newKey())] }
            content.refusal = RefusalBox(failure, visit.organisation)
            return visit.page(content, place: .items, status: failure.pageStatus)
        }
    }

    private func workflow() throws -> Workflow {
        let name = try visit.part("workflow")
        guard let workflow = visit.engine.library.workflows[name] else {
            throw EngineError.notFound(
                .workflow, name,
                suggestion: nearest(name, in: visit.engine.library.workflows.keys.sorted()))
        }
        return workflow
    }

    /// All that can be typed: what is computed is not, nor what steps ahead ask for.
    private static func asked(_ workflow: Workflow) -> [Int] {
        workflow.fields.indices.filter {
            workflow.fields[$0].value == nil && workflow.stepAhead(askingFor: $0) == nil
        }
    }

    private func content(
        _ workflow: Workflow, typed: FormValues?, _ faults: [String: String]
    ) -> FormContent {
        let form = FieldForm(
            fields: workflow.fields, organisation: visit.organisation,
            values: workflow.fields.map(\.defaultValue), typed: typed, faults: faults)
        let title = say(vi: "Lập hồ sơ: ", en: "Start: ") + workflow.title.spoken
        var content = FormContent(
            title: title, back: (say(vi: "Loại hồ sơ", en: "Kinds"), "/items/new"),
            action: "/items/new/" + workflow.name.queryEscaped,
            submit: say(vi: "Lập hồ sơ", en: "Start"), fields: [])
        content.fields = [
            FormField(
                "id", say(vi: "Mã hồ sơ", en: "Identifier"), .line(isShort: true),
                value: typed?["id"] ?? "",
                hint: say(
                    vi: "Để trống thì hệ thống tự đặt.", en: "Left empty, one is made up for it."),
                fault: faults["id"])
        ]
        for index in Self.asked(workflow) {
            let field = workflow.fields[index]
            // What it is about, and what cannot be left out; all else can wait.
            if field.isRequired || field.name == "content" {
                content.fields.append(form.input(index, isRequired: field.isRequired))
            } else {
                content.more.append(form.input(index, isRequired: false))
            }
        }
        content.hidden = [("key", typed?["key"] ?? Visit.newKey())]
        return content
    }
}
