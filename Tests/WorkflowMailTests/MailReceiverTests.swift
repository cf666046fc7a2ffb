import Diagnostics
import Foundation
import JSON
import Testing
import WorkflowDelivery
import WorkflowModel
import WorkflowStorage

@testable import WorkflowMail

@Suite struct `The mail receiver` {
    /// Nothing listens here: these mails never get that far.
    private let nowhere = Sample.email(port: 1)

    struct Unsendable: Sendable, CustomTestStringConvertible {
        var what: String
        var row: OutboxRow
        var text: String
        var testDescription: String { what }

        init(_ what: String, _ envelope: JSON, _ text: String) {
            self.what = what
            row = Sample.row(envelope)
            self.text = text
        }
    }

    @Test(arguments: [
        Unsendable(
            "no address", Sample.overdue(to: ["agency": "so-khcn", "person": "khcn.minh"]),
            "no address for Trần Văn Minh (khcn.minh)"),
        Unsendable(
            "unknown person",
            Sample.overdue(to: ["agency": "so-khcn", "name": "Ai đó", "person": "khcn.gone"]),
            "no address for Ai đó (khcn.gone)"),
        Unsendable(
            "unknown agency", Sample.overdue(to: ["agency": "so-y-te"]),
            "no address for so-y-te (so-y-te)"),
        Unsendable("nobody", Sample.overdue(), "a mail is for one, this notification for 0"),
        Unsendable(
            "two", Sample.overdue(to: Sample.huong, Sample.alan),
            "a mail is for one, this notification for 2"),
    ])
    func `refuses what it cannot address, and says for whom`(_ unsendable: Unsendable) async throws
    {
        let receiver = try Sample.receiver(nowhere)
        #expect(
            await receiver.send(unsendable.row)
                == .refused(Reply.Problem(text: unsendable.text)))
    }

    @Test func `refuses an address that would say more than an address`() async throws {
        let directory = MailDirectory(
            people: ["stc.huong": .init(name: "H", address: "a@b.vn>\r\nRCPT TO:<c@d.vn")])
        let receiver = try Sample.receiver(nowhere, directory: directory)
        let reply = await receiver.send(Sample.row(Sample.overdue(to: Sample.huong)))
        guard case .refused(let problem) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(problem.text.hasPrefix("the address of H (stc.huong) cannot be used"))
    }

    @Test func `writes to an agency when nobody in it is known`() async throws {
        let receiver = try Sample.receiver(nowhere)
        let row = Sample.row(Sample.overdue(to: ["agency": "so-tai-chinh"]))
        // It got as far as the connection.
        guard case .failed(let problem, after: nil) = await receiver.send(row) else {
            Issue.record("nobody listens there")
            return
        }
        #expect(problem.text.hasPrefix("connection refused"))
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var what: String
        var error: MailError
        var password: String?
        var change: @Sendable (inout NotificationRules.Email) -> Void
        var testDescription: String { what }
    }

    @Test(arguments: [
        Fault(what: "password in the open", error: .passwordInTheOpen, password: "x") {
            $0.security = .none
        },
        Fault(what: "password of nobody", error: .passwordWithoutUser, password: "x") {
            $0.user = nil
        },
        Fault(what: "sender", error: .badSender("wf at example.vn")) {
            $0.from = "wf at example.vn"
        },
        Fault(what: "server with a path", error: .badServer("example.vn/x")) {
            $0.server = "example.vn/x"
        },
        Fault(what: "no server", error: .badServer("")) { $0.server = "" },
    ])
    func `is not made when its settings cannot work`(_ fault: Fault) {
        var email = Sample.email(port: 1, .startTLS, password: "set")
        fault.change(&email)
        #expect(throws: fault.error) { try Sample.receiver(email, password: fault.password ?? "x") }
    }

    @Test func `reads the password from a file, without the line break at its end`() throws {
        let folder = try Scratch.folder("secret")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("password")
        func read(_ text: String) throws -> String {
            try Data(text.utf8).write(to: file)
            return try MailPassword.read(.file(file.path)) { _ in nil }
        }
        #expect(try read("bí mật\n") == "bí mật")
        #expect(try read("bí mật\r\n") == "bí mật")
        #expect(try read("bí mật") == "bí mật")
        for wrong in ["", "\n", "a\nb", String(repeating: "x", count: 5_000)] {
            #expect(throws: MailError.self) { try read(wrong) }
        }
        try FileManager.default.removeItem(at: file)
        #expect(throws: MailError.self) { try MailPassword.read(.file(file.path)) { _ in nil } }
    }

    @Test func `says which variable is not set, and never what is in one`() throws {
        let email = Sample.email(port: 1, .startTLS, password: "set")
        do throws(MailError) {
            _ = try MailReceiver(
                name: "mail", settings: email, directory: Sample.directory,
                environment: { _ in nil }, now: { Sample.now })
            Issue.record("there is no password")
        } catch {
            #expect(
                error.message.en == "the password cannot be read from the environment variable "
                    + "WF_SMTP_PASSWORD: it is not set")
        }
        do throws(MailError) {
            _ = try MailReceiver(
                name: "mail", settings: email, directory: Sample.directory,
                environment: { _ in "s3cret\u{0}" }, now: { Sample.now })
            Issue.record("that is no password")
        } catch {
            #expect(!"\(error) \(error.message)".contains("s3cret"))
        }
    }
}
