import Diagnostics
import Hummingbird
import WorkflowAccounts
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

extension AccountsRoutes {
    /// One's own account: sessions, tokens, password, language.
    func addAccount(to router: RouterGroup<WebContext>) {
        router.get("/account") { request, context in
            let notice: String? =
                switch request.uri.queryParameters["notice"] {
                case "password":
                    say(
                        vi: "Đã đổi mật khẩu; các nơi khác đã đăng xuất.",
                        en: "The password is changed; all other places are signed out.")
                case "ended": say(vi: "Nơi đó đã đăng xuất.", en: "That place is signed out.")
                case "revoked": say(vi: "Khóa đã bị thu hồi.", en: "The token is revoked.")
                default: nil
                }
            let owner = try owner(context)
            let once = shownOnce(owner)
            let secret = once.secret(request)
            var response = try await accountPage(owner, notice: notice, secret: secret)
            if secret != nil { once.end(&response) }
            return response
        }
        router.post("/account/password") { request, context in
            let owner = try owner(context)
            let form = try await AccountForm(request)
            return try await answering(owner) {
                guard form["new"] == form["again"] else { throw Self.different }
                try await accounts.changePassword(
                    of: owner.person, from: form["old"] ?? "", to: form["new"] ?? "",
                    about: office.engine.rules.organisation.known(of: owner.person),
                    keeping: owner.session)
                return redirect("/account?notice=password")
            }
        }
        router.post("/account/language") { request, context in
            let owner = try owner(context)
            let form = try await AccountForm(request)
            var response = redirect("/account")
            if let language = form["language"].flatMap(Language.init(rawValue:)) {
                try await accounts.setLanguage(of: owner.person, language)
                cookies.keepLanguage(language.rawValue, &response)
            }
            return response
        }
        router.post("/account/sessions/end") { request, context in
            let owner = try owner(context)
            let form = try await AccountForm(request)
            try await accounts.endSession(form["id"] ?? "", of: owner.person)
            return redirect("/account?notice=ended")
        }
        router.post("/account/tokens") { request, context in
            let owner = try owner(context)
            let form = try await AccountForm(request)
            return try await answering(owner) {
                try await accounts.proveAgain(
                    owner.person, password: form["password"] ?? "", session: owner.session)
                let scopes = Set(form.all("scope").compactMap(Scope.init(rawValue:)))
                let days = Int(form["days"] ?? "") ?? 0
                let made = try await accounts.createToken(
                    for: owner.person, name: form["name"] ?? "", scopes: scopes,
                    lifetime: days.multipliedReportingOverflow(by: 86_400).partialValue)
                var response = redirect("/account")
                try shownOnce(owner).keep(made.secret, &response)
                return response
            }
        }
        router.post("/account/tokens/revoke") { request, context in
            let owner = try owner(context)
            let form = try await AccountForm(request)
            return try await answering(owner) {
                try await accounts.revokeToken(form["id"] ?? "", of: owner.person)
                return redirect("/account?notice=revoked")
            }
        }
    }

    private func shownOnce(_ owner: Owner) -> ShownOnce {
        ShownOnce(
            accounts: accounts, cookies: cookies, session: owner.session, path: "/account")
    }

    /// The page again, with what was wrong.
    private func answering(
        _ owner: Owner, _ body: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await body()
        } catch let error as AccountError {
            return try await accountPage(owner, failure: Failure(error))
        }
    }

    private func accountPage(
        _ owner: Owner, notice: String? = nil, failure: Failure? = nil, secret: String? = nil
    ) async throws -> Response {
        let now = office.clock.now
        let organisation = office.engine.rules.organisation
        let sessions = try await accounts.sessions(of: owner.person).map { session in
            AccountPage.Own.Session(
                id: session.id, agent: session.agent, address: session.address,
                since: session.created, used: session.used, isHere: session.id == owner.session)
        }
        let tokens = try await accounts.tokens(of: owner.person).map { token in
            AccountPage.Own.Token(
                id: token.id, name: token.name,
                scopes: Scope.allCases.filter(token.scopes.contains).map(\.rawValue),
                expires: token.expires, used: token.used, ended: token.state(at: now).ended)
        }
        let scopes = Scope.allCases.filter {
            owner.isAdministrator || !Scope.ofAdministrators.contains($0)
        }
        let page = AccountPage.own(
            AccountPage.Own(
                csrf: owner.csrf, id: owner.person,
                name: organisation.person(owner.person)?.name ?? owner.person,
                facts: facts(owner),
                hasPassword: try await accounts.account(of: owner.person)?.hasPassword ?? false,
                advice: accounts.policy.advice, minimum: accounts.policy.minimum,
                sessions: sessions, tokens: tokens,
                scopes: scopes.map { ($0.rawValue, $0.about, $0 == .read) }, notice: notice,
                problem: failure.map { .init($0.message, hint: $0.hint) }, secret: secret))
        return html(
            page, failure?.formStatus ?? .ok, retryAfter: failure?.retryAfter, for: viewer(owner))
    }

    private func facts(_ owner: Owner) -> [(label: LocalizedText, value: String)] {
        var facts = [(LocalizedText(vi: "Mã người dùng", en: "Identifier"), owner.person)]
        facts += positions(of: owner.person).map {
            (LocalizedText(vi: "Chức vụ", en: "Position"), $0)
        }
        if owner.isAdministrator {
            facts.append(
                (
                    LocalizedText(vi: "Máy chủ", en: "Server"),
                    say(vi: "Người quản trị", en: "Administrator")
                ))
        }
        return facts
    }
}

extension APIToken.State {
    fileprivate var ended: LocalizedText? {
        switch self {
        case .active: nil
        case .expired: LocalizedText(vi: "đã hết hạn", en: "expired")
        case .revoked: LocalizedText(vi: "đã thu hồi", en: "revoked")
        }
    }
}

extension Scope {
    /// What it is good for, for people.
    var about: LocalizedText {
        switch self {
        case .read: LocalizedText(vi: "xem hồ sơ, báo cáo", en: "look at items and reports")
        case .write: LocalizedText(vi: "làm việc trên hồ sơ", en: "work on items")
        case .administer: LocalizedText(vi: "quản trị máy chủ", en: "look after the server")
        case .impersonate:
            LocalizedText(vi: "thay mặt bất kỳ ai (--as)", en: "act as anybody (--as)")
        }
    }
}
