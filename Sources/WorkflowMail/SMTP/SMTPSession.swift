import CCurl
import Dispatch
import WorkflowDelivery

/// A connection to the mail server, kept open from one mail to the next, and the thread on which
/// libcurl waits for it.
final class SMTPSession: @unchecked Sendable {
    // Unchecked: the handle is only used on the queue once the session is made.
    private let queue = DispatchQueue(label: "wf.mail")
    private let handle: UnsafeMutableRawPointer
    private let settings: SMTPSettings

    init(_ settings: SMTPSettings) throws(MailError) {
        if let problem = Self.startProblem { throw .library(problem) }
        guard let handle = curl_easy_init() else { throw .library("curl_easy_init") }
        self.handle = handle
        self.settings = settings
        do {
            try Self.setUp(handle, settings)
        } catch {
            curl_easy_cleanup(handle)
            throw error
        }
    }

    deinit {
        // Taking leave of the server may wait for it. Unsafe to the compiler only: nobody else has
        // the handle any more.
        nonisolated(unsafe) let handle = handle
        queue.async { curl_easy_cleanup(handle) }
    }

    /// Hands a mail over.
    func send(_ content: [UInt8], to address: MailAddress) async -> Reply {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.perform(content, to: address)) }
        }
    }

    /// Once for the process, before any other call.
    private static let startProblem: String? = {
        let code = wf_curl_start()
        return code == CURLE_OK ? nil : String(cString: curl_easy_strerror(code))
    }()

    private func perform(_ content: [UInt8], to address: MailAddress) -> Reply {
        let exchange = SMTPExchange(content)
        let recipients = curl_slist_append(nil, "<\(address.address)>")
        defer { curl_slist_free_all(recipients) }
        var problem = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        return problem.withUnsafeMutableBufferPointer { problem in
            withExtendedLifetime(exchange) {
                let pointer = Unmanaged.passUnretained(exchange).toOpaque()
                wf_curl_set_pointer(handle, CURLOPT_READDATA, pointer)
                wf_curl_set_pointer(handle, CURLOPT_DEBUGDATA, pointer)
                wf_curl_set_pointer(handle, CURLOPT_MAIL_RCPT, recipients)
                wf_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, problem.baseAddress)
                wf_curl_set_number(handle, CURLOPT_INFILESIZE, content.count)
                let code = curl_easy_perform(handle)
                // None of these lives longer than this call.
                wf_curl_set_pointer(handle, CURLOPT_READDATA, nil)
                wf_curl_set_pointer(handle, CURLOPT_DEBUGDATA, nil)
                wf_curl_set_pointer(handle, CURLOPT_MAIL_RCPT, nil)
                wf_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, nil)
                let said = String(
                    decoding: problem.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
                return Reply(code, exchange, said: said, settings)
            }
        }
    }
}

extension SMTPSession {
    /// What holds for every mail.
    private static func setUp(
        _ handle: UnsafeMutableRawPointer, _ settings: SMTPSettings
    ) throws(MailError) {
        var texts: [(CURLoption, String?)] = [
            (CURLOPT_URL, settings.url),
            (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            (CURLOPT_MAIL_FROM, "<\(settings.sender.address)>"),
            // Proxies of the environment are for the web.
            (CURLOPT_PROXY, ""),
        ]
        if let (user, password) = settings.credentials {
            texts += [(CURLOPT_USERNAME, user), (CURLOPT_PASSWORD, password)]
        }
        if let certificates = settings.certificates {
            texts += [(CURLOPT_CAINFO, certificates), (CURLOPT_CAPATH, nil)]
        }
        var numbers: [(CURLoption, Int)] = [
            (CURLOPT_UPLOAD, 1), (CURLOPT_NOSIGNAL, 1), (CURLOPT_VERBOSE, 1),
            (CURLOPT_TIMEOUT, settings.timeout), (CURLOPT_CONNECTTIMEOUT, settings.timeout),
            (CURLOPT_SERVER_RESPONSE_TIMEOUT, settings.timeout),
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_SSLVERSION, wf_curl_tls_1_2()),
        ]
        if settings.requiresStartTLS { numbers.append((CURLOPT_USE_SSL, wf_curl_tls_required())) }
        var codes = texts.map { wf_curl_set_text(handle, $0.0, $0.1) }
        codes += numbers.map { wf_curl_set_number(handle, $0.0, $0.1) }
        codes.append(
            wf_curl_set_reader(handle) { buffer, size, count, exchange in
                guard let buffer, let exchange else { return 0 }
                return Unmanaged<SMTPExchange>.fromOpaque(exchange).takeUnretainedValue().read(
                    into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
            })
        codes.append(
            wf_curl_set_listener(handle) { _, kind, text, size, exchange in
                guard let text, let exchange else { return 0 }
                let bytes = UnsafeRawBufferPointer(start: text, count: size)
                let listener = Unmanaged<SMTPExchange>.fromOpaque(exchange).takeUnretainedValue()
                if kind == CURLINFO_HEADER_OUT { listener.sent(bytes) }
                if kind == CURLINFO_HEADER_IN { listener.received(bytes) }
                return 0
            })
        // An option that is not known to this libcurl may be the one that asks for encryption.
        if let code = codes.first(where: { $0 != CURLE_OK }) {
            throw .library(String(cString: curl_easy_strerror(code)))
        }
    }
}
