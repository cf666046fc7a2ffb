import Diagnostics
import Hummingbird
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowStorage

/// `/items`: all items, narrowed by what the query names.
struct ItemListPage {
    let visit: Visit

    private static let size = 30

    func response() async throws -> Response {
        let watched = try await visit.watching()
        var filters = ItemListContent.Filters()
        filters.words = visit.query("q") ?? ""
        filters.workflow = visit.query("workflow") ?? ""
        filters.agency = visit.query("agency") ?? ""
        filters.state = visit.query("state") ?? ""
        filters.plan = visit.query("plan") ?? ""
        filters.isOverdue = visit.query("overdue") == "true"
        filters.withFinished = visit.query("all") == "true"
        let after = visit.query("after")
        func given(_ text: String) -> String? { text.isEmpty ? nil : text }
        let agency = given(filters.agency).map { text in
            visit.organisation.agency(called: text)?.code ?? text
        }
        let query = ItemQuery(
            state: given(filters.state), agency: agency, workflow: given(filters.workflow),
            plan: given(filters.plan), isFinished: filters.withFinished ? nil : false,
            // Past its end now, whether or not a tick has flagged it yet.
            dueBefore: filters.isOverdue ? visit.office.clock.now.adding(milliseconds: 1) : nil,
            words: TextFolding.fold(filters.words).split(separator: " ").map(String.init),
            after: after, limit: Self.size + 1)
        let found = try await visit.engine.items(query)
        let content = ItemListContent(
            rows: Array(found.prefix(Self.size)), hasMore: found.count > Self.size,
            isFirstPage: after == nil, filters: filters, workflows: visit.workflows,
            organisation: visit.organisation, clock: visit.clock())
        let layout = visit.layout(
            title: Place.items.title.spoken, place: .items, watched: watched)
        return Response(layout.page(content.html))
    }
}

extension Visit {
    /// The kinds of item there are, by title.
    var workflows: [(name: String, title: String)] {
        engine.library.workflows.values.map { ($0.name, $0.title.spoken) }
            .sorted { TextFolding.fold($0.1) < TextFolding.fold($1.1) }
    }
}
