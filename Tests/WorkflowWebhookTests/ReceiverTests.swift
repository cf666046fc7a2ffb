import Diagnostics
import Foundation
import JSON
import TestSupport
import Testing
import WebhookServer
import WorkflowCalendar
import WorkflowDelivery
import WorkflowModel
import WorkflowStorage

@testable import WorkflowWebhook

/// Against a real HTTP server, a process of its own.
@Suite("A webhook is delivered over HTTP")
struct ReceiverTests {
    private let scratch: TemporaryFolder
    private let server: WebhookServer
    private static let secrets = ["first", "second"].map {
        "whsec_" + Data("the \($0) key, which is long enough".utf8).base64EncodedString()
    }

    init() throws {
        scratch = try TemporaryFolder()
        server = try WebhookServer(in: scratch.url)
    }

    private func settings(_ path: String) -> NotificationRules.Webhook {
        NotificationRules.Webhook(
            url: "http://127.0.0.1:\(server.port)\(path)", secrets: [], timeout: 60,
            allowed: [.loopback])
    }

    private func reply(
        _ settings: NotificationRules.Webhook, _ rows: [OutboxRow] = [ReceiverTests.row(1)]
    ) async throws -> [Reply] {
        let receiver = try WebhookReceiver(
            name: "web", settings, language: .en,
            clock: { Instant(millisecondsSinceEpoch: 1_618_362_000_900) })
        var replies: [Reply] = []
        for row in rows { replies.append(await receiver.send(row)) }
        await receiver.close()
        return replies
    }

    private static func row(_ number: Int64) -> OutboxRow {
        OutboxRow(
            id: 5_000_000 + number, sink: "web", item: "PL.II.6",
            payload: #"{"data":{"text":{"vi":"Đã gửi"}},"specversion":"1.0","type":"wf.test"}"#)
    }

    @Test("as a CloudEvent in structured mode, signed with every key")
    func delivery() async throws {
        var settings = settings("/ok")
        settings.secrets = try Self.secrets.map { text in
            let file = scratch.url.appendingPathComponent(UUID().uuidString)
            try Data((text + "\n").utf8).write(to: file)
            return .file(file.path)
        }
        #expect(try await reply(settings) == [.accepted])
        let entry = try #require(try server.entries().first)
        #expect(entry.headers["content-type"] == "application/cloudevents+json; charset=utf-8")
        #expect(entry.headers["webhook-id"] == "wf-5-1")
        #expect(entry.headers["webhook-timestamp"] == "1618362000")
        #expect(entry.headers["host"] == "127.0.0.1:\(server.port)")
        #expect(entry.body == Self.row(1).envelope)
        let signatures = try settings.secrets.map {
            try SigningKey($0).signature(id: "wf-5-1", timestamp: 1_618_362_000, body: entry.body)
        }
        #expect(entry.headers["webhook-signature"] == signatures.joined(separator: " "))
    }

    @Test("nothing is sent unsigned because a secret is missing")
    func missingSecret() async throws {
        var settings = settings("/ok")
        settings.secrets = [.environment("WF_TEST_NOT_SET")]
        await #expect(throws: WebhookFault.self) { _ = try await reply(settings) }
        #expect(try server.entries().isEmpty)
    }

    @Test("without secrets it goes without a signature")
    func unsigned() async throws {
        #expect(try await reply(settings("/ok")) == [.accepted])
        #expect(try server.entries().first?.headers["webhook-signature"] == nil)
    }

    @Test(
        "the status says what becomes of it",
        arguments: [
            ("/ok", "accepted"), ("/echo", "accepted"), ("/status/200", "accepted"),
            ("/status/202", "accepted"), ("/status/400", "refused 400"),
            ("/status/401", "refused 401"), ("/status/404", "refused 404"),
            ("/status/410", "refused 410"), ("/status/422", "refused 422"),
            ("/status/408", "failed 408"), ("/status/425", "failed 425"),
            ("/status/429", "failed 429"), ("/status/429?retry-after=7", "failed 429 after 7"),
            (
                "/status/429?retry-after=Wed,%2014%20Apr%202021%2001:00:30%20GMT",
                "failed 429 after 30"
            ),
            ("/status/500", "failed 500"), ("/status/502", "failed 502"),
            ("/status/503?retry-after=120", "failed 503 after 120"), ("/status/504", "failed 504"),
            ("/status/301?location=http://127.0.0.1/", "refused 301"),
            ("/status/307?location=/ok", "refused 307"),
        ])
    func statuses(_ path: String, _ expected: String) async throws {
        #expect(try await reply(settings(path)).map(\.short) == [expected])
        #expect(try server.entries().count == 1, "nothing is sent anywhere else")
    }

    @Test("what the receiver says is kept, without what would steer a terminal")
    func answerText() async throws {
        let problem = try await reply(settings("/status/500")).first?.problem
        #expect(problem?.text == "the answer is 500\\n\\u{1B}[31mred")
        let redirect = try await reply(settings("/status/301?location=http://evil.vn/")).first
        #expect(redirect?.problem?.text.contains("http://evil.vn/") == true)
    }

    @Test(
        "faults of the network are told in plain words",
        arguments: [
            ("/drop", "connection closed"), ("/half", "connection closed"), ("/slow", "timed out"),
        ])
    func faults(_ path: String, _ words: String) async throws {
        var settings = settings(path)
        if path == "/slow" { settings.timeout = 1 }
        let reply = try #require(try await reply(settings).first)
        #expect(reply.short == "failed")
        #expect(reply.problem?.text.contains(words) == true, "\(reply)")
    }

    @Test("nobody listens")
    func refusedConnection() async throws {
        let settings = settings("/ok")
        server.stop()
        let reply = try await reply(settings)
        #expect(reply.first?.problem?.text == "connection refused")
        #expect(reply.first?.short == "failed")
    }

    @Test("there is no such host")
    func noHost() async throws {
        var settings = settings("/ok")
        settings.url = "http://nowhere.invalid/ok"
        let text = try await reply(settings).first?.problem?.text ?? ""
        #expect(text.contains("nowhere.invalid"))
    }

    @Test(
        "the network of the office is not reached unless the rule allows it",
        arguments: ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
    func notAllowed(_ host: String) async throws {
        var settings = settings("/ok")
        settings.url = "http://\(host):\(server.port)/ok"
        settings.allowed = [.private]
        let reply = try await reply(settings).first
        #expect(reply?.short == "failed")
        #expect(reply?.problem?.text.contains("allow: [loopback]") == true)
        #expect(try server.entries().isEmpty)
    }

    @Test("a body of 1 GB costs neither memory nor time", arguments: ["200", "500"])
    func hugeBody(_ status: String) async throws {
        let reply = try await reply(settings("/huge/\(status)"))
        #expect(reply.map(\.short) == [status == "200" ? "accepted" : "failed 500"])
        // The connection is closed long before everything is sent: no more than that can have been
        // held in memory.
        let entries = try await server.entries(atLeast: 2)
        let sent = try #require(entries.last?.json["sent"].int)
        #expect(sent < 32 << 20)
    }

    @Test("an accepted delivery stays so whatever its body does")
    func trickle() async throws {
        var settings = settings("/trickle")
        settings.timeout = 1
        #expect(try await reply(settings) == [.accepted])
    }

    @Test("one connection carries many deliveries")
    func keepAlive() async throws {
        let replies = try await reply(settings("/echo"), (1...20).map(Self.row))
        #expect(replies.allSatisfy { $0 == .accepted })
        #expect(Set(try server.entries().map(\.connection)).count == 1)
    }

    @Test("a delivery that has begun is brought to its end though its task is cancelled")
    func cancelled() async throws {
        let receiver = try WebhookReceiver(
            name: "web", settings("/hold"), language: .en,
            clock: { Instant(millisecondsSinceEpoch: 0) })
        let delivery = Task { await receiver.send(Self.row(1)) }
        try await server.entries(atLeast: 1)
        delivery.cancel()
        try server.release()
        #expect(await delivery.value == .accepted)
        await receiver.close()
    }
}

extension Reply {
    /// `failed 503 after 120`.
    fileprivate var short: String {
        switch self {
        case .accepted: "accepted"
        case .refused(let problem): "refused" + problem.shortStatus
        case .failed(let problem, let after):
            "failed" + problem.shortStatus + (after.map { " after \($0)" } ?? "")
        }
    }
}

extension Reply.Problem {
    fileprivate var shortStatus: String { status.map { " \($0)" } ?? "" }
}
