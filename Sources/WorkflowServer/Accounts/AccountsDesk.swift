import Diagnostics
import Foundation
import Hummingbird
import Logging
import WorkflowAccounts
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

/// `/accounts`: an administrator at work on the accounts of others.
struct AccountsDesk {
    private let routes: AccountsRoutes
    private let request: Request
    private let context: WebContext
    private let owner: AccountsRoutes.Owner

    private var accounts: Accounts { routes.accounts }
    private var organisation: Organisation { routes.office.engine.rules.organisation }

    /// - Throws: `Failure` unless an administrator is signed in.
    init(_ routes: AccountsRoutes, _ request: Request, _ context: WebContext) throws {
        self.routes = routes
        self.request = request
        self.context = context
        owner = try routes.owner(context)
        guard owner.isAdministrator else { throw Failure.notAdministrator }
    }

    /// Of the path.
    var person: String {
        get throws {
            guard let text = try context.parameters.require("person").removingPercentEncoding
            else { throw HTTPError(.badRequest) }
            return text
        }
    }

    // MARK: Pages

    func list() async throws -> Response {
        let provider = routes.office.settings.openID?.title
        return routes.html(
            .list(try await everybody(), provider: provider), for: routes.viewer(owner))
    }

    func one() async throws -> Response {
        var page = try await single(try await known(try person))
        page.notice = request.uri.queryParameters["done"]
            .flatMap { AccountPage.Step(rawValue: String($0)) }
            .flatMap { $0.isDone(page) ? $0.done(to: page.known.name) : nil }
        let once = shownOnce(page.known)
        guard let secret = once.secret(request), let until = page.known.invitedUntil else {
            return routes.html(.single(page), for: routes.viewer(owner))
        }
        page.link = (routes.base(request) + "/setup/" + secret, until)
        if routes.office.settings.address == nil { page.linkNote = Self.ownAddress }
        var response = routes.html(.single(page), for: routes.viewer(owner))
        once.end(&response)
        return response
    }

    func take() async throws -> Response {
        let form = try await AccountForm(request)
        let known = try await known(try person)
        guard let step = AccountPage.Step(rawValue: try context.parameters.require("step")) else {
            throw HTTPError(.notFound)
        }
        do {
            return try await take(step, known, form)
        } catch let error as AccountError {
            let failure = Failure(error)
            var page = try await single(try await self.known(known.id))
            page.problem = .init(failure.message, hint: failure.hint)
            page.asked = (step, form["administrator"] == "yes", failure.code == "wrong-password")
            RequestNote.current?.refusal = failure.code
            return routes.html(
                .single(page), failure.formStatus, retryAfter: failure.retryAfter,
                for: routes.viewer(owner))
        }
    }

    // MARK: Doing

    private func take(
        _ step: AccountPage.Step, _ known: AccountPage.Known, _ form: AccountForm
    ) async throws -> Response {
        guard known.id != owner.person else { throw AccountError.ownAccount }
        if step.opensAWay {
            guard known.position != nil else { throw AccountError.withoutPosition(known.id) }
            try await accounts.proveAgain(
                owner.person, password: form["password"] ?? "", session: owner.session)
        }
        // Who sent it, and whom it is about, was known before it had arrived and was proved.
        let now = try await accounts.account(of: owner.person)
        guard now?.isAdministrator == true, now?.isDisabled == false else {
            throw Failure.notAdministrator
        }
        let known = try await self.known(known.id)
        guard AccountPage.Step.open(for: known).contains(step) else { throw AccountError.changed }
        let id = known.id
        let isAdministrator =
            step == .invite && known.account == nil && form["administrator"] == "yes"
        var secret: String?
        switch step {
        case .invite:
            secret = try await accounts.invite(id, isAdministrator: isAdministrator)
        case .withdraw: try await accounts.withdrawInvitation(of: id)
        case .reset: secret = try await accounts.reset(id).secret
        case .promote: try await accounts.setAdministrator(id, true)
        case .demote: try await accounts.setAdministrator(id, false)
        case .disable: try await accounts.setDisabled(id, true)
        case .enable: try await accounts.setDisabled(id, false)
        case .signOut: try await accounts.endSessions(of: id)
        }
        context.logger.notice(
            "an account was changed",
            metadata: [
                "by": "\(owner.person)", "person": "\(id)",
                "change": "\(step.rawValue)\(isAdministrator ? " as administrator" : "")",
            ])
        guard let secret else { return routes.redirect("\(known.path)?done=\(step.rawValue)") }
        var response = routes.redirect(known.path)
        try shownOnce(known).keep(secret, &response)
        return response
    }

    private func shownOnce(_ known: AccountPage.Known) -> ShownOnce {
        ShownOnce(
            accounts: accounts, cookies: routes.cookies, session: owner.session, path: known.path)
    }

    private static let ownAddress = LocalizedText(
        vi: "Phần đầu là địa chỉ bạn đang mở. Nếu người khác mở ở địa chỉ khác, ghi địa chỉ ấy vào"
            + " server.yaml (address).",
        en: "It begins with the address you have open. If others open another, write that one in"
            + " server.yaml (address).")

    // MARK: Reading

    /// Everybody who is there today, in the order of the organisation, and then who has an account
    /// but is there no more.
    private func everybody() async throws -> [AccountPage.Known] {
        let today = routes.office.clock.now.date(in: .vietnam)
        let present = organisation.people.filter { $0.on(today) != nil }.map(\.id)
        let all = Dictionary(
            try await accounts.all().map { ($0.person, $0) },
            uniquingKeysWith: { first, _ in first })
        let invited = Dictionary(
            try await accounts.openInvitations().compactMap { link in
                link.person.map { ($0, link) }
            }, uniquingKeysWith: { first, _ in first })
        let gone = Set(all.keys).subtracting(present).sorted()
        return (present + gone).map { known($0, all[$0], invited[$0]) }
    }

    /// - Throws: for somebody who is not of the organisation and has no account.
    private func known(_ person: String) async throws -> AccountPage.Known {
        let account = try await accounts.account(of: person)
        guard account != nil || organisation.person(person) != nil else {
            throw Failure(
                .notFound, "unknown-person",
                LocalizedText(
                    vi: "Không có ai mang mã “\(person)” trong tổ chức.",
                    en: "Nobody in the organisation has the identifier “\(person)”."),
                hint: Failure.suggestion(nearest(person, in: organisation.people.map(\.id))))
        }
        let link = try await accounts.openInvitations().first { $0.person == person }
        return known(person, account, link)
    }

    private func known(
        _ person: String, _ account: Account?, _ link: Invitation?
    ) -> AccountPage.Known {
        let positions = routes.positions(of: person)
        return AccountPage.Known(
            id: person, name: routes.name(of: person),
            position: positions.isEmpty ? nil : positions.joined(separator: "; "),
            account: account.map {
                AccountPage.Known.Account(
                    hasPassword: $0.hasPassword, isDisabled: $0.isDisabled,
                    isAdministrator: $0.isAdministrator, since: $0.created)
            }, invitedUntil: link?.expires,
            isInvitedAsAdministrator: link?.isAdministrator ?? false)
    }

    private func single(_ known: AccountPage.Known) async throws -> AccountPage.Single {
        let now = routes.office.clock.now
        return AccountPage.Single(
            known: known, sessions: try await accounts.sessions(of: known.id).count,
            tokens: try await accounts.tokens(of: known.id).count { $0.state(at: now) == .active },
            viewer: owner.person, csrf: owner.csrf,
            asksPassword: try await accounts.account(of: owner.person)?.hasPassword ?? false)
    }
}

extension AccountPage.Step {
    /// Whether it stands so: an address alone says nothing.
    fileprivate func isDone(_ page: AccountPage.Single) -> Bool {
        let account = page.known.account
        return switch self {
        case .invite, .reset: false
        case .withdraw: page.known.invitedUntil == nil
        case .promote: account?.isAdministrator == true
        case .demote: account?.isAdministrator == false
        case .disable: account?.isDisabled == true
        case .enable: account?.isDisabled == false
        case .signOut: page.sessions == 0
        }
    }

    /// What it came to; nil for what leads to a link, which says it.
    fileprivate func done(to name: String) -> String? {
        switch self {
        case .invite, .reset: nil
        case .withdraw:
            say(
                vi: "Đường liên kết của \(name) không còn dùng được.",
                en: "The link of \(name) is out of use.")
        case .promote:
            say(
                vi: "\(name) từ nay cũng quản trị máy chủ.",
                en: "\(name) looks after the server as well from now on.")
        case .demote:
            say(
                vi: "\(name) không còn quản trị máy chủ.",
                en: "\(name) looks after the server no more.")
        case .disable: say(vi: "Đã ngừng tài khoản của \(name).", en: "\(name) is disabled.")
        case .enable: say(vi: "\(name) lại vào được.", en: "\(name) is enabled.")
        case .signOut:
            say(
                vi: "\(name) đã bị đăng xuất ở mọi nơi.",
                en: "\(name) is signed out everywhere.")
        }
    }
}

extension AccountError {
    fileprivate static let ownAccount = AccountError(
        .refused, "own-account",
        vi: "Việc này không làm được với tài khoản của chính mình.",
        en: "This cannot be done to one's own account.",
        hint: LocalizedText(
            vi: "trang Tài khoản có những gì bạn làm được; việc khác nhờ người quản trị khác",
            en: "the page of your account has what you can do; for anything else ask another"
                + " administrator"))

    fileprivate static let changed = AccountError(
        .conflict, "account-changed",
        vi: "Tài khoản này vừa đổi; ở dưới là những gì làm được bây giờ.",
        en: "This account has just changed; below is what can be done now.")

    fileprivate static func withoutPosition(_ person: String) -> AccountError {
        AccountError(
            .refused, "no-position",
            vi: "“\(person)” không có chức vụ nào trong tổ chức, nên không vào được.",
            en: "“\(person)” holds no position in the organisation, so nothing lets them in.",
            hint: LocalizedText(
                vi: "ghi chức vụ vào rules/people.csv trước",
                en: "give them a position in rules/people.csv first"))
    }
}
