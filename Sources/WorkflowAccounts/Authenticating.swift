/// Finds out who sent a request.
package protocol Authenticating: Sendable {
    /// Nil when there is no such token, or it has expired or was revoked.
    func identity(bearer token: String) async throws -> Identity?
    /// Nil when there is no such session, or it has ended.
    func identity(session token: String) async throws -> Identity?
}
