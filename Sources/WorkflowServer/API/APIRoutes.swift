import Diagnostics
import HTTPTypes
import Hashing
import Hummingbird
import JSON
import NIOCore
import WorkflowAccounts
import WorkflowPresentation

/// What the routes of the API work with, besides the request.
struct APIServices: Sendable {
    let office: Office
    let operations: Operations
    let commands: CommandService
}

/// The API: every declared route on the router, with all that is checked before its handler runs.
struct APIRoutes {
    static let prefix = "/api/v1"

    let services: APIServices
    let endpoints: [Endpoint]

    func add(to router: Router<WebContext>) {
        for endpoint in endpoints {
            router.on(endpoint.routerPath, method: endpoint.method) {
                [services] request, context in
                if endpoint.isBrief, request.isSmall {
                    return try await endpoint.answer(services, request, context)
                }
                // Off the thread of the connection, which others wait for too.
                return try await withTaskExecutorPreference(globalConcurrentExecutor) {
                    try await endpoint.answer(services, request, context)
                }
            }
        }
    }
}

extension Request {
    /// Whether its body is known to take no time worth mentioning.
    fileprivate var isSmall: Bool {
        if headers[.transferEncoding] != nil { return false }
        return headers[.contentLength].map { (Int($0) ?? .max) <= 64 * 1_024 } ?? true
    }
}

extension Endpoint {
    func answer(
        _ services: APIServices, _ request: Request, _ context: WebContext
    ) async throws -> Response {
        let given = try await read(request, context)
        return try await handle(APICall(self, services, request, context, given)).response
    }

    var routerPath: RouterPath { RouterPath(stringLiteral: APIRoutes.prefix + path) }

    /// What a request gives, once all of it is as declared and who sent it may use the route.
    func read(
        _ request: Request, _ context: WebContext
    ) async throws -> RequestReader.Given {
        try permit(request, context)
        let reader = RequestReader(endpoint: self, request: request, context: context)
        // Before the body, which may be large.
        let (path, query) = (try reader.path(), try reader.query())
        try reader.checkHeaders()
        let (body, bytes) = try await reader.body()
        return RequestReader.Given(path: path, query: query, body: body, bytes: bytes)
    }

    /// Whether who asks may use the route at all; what they may do there is the engine's to say.
    private func permit(_ request: Request, _ context: WebContext) throws(Failure) {
        if access == .open { return }
        guard let identity = context.identity else { throw .nobody }
        if case .scope(let scope) = access { try identity.require(scope) }
        if access == .token, case .session = identity.proof { throw .tokenNeeded }
        // A token is sent by its program alone; a cookie by any page the browser is on.
        if isUnsafe, case .session(_, let csrf) = identity.proof {
            guard let sent = request.headers[.csrfToken], ConstantTime.areEqual(sent, csrf) else {
                throw Failure(
                    .notPermitted, "csrf",
                    LocalizedText(
                        vi: "Thiếu hoặc sai X-CSRF-Token.",
                        en: "X-CSRF-Token is missing or wrong."),
                    hint: LocalizedText(
                        vi: "tải lại trang rồi thử lại", en: "load the page again and try again"))
            }
        }
    }
}

extension Identity {
    /// - Throws: when what they proved it by is not good for this.
    func require(_ scope: Scope) throws(Failure) {
        guard !covers(scope) else { return }
        throw Failure(
            .notPermitted, "scope-missing",
            LocalizedText(
                vi: "Khóa API này không có phạm vi “\(scope.rawValue)”.",
                en: "This API token is not good for “\(scope.rawValue)”."),
            hint: LocalizedText(
                vi: "tạo khóa có phạm vi ấy ở trang tài khoản",
                en: "make one that is on the account page"))
    }
}

extension Failure {
    fileprivate static let tokenNeeded = Failure(
        .notPermitted, "token-needed",
        LocalizedText(
            vi: "Phiên đăng nhập của trình duyệt không dùng được ở đây; cần khóa API (Bearer).",
            en: "The session of a browser is not good for this; an API token (Bearer) is."),
        hint: LocalizedText(vi: "tạo khóa ở /account", en: "make one at /account"))
}
