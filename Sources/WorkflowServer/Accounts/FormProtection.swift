import HTTPTypes
import Hashing
package import Hummingbird
import NIOCore
import WorkflowAccounts
import WorkflowPresentation

/// Keeps other sites from using the session of whoever visits them: what changes something must
/// come from this site and carry the token of its session, in the header `X-CSRF-Token` or in the
/// field `csrf` of the form. In a form with files it has to be the first field.
///
/// Requests with an API token pass: no browser adds one by itself. Those of nobody pass too, as they
/// have nothing to be misused; what takes them looks after itself.
package struct FormProtection: RouterMiddleware {
    package typealias Context = WebContext

    let address: String?
    /// Bytes a body may have in which the token is looked for.
    let mostBytes: Int

    /// - Parameters:
    ///   - address: of the server as people open it.
    ///   - mostBytes: of a form, with its files.
    package init(address: String?, mostBytes: Int = 64 * 1024 * 1024) {
        self.address = address
        self.mostBytes = mostBytes
    }

    @concurrent package func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard case .session(_, let csrf)? = context.identity?.proof,
            ![.get, .head, .options].contains(request.method)
        else { return try await next(request, context) }
        guard RequestOrigin.isOwn(request, address: address) else { throw RequestOrigin.stranger }
        var request = request
        if let sent = request.headers[.formToken] {
            guard ConstantTime.areEqual(sent, csrf) else { throw RequestOrigin.staleForm }
            return try await next(request, context)
        }
        // Only forms have the field; reading anything else would be for nothing.
        let type = (request.headers[.contentType] ?? "").lowercased()
        let isForm = type.hasPrefix("application/x-www-form-urlencoded")
        guard isForm || type.hasPrefix("multipart/form-data") else {
            throw RequestOrigin.staleForm
        }
        let body: ByteBuffer
        do {
            body = try await request.collectBody(upTo: isForm ? 1024 * 1024 : mostBytes)
        } catch is NIOTooManyBytesError {
            throw Failure(
                .usage, "payload-too-large", vi: "Nội dung gửi lên quá lớn.",
                en: "The body is too large.")
        }
        let sent = isForm ? AccountForm(encoded: String(buffer: body))["csrf"] : Self.first(body)
        guard let sent, ConstantTime.areEqual(sent, csrf) else { throw RequestOrigin.staleForm }
        return try await next(request, context)
    }

    /// The value of the first part of a form with files, if that is the token.
    private static func first(_ body: ByteBuffer) -> String? {
        let head = String(decoding: body.readableBytesView.prefix(1_024), as: UTF8.self)
        // Swift takes CR LF for one character.
        let lines = head.split(
            separator: "\r\n", maxSplits: 8, omittingEmptySubsequences: false)
        guard lines.count > 3, lines[0].hasPrefix("--"),
            let blank = lines.firstIndex(of: ""), blank + 2 < lines.count,
            lines[blank + 2].hasPrefix(lines[0]),
            lines[1..<blank].contains(where: {
                $0.lowercased().hasPrefix("content-disposition:") && $0.contains("name=\"csrf\"")
            })
        else { return nil }
        return String(lines[blank + 1])
    }
}
