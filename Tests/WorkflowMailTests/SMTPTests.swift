import Diagnostics
import Foundation
import JSON
import Testing
import WorkflowDelivery
import WorkflowModel
import WorkflowStorage

@testable import WorkflowMail

extension Reply {
    /// The status and text of a reply that is no acceptance.
    fileprivate var problem: Problem? {
        switch self {
        case .accepted: nil
        case .refused(let problem), .failed(let problem, after: _): problem
        }
    }

    fileprivate var isFailed: Bool { if case .failed = self { true } else { false } }
    fileprivate var isRefused: Bool { if case .refused = self { true } else { false } }
}

@Suite(.enabled(if: Python.isReady, Python.problem))
struct `A mail over SMTP` {
    @Test func `arrives with both parts, the same however often it is sent`() async throws {
        let server = try MailServer()
        let receiver = try Sample.receiver(Sample.email(port: server.port))
        let row = Sample.row(Sample.overdue(to: Sample.huong))
        #expect(await receiver.send(row) == .accepted)
        #expect(await receiver.send(row) == .accepted)
        let mails = try server.mails()
        #expect(mails.count == 2)
        #expect(try Data(contentsOf: mails[0]) == Data(contentsOf: mails[1]))

        let mail = try Python.parse(mails[0])
        #expect(mail["defects"] == [])
        #expect((mail["longest"].int ?? .max) <= 76)
        #expect(mail["type"] == "multipart/alternative")
        #expect(mail["to"] == [["name": "Lê Thị Hường", "address": "huong@example.vn"]])
        #expect(mail["from"] == [["name": "Hệ thống theo dõi", "address": "wf@example.vn"]])
        let headers = mail["headers"]
        #expect(
            headers["subject"] == "Quá hạn 3 ngày làm việc PL.II.6 – Thẩm định – hạn 05/05/2021")
        #expect(headers["message-id"] == "<wf-12-1@example.vn>")
        #expect(headers["references"] == "<item.PL=2EII=2E6@example.vn>")
        #expect(headers["in-reply-to"] == headers["references"])
        #expect(headers["auto-submitted"] == "auto-generated")
        #expect(headers["date"] == "Mon, 10 May 2021 07:31:00 +0700")

        let parts = mail["parts"].array ?? []
        #expect(parts.map { $0["type"] } == ["text/plain", "text/html"])
        let texts = parts.compactMap { $0["text"].string }
        for text in texts {
            #expect(text.contains("Quá hạn 3 ngày làm việc PL.II.6 – Thẩm định – hạn 05/05/2021"))
            #expect(text.contains("Kính gửi: Lê Thị Hường"))
            #expect(text == text.precomposedStringWithCanonicalMapping)
        }
        #expect(texts[0].contains("Mua sắm thiết bị <đo> & kiểm định \"mẫu\""))
        #expect(texts[1].contains("Mua sắm thiết bị &lt;đo&gt; &amp; kiểm định"))
    }

    @Test func `is in the language of whoever it is for, by the template its rule names`()
        async throws
    {
        let server = try MailServer()
        var templates = MailTemplates()
        templates.texts[.init("own", .vi, .subject)] = "Riêng {{item}}"
        let receiver = try Sample.receiver(Sample.email(port: server.port), templates: templates)
        let rows = [
            Sample.overdue(to: Sample.alan), Sample.digest(to: Sample.huong),
            Sample.overdue(to: Sample.huong, template: "own"),
        ].map { Sample.row($0) }
        for row in rows { #expect(await receiver.send(row) == .accepted) }
        let mails = try server.mails().map(Python.parse)
        #expect(
            mails.map { $0["headers"]["subject"] } == [
                "Overdue by 3 working days PL.II.6 – Appraisal – was due 05/05/2021",
                "Có 2 việc cần lưu ý, trong đó 1 việc quá hạn", "Riêng PL.II.6",
            ])
        // A digest is about several items: it belongs to no conversation.
        #expect(mails[1]["headers"]["references"].isNull)
    }

    @Test func `loses no line that is a dot, and no letter in eight bits`() async throws {
        let server = try MailServer()
        let text =
            ".\n..\n.x\nFrom Đà Nẵng = 100 %\n" + String(repeating: "ướ", count: 400) + "\n.\n"
        var templates = MailTemplates()
        templates.texts[.init("default", .vi, .plain)] = text
        let receiver = try Sample.receiver(Sample.email(port: server.port), templates: templates)
        #expect(await receiver.send(Sample.row(Sample.overdue(to: Sample.huong))) == .accepted)
        let mail = try server.onlyMail()
        #expect(mail["parts"][0]["text"].string == text)
    }

    @Test func `goes over a connection again, and none is lost when the server goes away`()
        async throws
    {
        let server = try MailServer()
        let receiver = try Sample.receiver(Sample.email(port: server.port))
        for number in 1...3 {
            let row = Sample.row(Sample.overdue(to: Sample.huong), number: Int64(number))
            #expect(await receiver.send(row) == .accepted)
        }
        let connections = Set(try server.commands().map { $0["connection"] })
        // Nearly always one; a connection that lay idle for two minutes is not used again.
        #expect(connections.count < 3)
        server.stop()
        let reply = await receiver.send(Sample.row(Sample.overdue(to: Sample.huong), number: 4))
        #expect(reply.isFailed)
        #expect(reply.problem?.status == nil)
    }

    @Test func `waits its turn when all connections are in use`() async throws {
        let server = try MailServer()
        let receiver = try Sample.receiver(Sample.email(port: server.port))
        await withTaskGroup(of: Reply.self) { group in
            for number in 1...12 {
                group.addTask {
                    await receiver.send(
                        Sample.row(Sample.overdue(to: Sample.huong), number: Int64(number)))
                }
            }
            for await reply in group { #expect(reply == .accepted) }
        }
        #expect(try server.mails().count == 12)
        #expect(Set(try server.commands().map { $0["connection"] }).count <= receiver.inFlight)
    }

    struct Answer: Sendable, CustomTestStringConvertible {
        var mailbox: String
        var status: Int
        var isForGood: Bool
        var text: String
        var testDescription: String { mailbox }
    }

    @Test(arguments: [
        Answer(mailbox: "gone", status: 550, isForGood: true, text: "550 5.1.1 No such mailbox"),
        Answer(
            mailbox: "busy", status: 451, isForGood: false,
            text: "451 4.2.1 Mailbox busy, try again later"),
        Answer(
            mailbox: "spam", status: 554, isForGood: true,
            text: "554-5.7.1 This mail 554 5.7.1 is not wanted here"),
        Answer(
            mailbox: "full", status: 452, isForGood: false, text: "452 4.3.1 The disk is full"),
    ])
    func `is told what the server answered`(_ answer: Answer) async throws {
        let server = try MailServer()
        let directory = Sample.directory(mailbox: answer.mailbox)
        let receiver = try Sample.receiver(Sample.email(port: server.port), directory: directory)
        let reply = await receiver.send(Sample.row(Sample.overdue(to: Sample.huong)))
        #expect(reply.isRefused == answer.isForGood)
        #expect(reply.problem == Reply.Problem(status: answer.status, text: answer.text))
        #expect(try server.mails().isEmpty)
    }

    @Test func `that is put off arrives the next time`() async throws {
        let server = try MailServer()
        let receiver = try Sample.receiver(
            Sample.email(port: server.port), directory: Sample.directory(mailbox: "once"))
        let row = Sample.row(Sample.overdue(to: Sample.huong))
        #expect(await receiver.send(row).isFailed)
        #expect(await receiver.send(row) == .accepted)
        #expect(try server.mails().count == 1)
    }

    @Test func `whose sender is not wanted waits: no mail of the sink would go`() async throws {
        let server = try MailServer()
        var email = Sample.email(port: server.port)
        email.from = "nobody@example.vn"
        let receiver = try Sample.receiver(email)
        let reply = await receiver.send(Sample.row(Sample.overdue(to: Sample.huong)))
        #expect(reply.isFailed)
        #expect(reply.problem?.status == 553)
    }

    @Test func `cut off in its content is sent again`() async throws {
        let server = try MailServer()
        let receiver = try Sample.receiver(
            Sample.email(port: server.port), directory: Sample.directory(mailbox: "drop"))
        let reply = await receiver.send(Sample.row(Sample.overdue(to: Sample.huong)))
        #expect(reply.isFailed)
        #expect(reply.problem?.text.hasPrefix("connection lost") == true)
    }

    @Test func `that is not answered in time is sent again`() async throws {
        let server = try MailServer()
        let receiver = try Sample.receiver(
            Sample.email(port: server.port, timeout: 1),
            directory: Sample.directory(mailbox: "slow"))
        let reply = await receiver.send(Sample.row(Sample.overdue(to: Sample.huong)))
        #expect(reply.isFailed)
        #expect(reply.problem?.text.hasPrefix("timed out") == true)
        #expect(try server.commands().last?["command"] == "DATA")
    }

    @Test func `to a port where nobody listens waits`() async throws {
        let server = try MailServer()
        let port = server.port
        server.stop()
        let receiver = try Sample.receiver(Sample.email(port: port))
        let reply = await receiver.send(Sample.row(Sample.overdue(to: Sample.huong)))
        #expect(reply.isFailed)
        #expect(reply.problem?.text.hasPrefix("connection refused") == true)
    }
}
