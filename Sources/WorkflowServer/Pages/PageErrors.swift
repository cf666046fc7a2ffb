import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

/// Makes pages of what goes wrong with pages, and sends all of them with the headers that protect
/// them. What is for programs passes through as it is.
struct PageErrors: Sendable {
    let office: Office
    /// Nil where people are known in another way.
    let accounts: AccountsRoutes?

    /// - Parameter next: makes the page.
    func answer(
        _ request: Request, _ context: WebContext, next: () async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next()
        } catch is SignInNeeded {
            if let accounts,
                let kept = await KeptForm(request, address: office.settings.address)
            {
                response = accounts.signInPage(keeping: kept, request)
            } else {
                response = Self.signIn(request)
            }
        } catch is NothingToReview {
            response = .seeOther(request.uri.string)
        } catch {
            response = page(for: error, request, context)
        }
        SecurityHeaders.add(to: &response.headers)
        return response
    }

    static func isForPeople(_ path: String) -> Bool {
        !path.hasPrefix("/api/") && !["/healthz", "/readyz", "/metrics"].contains(path)
    }

    /// The way back is the page itself: of what is only sent to, the item it is about.
    private static func signIn(_ request: Request) -> Response {
        .seeOther("/sign-in?next=" + request.uri.string.queryEscaped)
    }

    private func page(
        for error: any Error, _ request: Request, _ context: WebContext
    ) -> Response {
        if let error = error as? any HTTPResponseError {
            if error.status == .unauthorized, context.identity == nil {
                return Self.signIn(request)
            }
            return response(fault(error.status), error.status, request, context)
        }
        let failure = Failure(any: error)
        let status = failure.pageStatus
        if status.kind == .serverError {
            context.logger.error("page failed", metadata: ["error": "\(error)"])
        }
        var content = fault(status)
        if failure.status != .bug {
            content.text = failure.pageMessage
            content.refusal =
                failure.reasons.isEmpty
                ? nil
                : RefusalBox(failure, office.engine.rules.organisation)
        }
        return response(content, status, request, context)
    }

    private func response(
        _ content: FaultContent, _ status: HTTPResponse.Status, _ request: Request,
        _ context: WebContext
    ) -> Response {
        var content = content
        if status.kind == .serverError { content.request = context.id }
        if let visit = try? Visit(office, request, context) {
            return Response(
                visit.layout(title: content.title, place: nil).page(content.html), status: status)
        }
        return Response(
            PageLayout(title: content.title, path: request.uri.string).page(content.html),
            status: status)
    }

    private func fault(_ status: HTTPResponse.Status) -> FaultContent {
        let home = (say(vi: "Về việc của bạn", en: "To your work"), "/")
        let items = (say(vi: "Danh sách hồ sơ", en: "All items"), "/items")
        switch status {
        case .notFound:
            return FaultContent(
                title: say(vi: "Không có trang này", en: "There is no such page"),
                text: say(
                    vi: "Địa chỉ có thể gõ thiếu, hoặc hồ sơ không có hay bạn không được xem.",
                    en: "The address may be incomplete, or there is no such item for you to see."),
                links: [home, items])
        case .forbidden:
            return FaultContent(
                title: say(vi: "Bạn không làm được việc này", en: "This is not for you to do"),
                text: say(
                    vi: "Việc này dành cho người khác. Nếu cần, hãy liên hệ người làm được.",
                    en: "Somebody else has to do this. Please turn to them."),
                links: [home, items])
        case .conflict, .preconditionFailed:
            return FaultContent(
                title: say(vi: "Chưa làm được", en: "This cannot be done now"),
                text: say(
                    vi: "Hồ sơ vừa thay đổi, hoặc chưa đủ điều kiện. Hãy xem lại rồi thử lại.",
                    en: "The item has just changed or is not ready for it. Look again, then retry."
                ),
                links: [home, items])
        case .contentTooLarge:
            return FaultContent(
                title: say(vi: "Tệp quá lớn", en: "Too large"),
                text: say(
                    vi: "Những gì gửi lên lớn hơn mức cơ quan nhận. Hãy gửi tệp nhỏ hơn.",
                    en: "What was sent is larger than the office takes. Send a smaller file."),
                links: [home])
        case .methodNotAllowed, .badRequest, .unprocessableContent, .unsupportedMediaType:
            return FaultContent(
                title: say(vi: "Yêu cầu không đọc được", en: "This cannot be read"),
                text: say(
                    vi: "Hãy mở lại trang và gửi lại.", en: "Open the page again and send it again."
                ),
                links: [home])
        case .tooManyRequests, .serviceUnavailable:
            return FaultContent(
                title: say(vi: "Đang bận", en: "Busy"),
                text: say(
                    vi: "Hệ thống đang bận. Hãy thử lại sau ít phút; chưa có gì bị mất.",
                    en: "The system is busy. Try again in a few minutes; nothing was lost."),
                links: [home])
        default:
            return FaultContent(
                title: say(vi: "Có lỗi", en: "Something went wrong"),
                text: say(
                    vi: "Hệ thống gặp lỗi không lường trước. Những gì đã lưu không bị ảnh hưởng."
                        + " Hãy thử lại; nếu vẫn vậy, báo người quản trị kèm mã dưới đây.",
                    en:
                        "The system met an error it did not expect. What was stored is not affected."
                        + " Try again; if it stays, tell an administrator the number below."),
                links: [home])
        }
    }
}

extension Failure {
    /// What a page that shows it is sent with.
    var pageStatus: HTTPResponse.Status {
        switch status {
        case .done: .ok
        case .usage: .badRequest
        case .invalid: .unprocessableContent
        case .notFound: .notFound
        case .refused, .conflict: .conflict
        case .notPermitted: .forbidden
        case .unavailable: .serviceUnavailable
        case .bug, .io: .internalServerError
        }
    }
}
