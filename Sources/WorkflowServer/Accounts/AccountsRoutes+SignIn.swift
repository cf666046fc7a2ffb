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
            let form = try await AccountForm(request, upTo: KeptForm.mostBytesOfSignIn)
            let next = LocalPath.checked(form["next"])
            let kept = KeptForm(encoded: form["kept"], path: next)
            do {
                try check(form, request)
                if let kept, form["elsewhere"] != nil {
                    return try again(kept, context.identity)
                }
                let session = try await accounts.signIn(
                    form["person"] ?? "", password: form["password"] ?? "",
                    from: visitor(request, context))
                var response = try await enter(session, next, context)
                if let kept {
                    let identity = try await accounts.identity(session: session.token)
                    let cookies = response.headers[values: .setCookie]
                    response = try again(kept, identity)
                    response.headers[values: .setCookie] = cookies
                }
                return response
            } catch {
                let failure = Failure(ofAccounts: error)
                if failure.status == .bug { throw error }
                return signInPage(
                    request, next: next, person: form["person"] ?? "", kept: kept,
                    failure: failure)
            }
        }
    }

    /// The sign-in, with a form that was sent when its session had ended.
    func signInPage(keeping kept: KeptForm, _ request: Request) -> Response {
        var response = signInPage(request, next: kept.path, kept: kept)
        response.status = .unauthorized
        response.headers[.wwwAuthenticate] = "Bearer"
        return response
    }

    /// The way back to a form that was kept.
    ///
    /// - Throws: `.notSignedIn` when they are not.
    private func again(_ kept: KeptForm, _ identity: Identity?) throws(Failure) -> Response {
        guard case .session(_, let csrf)? = identity?.proof else { throw .notSignedIn }
        return html(AccountPage.again(action: kept.path, fields: kept.fields(csrf: csrf)))
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
        _ request: Request, next: String, person: String = "", kept: KeptForm? = nil,
        notice: String? = nil, failure: Failure? = nil
    ) -> Response {
        let (token, cookie, isNew) = formToken(request)
        let page = AccountPage.signIn(
            csrf: token, next: next, escapedNext: next.formEncoded, person: person,
            provider: provider?.settings.title, kept: kept.map { ($0.encoded, $0.files) },
            notice: notice,
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
