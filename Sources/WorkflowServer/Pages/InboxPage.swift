import Hummingbird
import WorkflowEngine
import WorkflowPages
import WorkflowPresentation

/// `/`: what waits for whoever asks.
struct InboxPage {
    let visit: Visit

    func response() async throws -> Response {
        let scope = visit.query("scope") ?? ""
        let wanted: InboxScope =
            switch scope {
            case "mine": .mine
            case "agency": .agency
            default: .own
            }
        let entries = try await visit.engine.inbox(as: visit.user, wanted)
        let content = InboxContent(
            entries: entries, clock: visit.clock(), organisation: visit.organisation,
            user: visit.user, scope: scope)
        let layout = visit.layout(title: Place.inbox.title.spoken, place: .inbox, watched: "*")
        return Response(layout.page(content.html))
    }
}
