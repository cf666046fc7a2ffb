import Diagnostics
package import HTTPTypes
import Hummingbird
package import JSON
import NIOCore
package import WorkflowPresentation

extension Failure {
    /// The status of HTTP that says the same.
    package var httpStatus: HTTPResponse.Status {
        switch code {
        case "not-signed-in", "unknown-token", "token-needed": return .unauthorized
        case "too-many-requests", "too-many-streams": return .tooManyRequests
        case "payload-too-large": return .contentTooLarge
        case "unsupported-media-type": return .unsupportedMediaType
        case "method-not-allowed": return .methodNotAllowed
        case "precondition-failed": return .preconditionFailed
        case "busy": return .serviceUnavailable
        default: break
        }
        return switch status {
        case .done: .ok
        case .refused, .conflict: .conflict
        case .usage: .badRequest
        case .invalid: .unprocessableContent
        case .notFound: .notFound
        case .unavailable: .serviceUnavailable
        case .bug, .io: .internalServerError
        case .notPermitted: .forbidden
        }
    }

    /// RFC 9457, with what `--json` tells of a failure.
    ///
    /// - Parameter request: the identifier of the request, to find it in the logs.
    package func problem(request: String) -> JSON {
        let status = httpStatus
        var problem: JSONObject = [
            "type": .string("urn:wf:problem:" + code),
            "title": .string(Self.title(status)), "status": .int(Int64(status.code)),
            "detail": .string(message.spoken), "instance": .string("urn:wf:request:" + request),
            "code": .string(code),
        ]
        for member in json["error"].object?.members ?? []
        where !["code", "message", "exit"].contains(member.name) && problem[member.name] == nil {
            problem[member.name] = member.value
        }
        return .object(problem)
    }

    private static func title(_ status: HTTPResponse.Status) -> String {
        switch status.code {
        case 400: say(vi: "Yêu cầu sai dạng", en: "Malformed request")
        case 401: say(vi: "Chưa đăng nhập", en: "Not signed in")
        case 403: say(vi: "Không có quyền", en: "Not permitted")
        case 404: say(vi: "Không tìm thấy", en: "Not found")
        case 405: say(vi: "Không dùng được phương thức này", en: "Method not allowed")
        case 409: say(vi: "Quy tắc không cho phép, hoặc có người nhanh hơn", en: "Refused")
        case 412: say(vi: "Hồ sơ đã đổi", en: "The item has changed")
        case 413: say(vi: "Quá lớn", en: "Too large")
        case 415: say(vi: "Sai kiểu nội dung", en: "Unsupported media type")
        case 422: say(vi: "Dữ liệu không hợp lệ", en: "Invalid input")
        case 429: say(vi: "Quá nhiều yêu cầu", en: "Too many requests")
        case 503: say(vi: "Chưa phục vụ được, hãy thử lại", en: "Unavailable, try again")
        default: say(vi: "Lỗi máy chủ", en: "Server error")
        }
    }

    /// The whole answer.
    func response(to request: Request, _ context: WebContext) -> Response {
        let status = httpStatus
        var headers: HTTPFields = [
            .contentType: "application/problem+json", .cacheControl: "no-store",
            .xContentTypeOptions: "nosniff", .contentLanguage: context.language.rawValue,
        ]
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        if let allow = detail("allow")?.string { headers[.allow] = allow }
        if let seconds = detail("retry_after")?.int {
            headers[.retryAfter] = String(seconds)
        } else if status == .serviceUnavailable {
            headers[.retryAfter] = "1"
        }
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(problem(request: context.requestID))))
    }

    private func detail(_ name: String) -> JSON? { details.first { $0.0 == name }?.1 }
}
