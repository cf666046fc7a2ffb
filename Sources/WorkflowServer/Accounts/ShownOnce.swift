import Hummingbird
import WorkflowAccounts

/// A secret on its way from the form that made it to the page that shows it, once: what is made
/// again by whoever reads a page again would be shown to whoever sits down there next.
struct ShownOnce {
    let accounts: Accounts
    let cookies: SessionCookies
    /// Of whoever asked for it: no other browser shows it.
    let session: String
    /// Of the page that shows it.
    let path: String

    /// Long enough to be led there.
    static let seconds = 60

    private var purpose: String { "shown \(session) \(path)" }

    func keep(_ secret: String, _ response: inout Response) throws {
        cookies.keepShown(
            try accounts.key.seal(secret, for: purpose), path, seconds: Self.seconds, &response)
    }

    /// Nil when there is none, or it was shown.
    func secret(_ request: Request) -> String? {
        request.cookies[SessionCookies.shown].flatMap { accounts.key.open($0.value, for: purpose) }
    }

    func end(_ response: inout Response) { cookies.endShown(path, &response) }
}
