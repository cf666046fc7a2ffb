import Diagnostics
import Foundation
import TestSupport
import Testing
import WebhookServer
import WorkflowCalendar
import WorkflowDelivery
import WorkflowModel
import WorkflowStorage
import WorkflowWebhook

@Suite("Certificates of receivers are checked")
struct EncryptionTests {
    /// Keys take their time; all tests use the same.
    private static let certificates = Result<TemporaryFolder, any Error> {
        let folder = try TemporaryFolder()
        try WebhookServer.makeCertificates(in: folder.url)
        return folder
    }

    @Test(
        arguments: [
            ("good", "localhost", true, nil), ("good", "127.0.0.1", true, nil),
            ("good", "localhost", false, "certificate not trusted"),
            ("self", "localhost", true, "certificate not trusted"),
            ("other", "localhost", true, "certificate not trusted: it is for another name"),
            ("other", "127.0.0.1", true, "certificate not trusted: it is for another name"),
        ] as [(String, String, Bool, String?)])
    func certificates(
        _ name: String, _ host: String, _ hasAuthority: Bool, _ problem: String?
    ) async throws {
        let folder = try Self.certificates.get().url
        let scratch = try TemporaryFolder()
        let server = try WebhookServer(
            in: scratch.url, certificate: folder.appendingPathComponent(name + ".pem"))
        let receiver = try WebhookReceiver(
            name: "web",
            NotificationRules.Webhook(
                url: "https://\(host):\(server.port)/ok", secrets: [], timeout: 60,
                allowed: [.loopback],
                certificates: hasAuthority ? folder.appendingPathComponent("ca.pem").path : nil),
            language: .en, clock: { Instant(millisecondsSinceEpoch: 0) })
        let row = OutboxRow(id: 1_000_001, sink: "web", item: "A", payload: "{}")
        let reply = await receiver.send(row)
        await receiver.close()
        if let problem {
            #expect(reply.problem?.text.hasPrefix(problem) == true, "\(reply)")
            #expect(try server.entries().isEmpty)
        } else {
            #expect(reply == .accepted)
        }
    }

    @Test("certificates that cannot be read are told")
    func unreadable() {
        let fault = #expect(throws: WebhookFault.self) {
            try WebhookReceiver(
                name: "web",
                NotificationRules.Webhook(
                    url: "https://localhost/", secrets: [], certificates: "/nowhere/ca.pem"),
                language: .en, clock: { Instant(millisecondsSinceEpoch: 0) })
        }
        #expect(fault?.message.en.contains("/nowhere/ca.pem") == true)
    }
}
