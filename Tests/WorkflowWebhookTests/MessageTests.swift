import Diagnostics
import Foundation
import TestSupport
import Testing
import WorkflowCalendar
import WorkflowDelivery
import WorkflowModel

@testable import WorkflowWebhook

@Suite("What a delivery says, and how its answer is read")
struct MessageTests {
    private let scratch: TemporaryFolder

    init() throws {
        scratch = try TemporaryFolder()
    }

    private func secret(_ text: String, mode: Int = 0o600) throws -> NotificationRules.Secret {
        let file = scratch.url.appendingPathComponent(UUID().uuidString)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        return .file(file.path)
    }

    @Test("the signature is the one in the specification of Standard Webhooks")
    func signature() throws {
        let key = try SigningKey(secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"))
        #expect(
            key.signature(
                id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
                body: #"{"test": 2432232314}"#)
                == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(
        "a secret that is no key is refused, and not repeated",
        arguments: [
            "", "\n", "hush-hush-hush-hush-hush-hush-hush", "whsec_", "whsec_hush!hush",
            "whsec_aHVzaC1odXNo",
        ])
    func badSecrets(_ text: String) throws {
        let secret = try secret(text)
        let error = #expect(throws: SecretError.self) { try SigningKey(secret) }
        let message = try #require(error).message
        #expect(message.en.contains(secret.place))
        for part in ["hush", "aHVzaC"] {
            #expect(!message.en.contains(part) && !message.vi.contains(part))
        }
    }

    @Test("a secret that is not there is named by where it should be")
    func missingSecrets() {
        for secret in [
            NotificationRules.Secret.environment("WF_TEST_NOT_SET"), .file("/nowhere/hook"),
        ] {
            let error = #expect(throws: SecretError.self) { try secret.read() }
            #expect(error?.message.en.contains(secret.place) == true)
        }
    }

    @Test("what was read as a secret is not printed")
    func printing() {
        let text = SecretText("hush")
        for shown in ["\(text)", String(reflecting: text), "\([text])", String(describing: text)] {
            #expect(!shown.contains("hush"))
        }
        var dumped = ""
        dump(text, to: &dumped)
        #expect(!dumped.contains("hush"))
    }

    @Test(
        "a secret that everybody can read is warned of",
        arguments: [(0o600, false), (0o640, false), (0o644, true)])
    func permissions(_ mode: Int, _ isWarned: Bool) throws {
        #expect((try secret("x", mode: mode).warning != nil) == isWarned)
    }

    @Test(
        "Retry-After is a number of seconds or a date",
        arguments: [
            ("0", 0), ("120", 120), (" 7 ", 7), ("99999999999999999999", .max),
            ("Wed, 14 Apr 2021 01:00:30 GMT", 30), ("Wed, 14 Apr 2021 00:00:00 GMT", 0),
            ("Wednesday, 14-Apr-21 01:01:00 GMT", 60), ("Wed Apr 14 01:00:05 2021", 5),
            ("Thu Apr  1 01:00:05 2021", 0), ("-5", nil), ("1.5", nil), ("soon", nil), ("", nil),
            ("Wed, 31 Feb 2021 01:00:30 GMT", nil), ("Wed, 14 Apr 2021 25:00:30 GMT", nil),
            ("Wed, 14 Apr 2021 01:00:30 ICT", nil),
        ] as [(String, Int?)])
    func retryAfter(_ text: String, _ seconds: Int?) throws {
        let now = try #require(Instant(parsing: "2021-04-14T01:00:00Z", in: .utc))
        #expect(RetryAfter.seconds(text, now: now) == seconds)
    }

    @Test(
        "an answer is shown without what would steer a terminal",
        arguments: [
            ("Không tìm thấy", "Không tìm thấy"), ("\n <h1>no</h1> \r\n", "<h1>no</h1>"),
            ("a\nb\tc", "a\\nb c"), ("\u{1B}[31mred", "\\u{1B}[31mred"),
            ("a\u{202E}b", "a\\u{202E}b"), ("a\u{0}b", "a\\u{0}b"), ("", ""),
        ])
    func clean(_ text: String, _ expected: String) {
        #expect(AnswerText.clean(text.utf8) == expected)
    }

    @Test("an answer is shortened at a character")
    func shortened() {
        let text = AnswerText.clean(String(repeating: "ệ", count: 2_000).utf8)
        #expect(text.hasSuffix("ệ…"))
        #expect((1_018...1_024).contains(text.utf8.count))
        #expect(AnswerText.clean([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
    }
}
