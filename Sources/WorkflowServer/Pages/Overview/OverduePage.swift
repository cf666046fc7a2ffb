import Hummingbird
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

/// `/overdue`: what is past its end, by agency and person.
struct OverduePage {
    let visit: Visit

    func response() async throws -> Response {
        let watched = try await visit.watching()
        let clock = visit.clock()
        // Past its end now, whether or not a tick has flagged it yet.
        let query = ItemQuery(
            isFinished: false, dueBefore: clock.now.adding(milliseconds: 1), limit: .max)
        let rows = try await visit.engine.items(query).filter { !$0.isPaused }
        let byID = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var late: [OverdueContent.Late] = []
        for agency in visit.organisation.agencies {
            let query = TaskQuery(
                agency: agency.code, roles: [], person: "", isWholeAgency: true, limit: .max)
            for task in try await visit.office.store.tasks(query) {
                // Only of items one may see, which `rows` are.
                guard let item = byID[task.item], clock.status(of: task).isOverdue else { continue }
                late.append(.init(task: task, item: item))
            }
        }
        let held = Set(late.map(\.item.id))
        let content = OverdueContent(
            late: late, others: rows.filter { !held.contains($0.id) }, clock: clock,
            organisation: visit.organisation)
        let layout = visit.layout(
            title: Place.overdue.title.spoken, place: .overdue, watched: watched)
        return Response(layout.page(content.html))
    }
}
