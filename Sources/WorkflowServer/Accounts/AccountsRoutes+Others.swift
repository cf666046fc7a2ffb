import Hummingbird
import WorkflowPages

extension AccountsRoutes {
    /// The accounts of everybody, for administrators in their browsers: what `wf accounts` does on
    /// the machine of the server.
    func addOthers(to router: RouterGroup<WebContext>) {
        router.get("/accounts") { try await AccountsDesk(self, $0, $1).list() }
        router.get("/accounts/:person") { try await AccountsDesk(self, $0, $1).one() }
        router.post("/accounts/:person/:step") { try await AccountsDesk(self, $0, $1).take() }
        // Whoever signs in again in the middle of these comes back to the account.
        router.get("/accounts/:person/:step") { request, context in
            redirect(AccountPage.Known.path(of: try AccountsDesk(self, request, context).person))
        }
    }
}
