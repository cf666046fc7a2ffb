import AsyncHTTPClient
import Diagnostics
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import WorkflowModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why there is no answer.
enum NetworkFault: Error, Hashable, Sendable {
    case noSuchHost(String)
    /// The name cannot be looked up now.
    case noNameServer(String)
    /// None of the addresses of the host may be connected to.
    case notAllowed(host: String, [IPAddress])
    case connectionRefused
    /// Before there was a connection.
    case unreachable(String)
    case timedOut
    case connectTimedOut
    case connectionClosed
    case untrustedCertificate(String)
    case wrongCertificateName
    case encryption(String)
    case other(String)

    /// Whether nothing can have reached the receiver, so that another of its addresses may be
    /// tried.
    var isBeforeSending: Bool {
        switch self {
        case .connectionRefused, .unreachable, .connectTimedOut: true
        default: false
        }
    }

    var text: LocalizedText {
        switch self {
        case .noSuchHost(let host):
            LocalizedText(vi: "không có máy chủ tên \(host)", en: "no such host: \(host)")
        case .noNameServer(let host):
            LocalizedText(
                vi: "chưa tra được tên \(host) (máy chủ tên miền không trả lời)",
                en: "\(host) cannot be looked up now (the name server does not answer)")
        case .notAllowed(let host, let addresses): Self.notAllowedText(host, addresses)
        case .connectionRefused:
            LocalizedText(vi: "máy nhận từ chối kết nối", en: "connection refused")
        case .unreachable(let why):
            LocalizedText(
                vi: "không tới được máy nhận: \(why)", en: "the receiver cannot be reached: \(why)")
        case .timedOut: LocalizedText(vi: "quá thời gian chờ", en: "timed out")
        case .connectTimedOut:
            LocalizedText(
                vi: "quá thời gian chờ khi kết nối", en: "timed out while connecting")
        case .connectionClosed:
            LocalizedText(
                vi: "máy nhận ngắt kết nối khi chưa trả lời",
                en: "connection closed before there was an answer")
        case .untrustedCertificate(let why):
            LocalizedText(
                vi: "chứng thư không được tin cậy (\(why)); xem `certificates` của nơi nhận",
                en: "certificate not trusted (\(why)); see `certificates` of the sink")
        case .wrongCertificateName:
            LocalizedText(
                vi: "chứng thư không được tin cậy: thuộc về tên khác",
                en: "certificate not trusted: it is for another name")
        case .encryption(let why):
            LocalizedText(vi: "không thiết lập được TLS: \(why)", en: "TLS failed: \(why)")
        case .other(let why): LocalizedText(why)
        }
    }

    private static func notAllowedText(_ host: String, _ addresses: [IPAddress]) -> LocalizedText {
        let classes = addresses.map(\.addressClass)
        let shown = zip(addresses, classes)
        let list = LocalizedText(
            vi: shown.map { "\($0) (\($1.title.vi))" }.joined(separator: ", "),
            en: shown.map { "\($0) (\($1.title.en))" }.joined(separator: ", "))
        let refused =
            LocalizedText(vi: "không được gửi tới \(host): ", en: "\(host) may not be sent to: ")
            + list
        guard let network = classes.lazy.compactMap(\.network).first else { return refused }
        return refused
            + LocalizedText(
                vi: "; nếu đúng ý, thêm `allow: [\(network.rawValue)]`",
                en: "; if it is meant, add `allow: [\(network.rawValue)]`")
    }
}

extension NetworkFault {
    /// What the HTTP client said, in plain words.
    init(_ error: any Error) {
        switch error {
        case let fault as NetworkFault: self = fault
        case let error as HTTPClientError: self.init(client: error)
        case let error as IOError: self.init(number: error.errnoCode)
        case let error as NIOConnectionError:
            self = error.connectionErrors.first.map { NetworkFault($0.error) } ?? .other("\(error)")
        case let error as ChannelError: self.init(channel: error)
        case let error as NIOSSLError: self.init(encryption: error)
        case let error as NIOSSLExtraError:
            self =
                error == .failedToValidateHostname
                ? .wrongCertificateName : .encryption(error.description)
        case let error as HTTPParserError:
            self =
                error == .invalidEOFState
                ? .connectionClosed : .other("HTTP/1.1: \(error)")
        case let error as BoringSSLError: self = .encryption("\(error)")
        default: self = .other("\(error)")
        }
    }

    private init(client error: HTTPClientError) {
        switch error {
        case .deadlineExceeded, .readTimeout, .writeTimeout: self = .timedOut
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout:
            self = .connectTimedOut
        case .remoteConnectionClosed, .uncleanShutdown: self = .connectionClosed
        default: self = .other(error.shortDescription)
        }
    }

    private init(number: Int32) {
        switch number {
        case ECONNREFUSED: self = .connectionRefused
        case ETIMEDOUT: self = .connectTimedOut
        case ECONNRESET, EPIPE: self = .connectionClosed
        default: self = .unreachable(String(cString: strerror(number)))
        }
    }

    private init(channel error: ChannelError) {
        switch error {
        case .connectTimeout: self = .connectTimedOut
        case .ioOnClosedChannel, .inputClosed, .outputClosed, .eof, .alreadyClosed:
            self = .connectionClosed
        default: self = .other("\(error)")
        }
    }

    private init(encryption error: NIOSSLError) {
        switch error {
        case .handshakeFailed(let why):
            let text = "\(why)"
            self =
                text.contains("CERTIFICATE_VERIFY_FAILED")
                ? .untrustedCertificate("CERTIFICATE_VERIFY_FAILED") : .encryption(text)
        case .unableToValidateCertificate, .noCertificateToValidate:
            self = .untrustedCertificate("\(error)")
        case .uncleanShutdown: self = .connectionClosed
        default: self = .encryption("\(error)")
        }
    }
}
