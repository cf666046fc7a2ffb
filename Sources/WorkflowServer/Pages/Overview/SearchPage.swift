import Diagnostics
import Hummingbird
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowStorage

/// `/search?q=`: items, people and agencies by words, with or without marks.
struct SearchPage {
    let visit: Visit

    private static let size = 30
    /// Longer texts are no search; the rest is left out.
    private static let longest = 200

    func response() async throws -> Response {
        let words = String((visit.query("q") ?? "").trimmingSpaces().prefix(Self.longest))
        var rows: [ItemRow] = []
        if !words.isEmpty {
            let query = ItemQuery(
                words: TextFolding.fold(words).split(separator: " ").map(String.init),
                limit: Self.size + 1)
            rows = try await visit.engine.items(query)
        }
        let content = SearchContent(
            words: words, rows: Array(rows.prefix(Self.size)), hasMore: rows.count > Self.size,
            clock: visit.clock(), organisation: visit.organisation)
        let layout = visit.layout(title: Place.search.title.spoken, place: .search)
        return Response(layout.page(content.html))
    }
}
