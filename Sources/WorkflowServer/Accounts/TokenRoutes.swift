import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import WorkflowAccounts
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

/// `GET /api/v1/me`, `GET`, `POST` and `DELETE /api/v1/tokens`.
struct TokenRoutes: Sendable {
    let office: Office
    let accounts: Accounts

    func add(to router: RouterGroup<WebContext>) {
        router.get("/api/v1/me") { _, context in
            try Self.json(["me": me(identity(context))])
        }
        router.get("/api/v1/tokens") { request, context in
            let person = request.uri.queryParameters["person"].map(String.init)
            return Self.json(try await list(identity(context), of: person))
        }
        router.post("/api/v1/tokens") { request, context in
            let body: ByteBuffer
            do {
                body = try await request.body.collect(upTo: AccountForm.mostBytes)
            } catch is NIOTooManyBytesError {
                throw Failure(
                    .usage, "payload-too-large", vi: "Nội dung quá dài.",
                    en: "The body is too long.")
            }
            guard let json = try? JSON.parse(Array(body.readableBytesView)), json.object != nil
            else {
                throw Failure.usage(
                    "bad-json", vi: "Cần một đối tượng JSON {\"name\", \"scopes\"}.",
                    en: "A JSON object {\"name\", \"scopes\"} is expected.")
            }
            return Self.json(try await create(identity(context), json), .created)
        }
        router.delete("/api/v1/tokens/:id") { _, context in
            let id = try context.parameters.require("id")
            return Self.json(try await revoke(identity(context), id))
        }
    }

    // MARK: What they do

    func me(_ identity: Identity) -> JSON {
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
    func list(_ identity: Identity, of person: String?) async throws -> JSON {
        let person = try whose(identity, person)
        let now = office.clock.now
        return ["tokens": .array(try await accounts.tokens(of: person).map { $0.view(at: now) })]
    }

    /// - Parameter json: `{"name", "scopes", "days"?, "person"?}`.
    func create(_ identity: Identity, _ json: JSON) async throws -> JSON {
        let person = try whose(identity, json["person"].string)
        var scopes: Set<Scope> = []
        for name in json["scopes"].array ?? [] {
            guard let scope = name.string.flatMap(Scope.init(rawValue:)) else {
                throw Failure(
                    .invalid, "no-scopes",
                    LocalizedText(
                        vi: "Không có phạm vi \(name.canonical).",
                        en: "There is no scope \(name.canonical)."),
                    hint: LocalizedText(
                        vi: "chọn trong: read, write, administer, impersonate",
                        en: "choose from read, write, administer, impersonate"))
            }
            scopes.insert(scope)
        }
        try permit(identity, scopes)
        let days = json.object?["days"] ?? .int(90)
        guard let days = days.int, (1...366).contains(days) else {
            throw Failure(
                .invalid, "bad-lifetime", vi: "“days” phải là số ngày từ 1 đến 366.",
                en: "“days” must be a number of days from 1 to 366.")
        }
        let (token, secret) = try await accounts.createToken(
            for: person, name: json["name"].string ?? "", scopes: scopes,
            lifetime: Int(days) * 86_400)
        guard var view = token.view(at: office.clock.now).object else { return .null }
        view["secret"] = .string(secret)
        return ["token": .object(view)]
    }

    func revoke(_ identity: Identity, _ id: String) async throws -> JSON {
        let owner = identity.covers(.administer) ? nil : identity.person
        let token = try await accounts.revokeToken(id, of: owner)
        return ["token": token.view(at: office.clock.now)]
    }

    // MARK: Who may

    private func identity(_ context: WebContext) throws(Failure) -> Identity {
        guard let identity = context.identity else { throw .notSignedIn }
        return identity
    }

    private func whose(_ identity: Identity, _ person: String?) throws(Failure) -> String {
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
    private func permit(_ identity: Identity, _ scopes: Set<Scope>) throws(Failure) {
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

    private static func json(_ json: JSON, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: json.canonical)))
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
