import Hummingbird
import WorkflowAccounts

/// The cookies of accounts. All are out of reach of scripts, and sent to this server alone.
struct SessionCookies: Sendable {
    static let form = "wf-form"
    static let device = "wf-device"
    static let departure = "wf-oidc"
    static let shown = "wf-shown"

    /// Whether they travel by https only.
    let isSecure: Bool

    private static let halfAYear = 180 * 86_400
    private static let year = 365 * 86_400

    /// Ends with the browser: an office shares its machines.
    func begin(_ session: SignedIn, _ response: inout Response) {
        response.setCookie(cookie(Identification.cookie, session.token))
        response.setCookie(
            cookie(Self.device, session.device, path: "/sign-in", maxAge: Self.halfAYear))
    }

    func end(_ response: inout Response) {
        response.setCookie(cookie(Identification.cookie, "", maxAge: 0))
    }

    func keepForm(_ value: String, _ response: inout Response) {
        response.setCookie(cookie(Self.form, value))
    }

    func keepDeparture(_ sealed: String, _ response: inout Response) {
        response.setCookie(cookie(Self.departure, sealed, path: "/auth/oidc", maxAge: 600))
    }

    func endDeparture(_ response: inout Response) {
        response.setCookie(cookie(Self.departure, "", path: "/auth/oidc", maxAge: 0))
    }

    func keepShown(_ sealed: String, _ path: String, seconds: Int, _ response: inout Response) {
        response.setCookie(cookie(Self.shown, sealed, path: path, maxAge: seconds))
    }

    func endShown(_ path: String, _ response: inout Response) {
        response.setCookie(cookie(Self.shown, "", path: path, maxAge: 0))
    }

    func keepLanguage(_ language: String, _ response: inout Response) {
        response.setCookie(cookie(Identification.languageCookie, language, maxAge: Self.year))
    }

    private func cookie(
        _ name: String, _ value: String, path: String = "/", maxAge: Int? = nil
    ) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: maxAge, path: path, secure: isSecure,
            httpOnly: true, sameSite: .lax)
    }
}
