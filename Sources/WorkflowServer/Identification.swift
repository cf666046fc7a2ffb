import Diagnostics
import HTTPTypes
package import Hummingbird
package import WorkflowAccounts
import WorkflowPresentation

/// Finds out who sent a request and which language they read, and has all that follows speak it.
package struct Identification: RouterMiddleware {
    package typealias Context = WebContext
    package static let cookie = "wf-session"
    package static let languageCookie = "wf-lang"

    let accounts: any Authenticating

    package init(accounts: any Authenticating) {
        self.accounts = accounts
    }

    @concurrent package func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        try await identify(request, &context)
        return try await Speech.$language.withValue(context.language) {
            try await next(request, context)
        }
    }

    /// - Throws: 401 for a token nobody has.
    func identify(_ request: Request, _ context: inout WebContext) async throws {
        if let bearer = request.headers[.authorization]?.bearer {
            guard let identity = try await accounts.identity(bearer: bearer) else {
                throw HTTPError(.unauthorized)
            }
            context.identity = identity
        } else if let session = request.cookies[Self.cookie]?.value {
            context.identity = try await accounts.identity(session: session)
        }
        RequestNote.current?.person = context.identity?.person
        context.language = Self.language(of: request, context.identity)
    }

    /// `?lang=`, else what they chose, else the first of `Accept-Language` that is spoken here.
    static func language(of request: Request, _ identity: Identity?) -> Language {
        if request.uri.query != nil,
            let asked = request.uri.queryParameters["lang"].flatMap({
                Language(rawValue: $0.lowercased())
            })
        {
            return asked
        }
        if request.headers[.cookie] != nil,
            let cookie = request.cookies[Self.languageCookie]?.value,
            let chosen = Language(rawValue: cookie)
        {
            return chosen
        }
        if let chosen = identity?.language { return chosen }
        let accepted = request.headers[.acceptLanguage] ?? ""
        for range in accepted.split(separator: ",") {
            if let language = Language(
                rawValue: range.prefix(while: { $0 != "-" && $0 != ";" }).trimmed)
            {
                return language
            }
        }
        return .vi
    }
}

extension Substring {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}

extension String {
    /// The token of `Bearer TOKEN`.
    fileprivate var bearer: String? {
        guard let space = utf8.firstIndex(of: UInt8(ascii: " ")),
            self[..<space].lowercased() == "bearer"
        else { return nil }
        let token = self[utf8.index(after: space)...]
        return token.isEmpty ? nil : String(token)
    }
}
