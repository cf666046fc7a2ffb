import Diagnostics
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import WorkflowPresentation

/// Answers what goes wrong below `/api/` with problem+json, whatever it is and wherever it was
/// thrown; what pages throw passes.
package struct ProblemAnswers: RouterMiddleware {
    package typealias Context = WebContext

    /// The methods every path of the API has.
    let methods: APIPaths

    @concurrent package func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return try answer(to: error, request, context)
        }
    }

    /// - Throws: the error itself, where it is not for programs.
    func answer(
        to error: any Error, _ request: Request, _ context: WebContext
    ) throws -> Response {
        guard request.uri.path.hasPrefix("/api/") else { throw error }
        // Before they are known, people are spoken to as their request says.
        let language =
            context.identity == nil
            ? Identification.language(of: request, nil) : context.language
        var context = context
        context.language = language
        return Speech.$language.withValue(language) {
            let failure = failure(error, request)
            RequestNote.current?.refusal = failure.code
            if failure.status == .bug {
                context.logger.error(
                    "an error nobody thought of", metadata: ["error": "\(error)"])
            }
            return failure.response(to: request, context)
        }
    }

    private func failure(_ error: any Error, _ request: Request) -> Failure {
        guard let error = error as? any HTTPResponseError else {
            return error is NIOTooManyBytesError ? .tooLarge(nil) : Failure(ofAccounts: error)
        }
        switch error.status {
        case .unauthorized:
            return Failure(
                .notPermitted, "unknown-token",
                LocalizedText(
                    vi: "Khóa API không đúng, đã hết hạn hoặc đã bị thu hồi.",
                    en: "The API token is unknown, has expired or was revoked."),
                hint: LocalizedText(
                    vi: "tạo khóa mới ở trang tài khoản", en: "make a new one on the account page"))
        case .notFound: return methods.missing(request)
        case .contentTooLarge: return .tooLarge(nil)
        default:
            return Failure(
                .usage, "bad-request", vi: "Không hiểu yêu cầu (\(error.status.code)).",
                en: "The request makes no sense (\(error.status.code)).")
        }
    }
}

extension Failure {
    /// - Parameter limit: bytes.
    static func tooLarge(_ limit: Int?) -> Failure {
        let most = limit.map { " (\($0 / 1024) KiB)" } ?? ""
        return Failure(
            .usage, "payload-too-large", vi: "Nội dung gửi lên quá lớn\(most).",
            en: "The body is too large\(most).")
    }
}
