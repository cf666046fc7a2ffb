import Hummingbird
import WorkflowAccounts
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

extension AccountsRoutes {
    func addOpenID(to router: RouterGroup<WebContext>) {
        guard let provider else { return }
        router.get("/auth/oidc/start") { request, _ in
            let next = LocalPath.checked(request.uri.queryParameters["next"].map(String.init))
            let departure = try await provider.depart(
                redirect: base(request) + "/auth/oidc/callback", next: next)
            var response = redirect(departure.url)
            cookies.keepDeparture(departure.sealed, &response)
            return response
        }
        router.get("/auth/oidc/callback") { request, context in
            let query = AccountForm(encoded: request.uri.query ?? "").first
            let arrival = try await provider.arrive(
                query, sealed: request.cookies[SessionCookies.departure]?.value)
            let finder = OpenIDPerson(
                settings: provider.settings, organisation: office.engine.rules.organisation,
                today: office.clock.now.date(in: .vietnam))
            let person = try finder.person(arrival.claims)
            _ = try office.engine.actor(person)
            let session = try await accounts.signIn(
                vouchedFor: person, from: visitor(request, context))
            var response = try await enter(session, LocalPath.checked(arrival.next), context)
            cookies.endDeparture(&response)
            return response
        }
    }
}
