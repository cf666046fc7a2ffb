import Hummingbird
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowStorage

/// `/workflows` and `/workflows/{name}`: the rules as they are now.
struct WorkflowsPage {
    let visit: Visit

    func list() throws -> Response {
        let content = WorkflowListContent(workflows: Array(visit.engine.library.workflows.values))
        let layout = visit.layout(title: Place.workflows.title.spoken, place: .workflows)
        return Response(layout.page(content.html))
    }

    func one() async throws -> Response {
        let name = try visit.part("name")
        guard let workflow = visit.engine.library.workflows[name] else {
            throw EngineError.notFound(.workflow, name, suggestion: nil)
        }
        let open = try await visit.engine.items(
            ItemQuery(workflow: name, isFinished: false, limit: .max)
        ).count
        let content = WorkflowContent(workflow: workflow, rules: visit.engine.rules, open: open)
        let layout = visit.layout(title: workflow.title.spoken, place: .workflows)
        return Response(layout.page(content.html))
    }
}
