import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import WorkflowPresentation

/// Why there is no stream.
struct ChangeProblem: Error {
    var status: HTTPResponse.Status
    var failure: Failure
    /// Seconds after which it may be tried again.
    var retryAfter: Int?

    static var unknown: ChangeProblem {
        ChangeProblem(
            status: .unauthorized,
            failure: Failure(
                .notPermitted, "not-signed-in",
                LocalizedText(vi: "Chưa biết bạn là ai.", en: "It is not known who you are."),
                hint: LocalizedText(
                    vi: "đăng nhập, hoặc gửi Authorization: Bearer với mã API",
                    en: "sign in, or send Authorization: Bearer with an API token")))
    }

    static var scope: ChangeProblem {
        ChangeProblem(
            status: .forbidden,
            failure: Failure(
                .notPermitted, "missing-scope",
                LocalizedText(
                    vi: "Mã API này không có quyền read.",
                    en: "This API token lacks the scope read."),
                hint: LocalizedText(
                    vi: "tạo mã có quyền read", en: "make a token that has the scope read")))
    }

    static func bad(_ name: String, _ found: String, _ expected: String) -> ChangeProblem {
        ChangeProblem(
            status: .unprocessableContent,
            failure: Failure(
                .invalid, "bad-parameter", vi: "\(name) là “\(found)”; cần \(expected).",
                en: "\(name) is “\(found)”; expected \(expected)."))
    }
}

extension ChangeProblem {
    init(_ refusal: ChangeFeed.Refusal) {
        switch refusal {
        case .person:
            self.init(
                status: .tooManyRequests,
                failure: Failure(
                    .conflict, "too-many-streams",
                    LocalizedText(
                        vi: "Bạn đang mở quá nhiều luồng thay đổi.",
                        en: "You follow too many streams of changes."),
                    hint: LocalizedText(
                        vi: "đóng bớt trang hoặc chương trình", en: "close some pages or programs")),
                retryAfter: 30)
        case .total:
            self.init(
                status: .serviceUnavailable,
                failure: Failure(
                    .conflict, "too-many-streams",
                    vi: "Máy chủ đã đủ số luồng thay đổi; thử lại sau.",
                    en: "The server has as many streams as it takes; try again later."),
                retryAfter: 30)
        case .stopping:
            self.init(
                status: .serviceUnavailable,
                failure: Failure(
                    .conflict, "stopping", vi: "Máy chủ đang dừng; thử lại sau ít phút.",
                    en: "The server is stopping; try again in a moment."),
                retryAfter: 5)
        }
    }

    /// As RFC 9457 wants it.
    func response(_ context: WebContext) -> Response {
        var problem = JSONObject()
        problem["type"] = .string("urn:wf:problem:\(failure.code)")
        problem["title"] = .string(failure.message.spoken)
        problem["status"] = .int(Int64(status.code))
        problem["detail"] = .string(failure.message.spoken)
        problem["instance"] = .string(context.id)
        problem["code"] = .string(failure.code)
        problem["hint"] = failure.hint.map { .string($0.spoken) }
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: JSON.object(problem).canonical)))
    }
}
