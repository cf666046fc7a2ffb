import Foundation
import JSON
import Testing
import WorkflowDelivery
import WorkflowModel

@testable import WorkflowMail

@Suite(.enabled(if: Python.isReady, Python.problem))
struct `A mail over an encrypted connection` {
    let authority: Certificates.Authority

    init() throws {
        authority = try Certificates.authority()
    }

    private let row = Sample.row(Sample.overdue(to: Sample.huong))

    private func reply(
        _ server: MailServer, _ security: NotificationRules.Email.Security,
        certificates: String? = nil, password: String? = nil
    ) async throws -> Reply {
        let email = Sample.email(
            port: server.port, security, password: password, certificates: certificates)
        return await (try Sample.receiver(email, password: password)).send(row)
    }

    @Test func `says nothing before the connection is encrypted`() async throws {
        let server = try MailServer(
            .startTLS, certificate: authority.server, password: "bí mật – 1")
        let reply = try await reply(
            server, .startTLS, certificates: authority.certificate, password: "bí mật – 1")
        #expect(reply == .accepted)
        let commands = try server.commands()
        #expect(commands.map { $0["command"] } == ["EHLO", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"])
        #expect(commands.map { $0["encrypted"] } == [false, true, true, true, true, true])
        #expect(try server.onlyMail()["defects"] == [])
    }

    @Test func `may be encrypted from the first byte`() async throws {
        let server = try MailServer(.implicit, certificate: authority.server, password: "secret")
        let reply = try await reply(
            server, .tls, certificates: authority.certificate, password: "secret")
        #expect(reply == .accepted)
        #expect(try server.mails().count == 1)
    }

    @Test(arguments: [NotificationRules.Email.Security.startTLS, .tls])
    func `is not sent to a server that cannot prove who it is`(
        _ security: NotificationRules.Email.Security
    ) async throws {
        let server = try MailServer(
            security == .tls ? .implicit : .startTLS, certificate: authority.server,
            password: "secret")
        // Another authority, and those of the system.
        let other = try Certificates.authority()
        for certificates in [other.certificate, nil] {
            let reply = try await reply(
                server, security, certificates: certificates, password: "secret")
            guard case .failed(let problem, after: nil) = reply else {
                Issue.record("\(reply)")
                continue
            }
            #expect(problem.text.hasPrefix("certificate not trusted"))
        }
        #expect(try server.commands().allSatisfy { $0["command"] == "EHLO" })
    }

    @Test func `is not sent in the open when the server offers no encryption`() async throws {
        let server = try MailServer()
        let reply = try await reply(server, .startTLS, certificates: authority.certificate)
        guard case .failed(let problem, after: nil) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(problem.text.hasPrefix("no STARTTLS offered, nothing was sent"))
        #expect(try server.commands().allSatisfy { $0["command"] == "EHLO" })
    }

    @Test func `waits when the password is wrong, and the answer does not show it`()
        async throws
    {
        let server = try MailServer(.startTLS, certificate: authority.server, password: "right")
        let reply = try await reply(
            server, .startTLS, certificates: authority.certificate, password: "wr0ng-pw")
        guard case .failed(let problem, after: nil) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(problem.status == 535)
        #expect(!"\(reply)".contains("wr0ng-pw"))
        #expect(!"\(reply)".contains(Data("wr0ng-pw".utf8).base64EncodedString()))
        #expect(try server.commands().allSatisfy { $0["command"] != "MAIL" })
    }

    @Test func `waits when the server wants a password and there is none`() async throws {
        let server = try MailServer(.startTLS, certificate: authority.server, password: "right")
        let reply = try await reply(server, .startTLS, certificates: authority.certificate)
        guard case .failed(let problem, after: nil) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(problem.status == 530)
    }
}
