import Hummingbird
import Logging
import WorkflowAccounts
import WorkflowEngine

/// Knows nobody who is not, or no longer, of the organisation: their session ends with their
/// position, whatever is still in their browser.
struct Presence: Sendable {
    let office: Office

    /// Forgets who sent a request if they are not there.
    func check(_ context: inout WebContext) async throws {
        guard let identity = context.identity else { return }
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
            context.identity = nil
        }
    }
}
