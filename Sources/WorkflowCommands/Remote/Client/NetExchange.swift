import Diagnostics
import JSON
import WorkflowPresentation

/// One question to a server and its answer, by way of `wf-net`.
struct NetExchange {
    /// What came back.
    enum Outcome {
        case answer(status: Int64, retryAfter: Int64?, body: String)
        /// - Parameter wasSent: whether the server may have got the question.
        case fault(LocalizedText, kind: String, wasSent: Bool)
    }

    let server: ServerAddress
    let token: String
    /// Of one command, however often it is asked.
    let key: String

    /// Seconds. A server may have to deliver to slow receivers before it answers.
    private static let patience: Int64 = 600

    func post(_ request: CommandRequest) throws(Failure) -> Outcome {
        var job: JSONObject = [
            "url": .string(server.text + "/api/v1/command"), "token": .string(token),
            "key": .string(key), "timeout": .int(Self.patience),
            "body": .string(request.json.compact),
        ]
        job["certificates"] = ProcessEnvironment.value("WF_CA").map(JSON.string)
        let child: NetChild
        do throws(Failure) {
            child = try NetChild("request", given: Array(JSON.object(job).compact.utf8))
        } catch {
            var failure = error
            failure.status = .unavailable
            throw failure
        }
        let status = try child.end()
        let answer = try? JSON.parse(child.text)
        guard status == 0, let answer else {
            throw Failure(
                .unavailable, "no-wf-net",
                vi: "\(NetProgram.name) dừng giữa chừng (\(status)); xem lại rồi thử lại.",
                en: "\(NetProgram.name) ended before it was done (\(status)); look, then try again."
            )
        }
        if let kind = answer["fault"]["kind"].string {
            return .fault(
                LocalizedText(
                    vi: answer["fault"]["vi"].string ?? kind,
                    en: answer["fault"]["en"].string ?? kind),
                kind: kind, wasSent: answer["fault"]["sent"].bool ?? true)
        }
        return .answer(
            status: answer["status"].int ?? 0, retryAfter: answer["retry_after"].int,
            body: answer["body"].string ?? "")
    }
}
