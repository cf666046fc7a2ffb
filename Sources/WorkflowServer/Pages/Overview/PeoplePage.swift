import Hummingbird
import WorkflowCore
import WorkflowEngine
import WorkflowPages
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

/// `/people`: agencies, who sits there, and who stands in for whom today.
struct PeoplePage {
    let visit: Visit

    func response() async throws -> Response {
        let today = visit.clock().today
        let delegations = try await visit.engine.delegations(DelegationQuery(heldSince: today))
            .filter { $0.isInForce(on: today) }
        let content = PeopleContent(
            organisation: visit.organisation, delegations: delegations, today: today)
        let layout = visit.layout(title: Place.people.title.spoken, place: .people)
        return Response(layout.page(content.html))
    }
}
