import Diagnostics
import Hummingbird
import WorkflowAccounts
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

extension AccountsRoutes {
    /// The link of the first run, and invitations.
    func addSetup(to router: RouterGroup<WebContext>) {
        router.get("/setup/:secret") { request, context in
            let secret = try context.parameters.require("secret")
            guard let invitation = try await accounts.invitation(secret) else { return overPage() }
            return setupPage(request, secret, invitation)
        }
        router.post("/setup/:secret") { request, context in
            let secret = try context.parameters.require("secret")
            let form = try await AccountForm(request)
            guard let invitation = try await accounts.invitation(secret) else { return overPage() }
            let typed = (form["person"] ?? "").split(whereSeparator: \.isWhitespace).joined()
            let person = invitation.person ?? typed.lowercased()
            do {
                try check(form, request)
                // Nobody gets an account who is not of the organisation.
                _ = try office.engine.actor(person)
                let password = form["password"] ?? ""
                guard password == form["again"] else { throw Self.different }
                _ = try await accounts.accept(
                    secret, as: person, password: password,
                    about: office.engine.rules.organisation.known(of: person))
                let session = try await accounts.signIn(
                    person, password: password, from: visitor(request, context))
                return try await enter(session, "/", context)
            } catch {
                let failure = Failure(ofAccounts: error)
                if failure.status == .bug { throw error }
                if failure.code == "link-is-over" { return overPage() }
                return setupPage(request, secret, invitation, person: person, failure: failure)
            }
        }
    }

    static let different = AccountError(
        .invalid, "passwords-differ", vi: "Hai lần nhập mật khẩu không giống nhau.",
        en: "The two passwords are not the same.")

    private func overPage() -> Response {
        html(
            AccountPage.message(
                title: say(vi: "Đường liên kết không còn dùng được", en: "This link is over"),
                say(
                    vi: "Đường liên kết này đã được dùng, đã hết hạn hoặc không đúng.",
                    en: "This link was used already, has expired, or is not right."),
                hint: say(
                    vi: "Xin người quản trị đường liên kết mới.",
                    en: "Ask an administrator for a new one."),
                link: say(vi: "Đăng nhập", en: "Sign in"), path: "/sign-in"), .notFound)
    }

    private func setupPage(
        _ request: Request, _ secret: String, _ invitation: Invitation, person: String = "",
        failure: Failure? = nil
    ) -> Response {
        let (token, cookie, isNew) = formToken(request)
        let organisation = office.engine.rules.organisation
        let page = AccountPage.setup(
            csrf: token,
            action: "/setup/\(secret.formEncoded)?lang=\(Speech.language.rawValue)",
            asksWho: invitation.person == nil, person: invitation.person ?? person,
            name: invitation.person.flatMap { organisation.person($0)?.name },
            advice: accounts.policy.advice, minimum: accounts.policy.minimum,
            problem: failure.map { .init($0.message, hint: $0.hint) })
        var response = html(page, failure?.formStatus ?? .ok, retryAfter: failure?.retryAfter)
        if isNew { cookies.keepForm(cookie, &response) }
        return response
    }
}
