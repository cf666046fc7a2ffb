import Diagnostics
import HTTPTypes
import Hashing
import Hummingbird
import Logging
import WorkflowAccounts
import WorkflowPages
import WorkflowPresentation

/// How people come in, and what they see of their own account.
struct AccountsRoutes: Sendable {
    let office: Office
    let accounts: Accounts
    let cookies: SessionCookies
    /// Nil when passwords are the only way in.
    let provider: OpenIDProvider?

    /// Nil where people are known in another way, as in tests of other things.
    init?(office: Office) {
        guard let accounts = office.accounts as? Accounts else { return nil }
        self.office = office
        self.accounts = accounts
        cookies = SessionCookies(isSecure: !office.settings.isPlainLoopback)
        provider = office.settings.openID.map { OpenIDProvider($0, accounts: accounts) }
    }

    func add(to router: Router<WebContext>) {
        let answers = AccountAnswers { context in
            guard let owner = try? owner(context) else { return nil }
            return viewer(owner)
        }
        let open = router.group().add(middleware: answers)
        addSignIn(to: open)
        addSetup(to: open)
        addOpenID(to: open)
        let own = router.group().add(middleware: answers)
            .add(middleware: FormProtection(address: office.settings.address))
        addSignOut(to: own)
        addAccount(to: own)
        addOthers(to: own)
    }

    // MARK: Answers

    func html(
        _ page: AccountPage, _ status: HTTPResponse.Status = .ok, retryAfter: Int64? = nil,
        for viewer: PageLayout.Viewer? = nil
    ) -> Response { AccountAnswers.html(page, status, retryAfter: retryAfter, for: viewer) }

    /// After a form has done its work: 303, so that reading the page again does not do it again.
    func redirect(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }

    // MARK: Forms of people who are not signed in

    /// The token for a form, and the cookie it goes with if the browser has none yet.
    func formToken(_ request: Request) -> (token: String, cookie: String, isNew: Bool) {
        if let cookie = request.cookies[SessionCookies.form]?.value, cookie.utf8.count == 43 {
            return (accounts.key.signature(of: cookie, for: "form"), cookie, false)
        }
        let cookie = accounts.newFormCookie()
        return (accounts.key.signature(of: cookie, for: "form"), cookie, true)
    }

    /// - Throws: `Failure` when a form is not one that this browser was given by this site.
    func check(_ form: AccountForm, _ request: Request) throws(Failure) {
        guard RequestOrigin.isOwn(request, address: office.settings.address) else {
            throw RequestOrigin.stranger
        }
        guard let cookie = request.cookies[SessionCookies.form]?.value, let sent = form["csrf"],
            ConstantTime.areEqual(sent, accounts.key.signature(of: cookie, for: "form"))
        else { throw RequestOrigin.staleForm }
    }

    func visitor(_ request: Request, _ context: WebContext) -> Visitor {
        Visitor(
            address: context.address, agent: request.headers[.userAgent],
            device: request.cookies[SessionCookies.device]?.value)
    }

    /// Where people open this server.
    func base(_ request: Request) -> String {
        office.settings.address
            ?? (cookies.isSecure ? "https://" : "http://")
            + (request.head.authority ?? "localhost")
    }
}

/// Shows what goes wrong on a page about accounts.
struct AccountAnswers: RouterMiddleware {
    typealias Context = WebContext

    /// Who looks at the page; nil before they have signed in.
    let viewer: @Sendable (WebContext) -> PageLayout.Viewer?

    @concurrent func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            if error is any HTTPResponseError { throw error }
            let failure = Failure(ofAccounts: error)
            if failure.code == "not-signed-in" {
                // A form is not sent by reading its page again; that of an account leads back to it.
                let next =
                    request.method == .get
                    ? request.uri.string
                    : request.uri.path.hasPrefix("/accounts/") ? request.uri.path : "/"
                return Response(
                    status: .seeOther,
                    headers: [.location: "/sign-in?next=" + next.formEncoded])
            }
            if failure.status == .bug {
                // By its type: a description may hold what nobody is to read.
                context.logger.error(
                    "an account page failed", metadata: ["error": "\(type(of: error))"])
            }
            let viewer = viewer(context)
            let isIn = viewer != nil
            let page = AccountPage.message(
                title: say(vi: "Chưa làm được", en: "That did not work"), failure.message.spoken,
                hint: failure.hint?.spoken,
                link: isIn
                    ? say(vi: "Về việc của bạn", en: "To your work")
                    : say(vi: "Về trang đăng nhập", en: "To the sign-in page"),
                path: isIn ? "/" : "/sign-in")
            return Self.html(
                page, failure.formStatus, retryAfter: failure.retryAfter, for: viewer)
        }
    }

    static func html(
        _ page: AccountPage, _ status: HTTPResponse.Status = .ok, retryAfter: Int64? = nil,
        for viewer: PageLayout.Viewer? = nil
    ) -> Response {
        var response = Response(page.page(for: viewer), status: status)
        if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
        return response
    }
}

extension Failure {
    static let notSignedIn = Failure(
        .notPermitted, "not-signed-in",
        LocalizedText(vi: "Bạn chưa đăng nhập.", en: "You are not signed in."),
        hint: LocalizedText(vi: "đăng nhập ở /sign-in", en: "sign in at /sign-in"))
}
