import Hummingbird
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

/// `/board`: how the plans stand, or the one that `?plan=` names.
struct BoardPage {
    let visit: Visit

    func response() async throws -> Response {
        let watched = try await visit.watching()
        let plans = visit.engine.library.plans
        let names = plans.keys.sorted()
        var chosen = names
        if let name = visit.query("plan") {
            guard plans[name] != nil else {
                throw EngineError.notFound(.plan, name, suggestion: nil)
            }
            chosen = [name]
        }
        let clock = visit.clock()
        var boards: [Board] = []
        for plan in chosen.compactMap({ plans[$0] }) {
            let rows = try await visit.engine.items(ItemQuery(plan: plan.name, limit: .max))
            boards.append(Board(plan, items: rows, clock: clock))
        }
        let content = BoardContent(
            boards: boards, organisation: visit.organisation,
            plans: names.map { ($0, plans[$0]?.title.spoken ?? $0) })
        let layout = visit.layout(
            title: Place.board.title.spoken, place: .board, watched: watched)
        return Response(layout.page(content.html))
    }
}
