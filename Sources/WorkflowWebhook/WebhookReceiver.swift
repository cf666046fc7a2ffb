import AsyncHTTPClient
public import Diagnostics
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
public import WorkflowCalendar
public import WorkflowDelivery
public import WorkflowModel
public import WorkflowStorage

/// Sends notifications by HTTP POST, as CloudEvents in structured mode, signed as Standard Webhooks
/// prescribes.
///
/// What the answer means: 2xx is accepted. 408, 425, 429, 5xx and faults of the network are worth
/// another attempt, not before what `Retry-After` asks for. Anything else is refused for good,
/// redirects among it, which are not followed: a signed delivery goes where the rules say.
///
/// Connections are kept and used again. `close()` has to be called before it goes.
public final class WebhookReceiver: Receiver {
    public let name: String
    public let inFlight: Int
    private let url: WebhookURL
    private let keys: [SigningKey]
    private let timeout: TimeAmount
    private let lookup: AddressLookup
    private let clients: PinnedClients
    private let language: Language
    private let clock: @Sendable () -> Instant

    /// - Parameters:
    ///   - name: as the rules name the sink.
    ///   - language: of what `Reply.Problem.text` says of the network.
    ///   - clock: for `webhook-timestamp`, and `Retry-After` with a date.
    /// - Throws: when nothing can be sent by these settings: the url is not one, a secret is
    ///   missing or no key, the certificates cannot be read. Nothing is ever sent unsigned because
    ///   a secret is missing.
    public init(
        name: String, _ settings: NotificationRules.Webhook, language: Language,
        clock: @escaping @Sendable () -> Instant
    ) throws(WebhookFault) {
        self.name = name
        self.language = language
        self.clock = clock
        inFlight = max(1, settings.inFlight)
        do {
            url = try WebhookURL(settings.url)
        } catch {
            throw WebhookFault(error.message)
        }
        do {
            keys = try settings.secrets.map { secret throws(SecretError) in try SigningKey(secret) }
        } catch {
            throw WebhookFault(error.message)
        }
        timeout = .seconds(Int64(max(1, settings.timeout)))
        lookup = AddressLookup(host: url.host, allowed: settings.allowed)
        clients = PinnedClients(
            host: url.host,
            try HTTPClient.Configuration(
                timeout: timeout, connections: inFlight, certificates: settings.certificates))
    }

    /// Closes the connections. What is under way fails.
    public func close() async {
        await clients.close()
    }

    /// A delivery that has begun is brought to its end even if the task is cancelled: broken off, it
    /// would have to be made again.
    public func send(_ notification: OutboxRow) async -> Reply {
        await Task { await deliver(notification) }.value
    }

    private func deliver(_ notification: OutboxRow) async -> Reply {
        let deadline = NIODeadline.now() + timeout
        let request = request(notification)
        do {
            let addresses = try await lookup.addresses(by: deadline)
            for address in addresses.dropLast() {
                do {
                    return try await post(request, to: address, by: deadline)
                } catch  where NetworkFault(error).isBeforeSending {
                    // Nothing has reached the receiver; it has another address.
                    continue
                }
            }
            return try await post(request, to: addresses[addresses.count - 1], by: deadline)
        } catch {
            return .failed(Reply.Problem(text: NetworkFault(error).text[language]))
        }
    }

    // MARK: What is sent

    private func request(_ notification: OutboxRow) -> HTTPClientRequest {
        let body = notification.envelope
        let id = notification.eventID
        let milliseconds = clock().millisecondsSinceEpoch
        let timestamp = milliseconds / 1_000
        var request = HTTPClientRequest(url: url.text)
        request.method = .POST
        request.headers = [
            "content-type": "application/cloudevents+json; charset=utf-8",
            "user-agent": "wf",
            "webhook-id": id,
            "webhook-timestamp": String(timestamp),
        ]
        if !keys.isEmpty {
            let signatures = keys.map { $0.signature(id: id, timestamp: timestamp, body: body) }
            request.headers.add(
                name: "webhook-signature", value: signatures.joined(separator: " "))
        }
        request.body = .bytes(ByteBuffer(string: body))
        return request
    }

    private func post(
        _ request: HTTPClientRequest, to address: IPAddress, by deadline: NIODeadline
    ) async throws -> Reply {
        let client = await clients.client(for: address)
        let response = try await client.execute(request, deadline: deadline)
        return reply(response, await response.beginning(by: deadline))
    }

    // MARK: What is answered

    private func reply(_ response: HTTPClientResponse, _ body: [UInt8]) -> Reply {
        let status = response.status
        switch status.code {
        case 200..<300: return .accepted
        case 300..<400:
            let location = response.headers.first(name: "location") ?? "?"
            let text = LocalizedText(
                vi: "bị chuyển hướng tới \(location); wf không đi theo, hãy sửa `url`",
                en: "redirected to \(location), which is not followed; correct `url`")
            return .refused(
                Reply.Problem(status: Int(status.code), text: AnswerText.clean(text[language].utf8))
            )
        case 408, 425, 429, 500...:
            let after = response.headers.first(name: "retry-after")
            return .failed(
                problem(status, body), after: after.flatMap { RetryAfter.seconds($0, now: clock()) }
            )
        default: return .refused(problem(status, body))
        }
    }

    private func problem(_ status: HTTPResponseStatus, _ body: [UInt8]) -> Reply.Problem {
        let text = AnswerText.clean(body)
        return Reply.Problem(
            status: Int(status.code),
            text: text.isEmpty ? AnswerText.clean(status.reasonPhrase.utf8) : text)
    }
}

/// Why a webhook cannot be used at all.
public struct WebhookFault: Error, Hashable, Sendable {
    public var message: LocalizedText

    init(_ message: LocalizedText) {
        self.message = message
    }
}
