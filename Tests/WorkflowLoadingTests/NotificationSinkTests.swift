import Diagnostics
import Testing
import WorkflowModel

@testable import WorkflowLoading

@Suite("Sinks of notifications")
struct NotificationSinkTests {
    private typealias Sink = NotificationRules.Sink

    /// The rules with one sink, `it`, on the third line of `a.yaml`.
    private static func load(_ sink: String) -> LoadedRules {
        LoadedRules("notifications:\n  sinks:\n    it: \(sink)\n")
    }

    // MARK: What is written is what is kept

    private static let good: [(String, NotificationRules.Sink)] = [
        ("{type: log, path: \"-\"}", .log(path: "-")),
        (
            "{type: webhook, url: https://example.vn/hook, secrets: {env: WF_HOOK}}",
            .webhook(.init(url: "https://example.vn/hook", secrets: [.environment("WF_HOOK")]))
        ),
        (
            """
            {type: webhook, url: "http://[::1]:8080/a?b=c", allow: loopback,
                     secrets: [{env: NEW}, {file: /etc/wf/old}], timeout: 2 phút, in_flight: 32,
                     certificates: /etc/wf/ca.pem,
                     retry: {first: 1 second, at_most: 2 giờ, give_up: 1 tuần}}
            """,
            .webhook(
                .init(
                    url: "http://[::1]:8080/a?b=c",
                    secrets: [.environment("NEW"), .file("/etc/wf/old")],
                    timeout: 120, inFlight: 32, allowed: [.loopback],
                    certificates: "/etc/wf/ca.pem",
                    retry: .init(first: 1, most: 7_200, giveUp: 604_800)))
        ),
        (
            "{type: webhook, url: http://hook.noi-bo, secrets: [{env: A}], allow: [loopback, private]}",
            .webhook(
                .init(
                    url: "http://hook.noi-bo", secrets: [.environment("A")],
                    allowed: [.loopback, .private]))
        ),
        (
            "{type: email, server: smtp.example.vn, from: wf@example.vn}",
            .email(.init(server: "smtp.example.vn", from: "wf@example.vn"))
        ),
        (
            "{type: email, server: 127.0.0.1, security: none, from: \"Sở KH&CN <wf@example.vn>\"}",
            .email(
                .init(
                    server: "127.0.0.1", port: 25, security: .none,
                    from: "Sở KH&CN <wf@example.vn>"))
        ),
        (
            """
            {type: email, server: smtp.example.vn, security: tls, from: wf@example.vn, user: wf,
                     password: {file: /etc/wf/mail}, timeout: 1 minute, in_flight: 4,
                     retry: {first: 1 minute}}
            """,
            .email(
                .init(
                    server: "smtp.example.vn", port: 465, security: .tls, from: "wf@example.vn",
                    user: "wf", password: .file("/etc/wf/mail"), timeout: 60, inFlight: 4,
                    retry: .init(first: 60)))
        ),
    ]

    @Test(
        "are read with their settings, and the usual ones where none are written", arguments: good)
    func settings(_ text: String, _ expected: NotificationRules.Sink) {
        let loaded = Self.load(text)
        #expect(loaded.rendered == "")
        #expect(loaded.rules.notifications.sinks == ["it": expected])
    }

    @Test("that send mail are known to the rules")
    func mail() {
        #expect(!Self.load("{type: log, path: x}").rules.notifications.hasMail)
        #expect(
            Self.load("{type: email, server: a.vn, from: wf@a.vn}").rules.notifications.hasMail)
    }

    // MARK: Mistakes

    private static let webhook = "type: webhook, secrets: {env: A}, url:"
    private static let email = "type: email, from: wf@a.vn, server:"

    private static let bad = [
        ("{\(webhook) example.vn/hook}", "3:49 error bad-url"),
        ("{\(webhook) ftp://example.vn}", "3:49 error bad-url"),
        ("{\(webhook) \"https://exa mple.vn\"}", "3:49 error bad-url"),
        ("{\(webhook) \"https://ví-dụ.vn\"}", "3:49 error bad-url"),
        ("{\(webhook) \"https:///hook\"}", "3:49 error bad-url"),
        ("{\(webhook) https://example..vn}", "3:49 error bad-url"),
        ("{\(webhook) \"https://example.vn:0/\"}", "3:49 error bad-url"),
        ("{\(webhook) \"https://example.vn:65536\"}", "3:49 error bad-url"),
        ("{\(webhook) \"https://example.vn/#top\"}", "3:49 error bad-url"),
        ("{\(webhook) \"https://[::1/\"}", "3:49 error bad-url"),
        ("{\(webhook) http://example.vn}", "3:49 error not-encrypted"),
        ("{\(webhook) https://127.0.0.1/}", "3:49 error address-not-allowed"),
        (
            "{\(webhook) \"https://localhost:8443\", allow: private}",
            "3:49 error address-not-allowed"
        ),
        ("{\(webhook) https://10.1.2.3, allow: loopback}", "3:49 error address-not-allowed"),
        ("{\(webhook) https://172.31.0.1}", "3:49 error address-not-allowed"),
        ("{\(webhook) \"https://[fd00::1]\"}", "3:49 error address-not-allowed"),
        ("{\(webhook) https://a.vn, allow: internet}", "3:70 error unknown-name"),
        ("{\(webhook) https://a.vn, timeout: 10}", "3:72 error wrong-type"),
        ("{\(webhook) https://a.vn, timeout: 2 working days}", "3:72 error wrong-type"),
        ("{\(webhook) https://a.vn, timeout: 0 seconds}", "3:72 error out-of-range"),
        ("{\(webhook) https://a.vn, timeout: 1 hour}", "3:72 error out-of-range"),
        ("{\(webhook) https://a.vn, in_flight: 257}", "3:74 error out-of-range"),
        ("{\(webhook) https://a.vn, retry: {frist: 1 second}}", "3:71 error unknown-key"),
        (
            "{\(webhook) https://a.vn, retry: {first: 1 minute, at_most: 5 seconds}}",
            "3:97 error wrong-order"
        ),
        ("{\(webhook) https://a.vn, path: x}", "3:63 error unknown-key"),
        ("{type: webhook, secrets: {env: A}}", "3:9 error missing-key"),
        ("{type: webhook, url: https://a.vn}", "3:10 warning unsigned"),
        ("{type: webhook, url: https://a.vn, secrets: []}", "3:10 warning unsigned"),
        ("{\(email) smtp server}", "3:46 error bad-host"),
        ("{\(email) a.vn, port: 0}", "3:58 error out-of-range"),
        ("{\(email) a.vn, security: ssl}", "3:62 error unknown-name"),
        ("{\(email) a.vn, user: wf}", "3:52 error half-login"),
        ("{\(email) a.vn, password: {env: A}}", "3:52 error half-login"),
        (
            "{\(email) a.vn, user: wf, password: {env: A}, security: none}",
            "3:62 error not-encrypted"
        ),
        ("{type: email, server: a.vn, from: wf}", "3:43 error bad-address"),
        ("{type: email, server: a.vn, from: \"wf <wf@a.vn\"}", "3:43 error bad-address"),
        ("{type: email, server: a.vn, from: \"wf <wf@a.vn>, b\"}", "3:43 error bad-address"),
        ("{type: email, server: a.vn, from: \"wf\\nBcc: x <wf@a.vn>\"}", "3:43 error bad-address"),
        ("{type: email, from: wf@a.vn}", "3:9 error missing-key"),
        ("webhook", "3:9 error wrong-type"),
    ]

    @Test("that are wrong are told of where they are", arguments: bad)
    func mistake(_ text: String, _ expected: String) {
        #expect(Self.load(text).complaints == ["a.yaml:" + expected])
    }

    @Test("name the nearest key, and say what is wrong in both languages")
    func wording() {
        #expect(
            Self.load("{type: webhook, url: https://a.vn, secrets: {env: A}, timout: 10 seconds}")
                .rendered == """
                    a.yaml:3:63: error: unknown key “timout” in a sink [unknown-key]
                     3 |     it: {type: webhook, url: https://a.vn, secrets: {env: A}, timout: ••••••••••}
                       |                                                               ^^^^^^
                      hint: did you mean “timeout”?
                            Known here: type, url, secrets, allow, timeout, in_flight, certificates, retry
                    """)
        let long = Self.load(
            "{type: webhook, url: https://a.vn, secrets: {env: A}, timeout: 90 minutes}")
        #expect(long.list.diagnostics[0].message.en == "must be from 1 second to 5 minutes")
        #expect(long.list.diagnostics[0].message.vi == "phải từ 1 giây đến 5 phút")
        let vi = Self.load("{type: webhook, url: http://a.vn, secrets: {env: A}}").list.sorted[0]
        #expect(vi.message.vi == "http:// không mã hóa: dọc đường ai cũng đọc được")
    }

    // MARK: Secrets

    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let password = "đừng-nói-ai-biết"

    @Test(
        "never show a secret that was written where everyone reads it",
        arguments: [
            ("{type: webhook, url: https://a.vn, secrets: [\(secret)]}", "secret-in-rules"),
            ("{type: webhook, url: https://a.vn, secrets: \(secret)}", "secret-in-rules"),
            ("{type: webhook, url: https://a.vn, secrets: {env: \(secret)}}", "secret-in-rules"),
            ("{type: webhook, url: https://a.vn, secrets: {file: \(secret)}}", "secret-in-rules"),
            ("{type: webhook, url: https://a.vn, secrets: {value: \(secret)}}", "unknown-key"),
            (
                "{type: webhook, url: https://a.vn, secrets: {env: A, file: \(secret)}}",
                "too-many-keys"
            ),
            ("{type: webhook, url: https://a.vn, secret: \(secret)}", "unknown-key"),
            ("{type: webhok, url: https://a.vn, secrets: \(secret)}", "unknown-name"),
            ("{type: webhook, url: \"https://wf:\(password)@a.vn\"}", "bad-url"),
            ("{type: webhook, url: ftp://a.vn, secrets: [{env: A}, \(secret)]}", "secret-in-rules"),
            (
                "{type: email, server: a.vn, from: wf@a.vn, user: wf, password: \(password)}",
                "secret-in-rules"
            ),
            (
                "{type: email, server: a.vn, from: wf@a.vn, user: wf, password: [\(password)]}",
                "secret-in-rules"
            ),
            (
                "{type: email, server: a.vn, from: wf@a.vn, user: wf, password: {env: \(password)}}",
                "secret-in-rules"
            ),
            (
                "{type: email, server: a.vn, from: wf@a.vn, user: wf, pasword: \(password)}",
                "unknown-key"
            ),
            (
                "{type: email, server: a.vn, from: wf, user: wf, password: \(password)}",
                "secret-in-rules"
            ),
        ])
    func concealed(_ text: String, _ code: String) {
        let loaded = Self.load(text)
        #expect(loaded.list.diagnostics.map(\.code).contains(code))
        #expect(loaded.list.hasErrors)
        let shown = loaded.rendered
        let told = loaded.list.diagnostics.flatMap {
            [$0.message.vi, $0.message.en, $0.hint?.vi ?? "", $0.hint?.en ?? ""]
        }
        for secret in [Self.secret, Self.password] {
            #expect(!shown.contains(secret))
            #expect(!told.contains { $0.contains(secret) })
        }
        #expect(shown.contains("••••••••••••"))
    }

    @Test("say where a secret belongs")
    func secretPlace() {
        #expect(
            Self.load("{type: webhook, url: https://a.vn, secrets: [\(Self.secret)]}").rendered
                == """
                a.yaml:3:54: error: a secret is not written in the rules, which everyone reads [secret-in-rules]
                 3 |     it: {type: webhook, url: https://a.vn, secrets: [••••••••••••••••••••••••••••••••••••••]}
                   |                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  hint: put it in the environment ({env: WF_SECRET}) or in a file ({file: /etc/wf/secret}), and
                        replace it: this one is known by now
                """)
    }
}

extension LoadedRules {
    /// Every complaint by place, severity and code, in the order of reading.
    var complaints: [String] {
        list.sorted.map { diagnostic in
            let place = diagnostic.range.map { "\($0.start) " } ?? ""
            return "\(place)\(diagnostic.severity) \(diagnostic.code)"
        }
    }
}
