import CCurl
import WorkflowDelivery

extension Reply {
    /// - Parameter said: what libcurl says of the failure.
    init(_ code: CURLcode, _ exchange: SMTPExchange, said: String, _ settings: SMTPSettings) {
        if code == CURLE_OK {
            self = .accepted
            return
        }
        // A server that gave its word and then fell silent said no with neither.
        guard Self.isAnswer(code), let status = exchange.status, status >= 400 else {
            self = .failed(Problem(text: Self.fault(code, said: said, settings).visible))
            return
        }
        let problem = Problem(status: status, text: exchange.answer)
        self =
            Self.concernsMail(status, to: exchange.command) ? .refused(problem) : .failed(problem)
    }

    /// Whether libcurl gave up because of what the server answered.
    private static func isAnswer(_ code: CURLcode) -> Bool {
        [
            CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_WEIRD_SERVER_REPLY, CURLE_LOGIN_DENIED,
            CURLE_USE_SSL_FAILED, CURLE_REMOTE_ACCESS_DENIED, CURLE_UPLOAD_FAILED,
        ].contains(code)
    }

    /// Whether an answer is about this one mail and for good. Who must log in first, or has no
    /// right to send, will hear the same of every mail, until somebody mends the settings.
    private static func concernsMail(_ status: Int, to command: String) -> Bool {
        guard (500..<600).contains(status), ![530, 534, 535, 538].contains(status) else {
            return false
        }
        switch command {
        case "RCPT", "DATA": return true
        // The size of a mail is announced with its sender.
        case "MAIL": return status == 552
        default: return false
        }
    }

    private static func fault(
        _ code: CURLcode, said: String, _ settings: SMTPSettings
    ) -> String {
        let words = said.isEmpty ? String(cString: curl_easy_strerror(code)) : said
        return switch code {
        case CURLE_COULDNT_RESOLVE_HOST: "no such host: \(settings.server)"
        case CURLE_COULDNT_CONNECT: "connection refused: \(words)"
        case CURLE_OPERATION_TIMEDOUT: "timed out: \(words)"
        case CURLE_PEER_FAILED_VERIFICATION: "certificate not trusted, nothing was sent: \(words)"
        case CURLE_SSL_CACERT_BADFILE: "the file of certificates cannot be used: \(words)"
        case CURLE_USE_SSL_FAILED: "no STARTTLS offered, nothing was sent: \(words)"
        case CURLE_SSL_CONNECT_ERROR: "no encrypted connection, nothing was sent: \(words)"
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE:
            "connection lost: \(words)"
        default: words
        }
    }
}
