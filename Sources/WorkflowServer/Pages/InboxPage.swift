import Hummingbird
import WorkflowEngine
import WorkflowPages
import WorkflowPresentation
import WorkflowStorage

/// `/`: what waits for whoever asks.
struct InboxPage {
    let visit: Visit

    func response() async throws -> Response {
        let watched = try await visit.watching()
        let scope = visit.query("scope") ?? ""
        let wanted: InboxScope =
            switch scope {
            case "mine": .mine
            case "agency": .agency
            default: .own
            }
        let entries = try await visit.engine.inbox(as: visit.user, wanted)
        var content = InboxContent(
            entries: entries, clock: visit.clock(), organisation: visit.organisation,
            user: visit.user, scope: scope)
        content.amounts = try await amounts(of: content.entries)
        let layout = visit.layout(
            title: Place.inbox.title.spoken, place: .inbox, watched: watched)
        return Response(layout.page(content.html))
    }

    /// Of the first, which is what is looked at: each is read from the store.
    private static let mostAmounts = 100

    private func amounts(of entries: [InboxEntry]) async throws -> [String: Int64] {
        var amounts: [String: Int64] = [:]
        for id in Set(entries.prefix(Self.mostAmounts).map(\.item.id)) {
            amounts[id] = try await visit.engine.state(of: id).estimatedAmount
        }
        return amounts
    }
}
