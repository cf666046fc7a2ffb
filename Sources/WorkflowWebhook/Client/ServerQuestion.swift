import AsyncHTTPClient
import Diagnostics
package import JSON
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One `POST` of JSON to a wf server, for `wf`, which has no network of its own.
package struct ServerQuestion: Sendable {
    /// `https://…`, or `http://…` of this machine; `wf` has seen to it.
    package let url: String
    package let token: String
    /// For the header `Idempotency-Key`.
    package let key: String
    package let body: String
    /// A file of certificates (PEM) that are trusted besides those of the system.
    package let certificates: String?
    /// Seconds that the server may take.
    package let timeout: Int64

    /// `{"url","token","key","body","certificates"?,"timeout"}`; nil when one is missing.
    package init?(json: JSON) {
        guard let url = json["url"].string, let token = json["token"].string,
            let key = json["key"].string, let body = json["body"].string,
            let timeout = json["timeout"].int
        else { return nil }
        self.url = url
        self.token = token
        self.key = key
        self.body = body
        self.timeout = timeout
        certificates = json["certificates"].string
    }

    /// More than any answer has, in bytes.
    private static let answerLimit = 256 << 20

    /// `{"status","retry_after"?,"body"}`, or why there is none:
    /// `{"fault":{"kind","sent","vi","en"}}`, where `sent` is whether the server may have got it.
    package func ask() async -> JSON {
        let client: HTTPClient
        do throws(NetworkFault) {
            client = HTTPClient(
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                configuration: try configuration())
        } catch {
            return error.answer
        }
        let answer = await ask(client)
        do {
            try await client.shutdown()
        } catch {
            // The answer is here, and the process ends.
        }
        return answer
    }

    private func ask(_ client: HTTPClient) async -> JSON {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "accept", value: "application/json")
        request.headers.add(name: "idempotency-key", value: key)
        request.headers.add(name: "user-agent", value: "wf")
        request.body = .bytes(ByteBuffer(string: body))
        do {
            let response = try await client.execute(request, timeout: .seconds(timeout))
            let body = try await response.body.collect(upTo: Self.answerLimit)
            var answer: JSONObject = ["status": .int(Int64(response.status.code))]
            answer["retry_after"] = response.headers.first(name: "retry-after")
                .flatMap { Int64($0) }.map(JSON.int)
            answer["body"] = .string(String(buffer: body))
            return .object(answer)
        } catch {
            return NetworkFault(error).answer
        }
    }

    private func configuration() throws(NetworkFault) -> HTTPClient.Configuration {
        var encryption = TLSConfiguration.makeClientConfiguration()
        encryption.minimumTLSVersion = .tlsv12
        if let certificates {
            do {
                encryption.additionalTrustRoots = [
                    .certificates(try NIOSSLCertificate.fromPEMFile(certificates))
                ]
            } catch {
                throw .untrustedCertificate("WF_CA=\(certificates): \(error)")
            }
        }
        var pool = HTTPClient.Configuration.ConnectionPool()
        pool.retryConnectionEstablishment = false
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: encryption,
            // A token is for the server it was given to, and no other.
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(timeout)),
            connectionPool: pool, decompression: .disabled)
        configuration.httpVersion = .http1Only
        return configuration
    }
}

extension NetworkFault {
    fileprivate var answer: JSON {
        let text = clientText
        return [
            "fault": [
                "kind": .string(kind), "sent": .bool(!isBeforeAnything), "vi": .string(text.vi),
                "en": .string(text.en),
            ]
        ]
    }

    private var kind: String {
        switch self {
        case .noSuchHost, .noNameServer, .notAllowed: "name"
        case .connectionRefused, .unreachable, .connectTimedOut: "unreachable"
        case .timedOut: "timeout"
        case .connectionClosed: "closed"
        case .untrustedCertificate, .wrongCertificateName: "certificate"
        case .encryption: "encryption"
        case .other: "other"
        }
    }

    /// Without a connection, or without trust in it, nothing was sent.
    private var isBeforeAnything: Bool {
        switch self {
        case .timedOut, .connectionClosed, .other: false
        default: true
        }
    }

    /// As for receivers of notifications, of whom some texts speak.
    private var clientText: LocalizedText {
        switch self {
        case .connectionRefused:
            LocalizedText(vi: "máy chủ từ chối kết nối", en: "connection refused")
        case .unreachable(let why): LocalizedText(why)
        case .connectionClosed:
            LocalizedText(
                vi: "máy chủ ngắt kết nối khi chưa trả lời",
                en: "connection closed before there was an answer")
        case .untrustedCertificate(let why):
            LocalizedText(
                vi: "chứng thư không được tin cậy (\(why))", en: "certificate not trusted (\(why))")
        default: text
        }
    }
}
