import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import WorkflowCommands
import WorkflowPresentation

/// Why a command was not run: problem+json (RFC 9457). A command that ran and failed is no problem
/// but an answer.
struct CommandProblem {
    let status: HTTPResponse.Status
    let code: String
    let title: String
    var detail: String?
    var more: HTTPFields = [:]

    var response: Response {
        var body: JSONObject = [
            "type": .string("urn:wf:problem:\(code)"), "title": .string(title),
            "status": .int(Int64(status.code)), "code": .string(code),
        ]
        body["detail"] = detail.map(JSON.string)
        var headers = more
        headers[.contentType] = "application/problem+json"
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: JSON.object(body).canonical)))
    }
}

extension CommandProblem {
    /// - Parameter isKnown: whether they are signed in, with a browser.
    static func noToken(isKnown: Bool) -> CommandProblem {
        CommandProblem(
            status: .unauthorized, code: "no-token",
            title: say(
                vi: "Lệnh wf cần mã truy cập (Authorization: Bearer …).",
                en: "The commands of wf need a token (Authorization: Bearer …)."),
            detail: isKnown
                ? say(
                    vi: "Phiên đăng nhập của trình duyệt không dùng được ở đây; tạo mã ở /account.",
                    en: "The session of a browser is not good for this; make a token at /account.")
                : nil,
            more: [.wwwAuthenticate: "Bearer"])
    }

    static func tooLarge(_ limit: Int) -> CommandProblem {
        CommandProblem(
            status: .contentTooLarge, code: "too-large",
            title: say(
                vi: "Lệnh và các tệp lớn hơn \(limit >> 20) MB.",
                en: "The command and its files are larger than \(limit >> 20) MB."))
    }

    static func malformed(_ what: String) -> CommandProblem {
        CommandProblem(
            status: .badRequest, code: "malformed-command",
            title: say(
                vi: "Yêu cầu không đúng dạng của một lệnh wf.",
                en: "The request is not one for a command of wf."),
            detail: what)
    }

    init(_ fault: CommandRequest.Fault) {
        switch fault {
        case .malformed(let what): self = .malformed(what)
        case .otherProtocol(let version):
            let own = CommandRequest.protocolVersion
            self.init(
                status: .badRequest, code: "protocol-version",
                title: say(
                    vi: "Máy chủ nói phiên bản \(own), wf hỏi bằng phiên bản \(version).",
                    en: "The server speaks version \(own), and wf asks in version \(version)."))
        }
    }

    static var busy: CommandProblem {
        CommandProblem(
            status: .serviceUnavailable, code: "busy",
            title: say(vi: "Máy chủ đang bận.", en: "The server is busy."),
            more: [.retryAfter: "1"])
    }

    /// That a change was asked for before, and nobody knows any more what became of it.
    static var forgotten: CommandProblem {
        CommandProblem(
            status: .conflict, code: "unknown-outcome",
            title: say(
                vi: "Không còn biết lần hỏi trước đã làm xong hay chưa.",
                en: "It is no longer known what became of the same command before."))
    }
}
