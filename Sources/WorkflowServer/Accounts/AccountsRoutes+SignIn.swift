import Hummingbird
import Logging
import WorkflowAccounts
import WorkflowPages
import WorkflowPresentation

extension AccountsRoutes {
    func addSignIn(to router: RouterGroup<WebContext>) {
        router.get("/sign-in") { request, context in
            let next = LocalPath.checked(request.uri.queryParameters["next"].map(String.init))
            if case .session? = context.identity?.proof { return redirect(next) }
            return signInPage(request, next: next, notice: notice(request))
        }
        router.post("/sign-in") { request, context in
            let form = try await AccountForm(request)
            let next = LocalPath.checked(form["next"])
            do {
                try check(form, request)
                let session = try await accounts.signIn(
                    form["person"] ?? "", password: form["password"] ?? "",
                    from: visitor(request, context))
                return try await enter(session, next, context)
            } catch {
                let failure = Failure(ofAccounts: error)
                if failure.status == .bug { throw error }
                return signInPage(
                    request, next: next, person: form["person"] ?? "", failure: failure)
            }
        }
    }

    /// Begins the session in the browser; the one that was there before ends.
    func enter(
        _ session: SignedIn, _ next: String, _ context: WebContext
    ) async throws -> Response {
        if let identity = context.identity, case .session(let id, _) = identity.proof {
            try await accounts.endSession(id, of: identity.person)
        }
        context.logger.info("somebody signed in", metadata: ["person": "\(session.person)"])
        var response = redirect(next)
        cookies.begin(session, &response)
        return response
    }

    private func notice(_ request: Request) -> String? {
        switch request.uri.queryParameters["notice"] {
        case "out": say(vi: "Bạn đã đăng xuất.", en: "You are signed out.")
        case "everywhere":
            say(vi: "Bạn đã đăng xuất ở mọi nơi.", en: "You are signed out everywhere.")
        default: nil
        }
    }

    private func signInPage(
        _ request: Request, next: String, person: String = "", notice: String? = nil,
        failure: Failure? = nil
    ) -> Response {
        let (token, cookie, isNew) = formToken(request)
        let page = AccountPage.signIn(
            csrf: token, next: next, escapedNext: next.formEncoded, person: person,
            provider: provider?.settings.title, notice: notice,
            problem: failure.map { .init($0.message, hint: $0.hint) })
        var response = html(page, failure?.formStatus ?? .ok, retryAfter: failure?.retryAfter)
        if isNew { cookies.keepForm(cookie, &response) }
        return response
    }

    func addSignOut(to router: RouterGroup<WebContext>) {
        router.post("/sign-out") { request, context in
            guard let identity = context.identity, case .session(let id, _) = identity.proof else {
                var response = redirect("/sign-in")
                cookies.end(&response)
                return response
            }
            let isEverywhere = try await AccountForm(request)["everywhere"] == "yes"
            if isEverywhere {
                try await accounts.endSessions(of: identity.person)
            } else {
                try await accounts.endSession(id, of: identity.person)
            }
            var response = redirect(
                isEverywhere ? "/sign-in?notice=everywhere" : "/sign-in?notice=out")
            cookies.end(&response)
            return response
        }
    }
}
