import Diagnostics
import JSON
import WorkflowPresentation

/// Why a server gave no answer to a command, and what to do about it.
enum ServerFailure {
    /// - Parameters:
    ///   - text: what the network said.
    ///   - mayBeDone: whether the server may have carried out a change that was asked for.
    static func noAnswer(
        _ server: ServerAddress, _ text: LocalizedText, kind: String, mayBeDone: Bool
    ) -> Failure {
        if mayBeDone { return unknownOutcome(server, text) }
        let isCertificate = kind == "certificate"
        return Failure(
            .unavailable, "no-server",
            LocalizedText(
                vi: "Không tới được máy chủ \(server.text): ",
                en: "The server \(server.text) cannot be reached: ") + text
                + LocalizedText(vi: ".", en: "."),
            hint: isCertificate
                ? LocalizedText(
                    vi: "nếu cơ quan có CA riêng, đặt WF_CA=tệp chứng thư của CA (PEM)",
                    en: "for a CA of your own, set WF_CA to the file of its certificate (PEM)")
                : LocalizedText(
                    vi: "xem địa chỉ ở --server, WF_SERVER; mạng; và wf serve có đang chạy không",
                    en: "check the address in --server or WF_SERVER, the network, and whether"
                        + " wf serve is running"))
    }

    private static func unknownOutcome(
        _ server: ServerAddress, _ text: LocalizedText
    ) -> Failure {
        Failure(
            .conflict, "unknown-outcome",
            LocalizedText(
                vi: "Mất kết nối với \(server.text) trước khi có trả lời (",
                en: "The connection to \(server.text) broke before there was an answer (")
                + text
                + LocalizedText(
                    vi: "); chưa biết việc đã làm hay chưa.",
                    en: "); it is not known whether it was done."),
            hint: LocalizedText(
                vi: "xem lại bằng wf show, wf history trước khi làm lại",
                en: "look with wf show and wf history before doing it again"))
    }

    static func notUnderstood(_ server: ServerAddress) -> Failure {
        Failure(
            .unavailable, "not-a-server",
            LocalizedText(
                vi: "\(server.text) có trả lời, nhưng không như máy chủ wf.",
                en: "\(server.text) answers, but not as a wf server does."),
            hint: LocalizedText(
                vi: "xem lại địa chỉ ở --server, WF_SERVER (có khi thiếu thư mục hoặc cổng)",
                en: "check the address in --server or WF_SERVER (a folder or port may be missing)"))
    }

    /// - Parameter body: problem+json (RFC 9457), if it is a server of this kind that speaks.
    static func refusal(_ server: ServerAddress, status: Int64, body: String) -> Failure {
        let problem = (try? JSON.parse(body)) ?? .null
        let code = problem["code"].string
        switch status {
        case 401:
            return Failure(
                .notPermitted, "bad-token",
                LocalizedText(
                    vi: "\(server.text) không nhận khóa API này: sai, hết hạn hoặc đã thu hồi.",
                    en: "\(server.text) does not accept this token: it is wrong, expired or"
                        + " revoked."),
                hint: AccessToken.howToGet(server))
        case 404, 405, 301, 302, 303, 307, 308: return notUnderstood(server)
        case 413:
            return Failure(
                .invalid, "file-too-large",
                vi: "Các tệp gửi kèm lớn hơn mức \(server.text) nhận.",
                en: "The files are larger than \(server.text) takes.")
        case 409 where code == "unknown-outcome":
            return unknownOutcome(
                server,
                LocalizedText(
                    vi: "máy chủ đã khởi động lại", en: "the server was started again"))
        case 429, 503:
            return Failure(
                .conflict, "server-busy",
                LocalizedText(
                    vi: "\(server.text) đang bận.", en: "\(server.text) is busy."),
                hint: LocalizedText(vi: "thử lại sau ít phút", en: "try again in a moment"))
        case 400 where code == "protocol-version":
            return Failure(
                .unavailable, "protocol-version",
                LocalizedText(
                    vi: "wf ở máy này và \(server.text) khác phiên bản, không hiểu nhau.",
                    en: "wf on this machine and \(server.text) are of versions that do not"
                        + " understand each other."),
                hint: LocalizedText(
                    vi: "cài wf cùng phiên bản với máy chủ (wf --version)",
                    en: "install the version of wf that the server has (wf --version)"))
        default:
            let detail = problem["detail"].string ?? problem["title"].string
            let shown = detail.map { ": \($0)" } ?? ""
            let isRefused = status == 403
            return Failure(
                isRefused ? .notPermitted : .unavailable, code ?? "server-error",
                LocalizedText(
                    vi: "\(server.text) trả lời \(status)\(shown)",
                    en: "\(server.text) answers \(status)\(shown)"),
                hint: isRefused
                    ? nil
                    : LocalizedText(
                        vi: "báo người phụ trách máy chủ xem nhật ký",
                        en: "who looks after the server finds more in its log"))
        }
    }
}
