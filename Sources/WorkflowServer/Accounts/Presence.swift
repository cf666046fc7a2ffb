package import Hummingbird
import Logging
import WorkflowAccounts
import WorkflowEngine

/// Knows nobody who is not, or no longer, of the organisation: their session ends with their
/// position, whatever is still in their browser.
package struct Presence: RouterMiddleware {
    package typealias Context = WebContext

    let office: Office

    @concurrent package func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard let identity = context.identity else { return try await next(request, context) }
        do throws(EngineError) {
            _ = try office.engine.actor(identity.person)
        } catch {
            context.logger.notice(
                "somebody who is not of the organisation was signed out",
                metadata: ["person": "\(identity.person)"])
            if case .session(let id, _) = identity.proof,
                let accounts = office.accounts as? Accounts
            {
                try await accounts.endSession(id, of: identity.person)
            }
            var context = context
            context.identity = nil
            return try await next(request, context)
        }
        return try await next(request, context)
    }
}
