import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import WorkflowAccounts
import WorkflowPresentation

/// The API: every declared route on the router, with all that is checked before its handler runs.
struct APIRoutes {
    static let prefix = "/api/v1"

    let office: Office
    let endpoints: [Endpoint]

    func add(to router: Router<WebContext>) {
        for endpoint in endpoints {
            router.on(
                RouterPath(stringLiteral: Self.prefix + endpoint.path), method: endpoint.method
            ) { [office] request, context in
                try await Self.answer(endpoint, office, request, context)
            }
        }
    }

    private static func answer(
        _ endpoint: Endpoint, _ office: Office, _ request: Request, _ context: WebContext
    ) async throws -> Response {
        try permit(endpoint, request, context)
        let reader = RequestReader(endpoint: endpoint, request: request, context: context)
        let path = try reader.path()
        let query = try reader.query()
        try reader.checkHeaders()
        let (body, bytes) = try await reader.body()
        let call = APICall(
            endpoint, office, request, context, path: path, query: query, body: body, bytes: bytes)
        return try await endpoint.handle(call).response
    }

    /// Whether who asks may use the route at all; what they may do there is the engine's to say.
    private static func permit(
        _ endpoint: Endpoint, _ request: Request, _ context: WebContext
    ) throws(Failure) {
        guard let scope = endpoint.scope else { return }
        guard let identity = context.identity else { throw .nobody }
        guard identity.covers(scope) else {
            throw Failure(
                .notPermitted, "scope-missing",
                LocalizedText(
                    vi: "Mã API này không có quyền “\(scope.rawValue)”.",
                    en: "This API token is not good for “\(scope.rawValue)”."),
                hint: LocalizedText(
                    vi: "tạo mã có quyền ấy ở trang tài khoản",
                    en: "make one that is on the account page"))
        }
        // A token is sent by its program alone; a cookie by any page the browser is on.
        if endpoint.isUnsafe, case .session(_, let csrf) = identity.proof {
            guard let sent = request.headers[.csrfToken], Secret.isEqual(sent, csrf) else {
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

enum Secret {
    /// Takes as long whatever the texts have in common.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
