import Diagnostics
import JSON
import WorkflowAccounts
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

/// Says who somebody is, and looks after API tokens for them.
struct TokenDesk: Sendable {
    let office: Office
    let identity: Identity

    /// Who the caller is, and what they proved it by.
    var me: JSON {
        let organisation = office.engine.rules.organisation
        var me: JSONObject = ["id": .string(identity.person)]
        if let person = organisation.present(identity.person) {
            me["name"] = .string(person.name)
            me["agency"] = .string(person.agency)
            me["roles"] = .array(person.roles.map(JSON.string))
        }
        me["administrator"] = .bool(identity.isAdministrator)
        me["language"] = identity.language.map { .string($0.rawValue) } ?? .null
        switch identity.proof {
        case .session(_, let csrf):
            me["proof"] = "session"
            me["csrf"] = .string(csrf)
        case .token(let id, _):
            me["proof"] = "token"
            me["token"] = .string(id)
        }
        me["scopes"] = .array(
            Scope.allCases.filter(identity.covers).map { .string($0.rawValue) })
        return .object(me)
    }

    /// - Parameter person: whose; nil for one's own.
    func list(of person: String?) async throws -> JSON {
        let person = try whose(person)
        let now = office.clock.now
        return ["tokens": .array(try await accounts().tokens(of: person).map { $0.view(at: now) })]
    }

    /// - Parameters:
    ///   - person: whose it will be; nil for one's own.
    ///   - days: how long it holds.
    ///   - password: of whoever asks in a session: a token lets in for long.
    /// - Returns: the token with its secret, which is told this once.
    func create(
        _ name: String, _ scopes: Set<Scope>, days: Int, for person: String?, password: String?
    ) async throws -> JSON {
        let person = try whose(person)
        try permit(scopes)
        if case .session(let id, _) = identity.proof {
            try await accounts().proveAgain(
                identity.person, password: password ?? "", session: id)
        }
        let (token, secret) = try await accounts().createToken(
            for: person, name: name, scopes: scopes, lifetime: days * 86_400)
        guard var view = token.view(at: office.clock.now).object else { return .null }
        view["secret"] = .string(secret)
        return ["token": .object(view)]
    }

    /// A token gives up itself; others takes one that may administer, or a session of theirs.
    func revoke(_ id: String) async throws -> JSON {
        if case .token(let own, _) = identity.proof, own != id {
            try identity.require(.administer)
        }
        let owner = identity.covers(.administer) ? nil : identity.person
        let token = try await accounts().revokeToken(id, of: owner)
        return ["token": token.view(at: office.clock.now)]
    }

    // MARK: Who may

    /// - Throws: where people are known in another way than by accounts.
    private func accounts() throws(Failure) -> Accounts {
        guard let accounts = office.accounts as? Accounts else {
            throw Failure(
                .unavailable, "no-accounts",
                LocalizedText(
                    vi: "Máy chủ này không giữ tài khoản.", en: "This server keeps no accounts."),
                hint: LocalizedText(
                    vi: "hỏi người phụ trách máy chủ", en: "ask who looks after the server"))
        }
        return accounts
    }

    private func whose(_ person: String?) throws(Failure) -> String {
        guard let person, person != identity.person else { return identity.person }
        guard identity.covers(.administer) else {
            throw Failure(
                .notPermitted, "not-administrator",
                LocalizedText(
                    vi: "Chỉ người quản trị máy chủ mới xem, tạo khóa API cho người khác.",
                    en: "Only administrators of the server see or make tokens of others."),
                hint: LocalizedText(
                    vi: "người đó tự tạo khóa ở trang /account",
                    en: "they can make their own on the page /account"))
        }
        return person
    }

    /// Nothing gives away more than it has: a token makes others only when it may administer, and
    /// then none that is good for more.
    private func permit(_ scopes: Set<Scope>) throws(Failure) {
        guard case .token(_, let own) = identity.proof else { return }
        guard own.contains(.administer), scopes.isSubset(of: own) else {
            throw Failure(
                .notPermitted, "scope-missing",
                LocalizedText(
                    vi: "Khóa API này không tạo được khóa như vậy.",
                    en: "This API token cannot make such a token."),
                hint: LocalizedText(
                    vi: "tạo khóa ở trang /account sau khi đăng nhập",
                    en: "make it on the page /account after signing in"))
        }
    }
}

extension APIToken {
    /// `{"id","person","name","scopes","state","created","expires","used","revoked"?}`
    func view(at now: Instant) -> JSON {
        var view: JSONObject = [
            "id": .string(id), "person": .string(person), "name": .string(name),
            "scopes": .array(
                Scope.allCases.filter(scopes.contains).map { .string($0.rawValue) }),
            "state": .string(state(at: now).rawValue),
            "created": .string(created.iso8601(in: .vietnam)),
            "expires": .string(expires.iso8601(in: .vietnam)),
            "used": used.map { .string($0.iso8601(in: .vietnam)) } ?? .null,
        ]
        view["revoked"] = revoked.map { .string($0.iso8601(in: .vietnam)) }
        return .object(view)
    }
}
