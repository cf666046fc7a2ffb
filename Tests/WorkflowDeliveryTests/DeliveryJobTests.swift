import Diagnostics
import JSON
import Testing
import WorkflowCalendar
import WorkflowDelivery
import WorkflowModel

@Suite("Jobs and reports go from program to program as JSON")
struct DeliveryJobTests {
    private static let webhook = NotificationRules.Webhook(
        url: "https://example.vn/hook", secrets: [.environment("WF_HOOK"), .file("/etc/wf/hook")],
        timeout: 7, inFlight: 3, allowed: [.loopback, .private], certificates: "/etc/wf/ca.pem",
        retry: NotificationRules.Retry(first: 1, most: 2, giveUp: 3))
    private static let email = NotificationRules.Email(
        server: "smtp.example.vn", port: 465, security: .tls, from: "wf <wf@example.vn>",
        user: "wf", password: .environment("WF_SMTP"), timeout: 9, inFlight: 1,
        certificates: "/etc/wf/ca.pem", retry: NotificationRules.Retry(first: 4, most: 5, giveUp: 6)
    )

    @Test(
        arguments: [
            DeliveryJob(store: "a.sqlite", language: .vi, sinks: [:]),
            DeliveryJob(
                store: "/srv/wf/.wf/wf.sqlite",
                now: Instant(millisecondsSinceEpoch: 1_618_362_000_250),
                language: .en, sinks: ["data-centre": .webhook(webhook), "mail": .email(email)],
                recipient: ["agency": "so-khcn", "person": "khcn.linh"]),
            DeliveryJob(
                store: "a", language: .vi,
                sinks: [
                    "a": .webhook(NotificationRules.Webhook(url: "http://a/", secrets: [])),
                    "b": .email(NotificationRules.Email(server: "b", from: "b@b")),
                ]),
        ])
    func jobs(_ job: DeliveryJob) throws {
        let text = job.json.canonical
        #expect(try DeliveryJob(json: JSON.parse(text)) == job)
    }

    @Test func reports() throws {
        var summary = DeliveryWorker.SinkSummary()
        summary.delivered = 5
        summary.failed = 1
        summary.dead = 1
        summary.isTaken = true
        summary.failures = [
            DeliveryFailure(sink: "web", notification: 7, reason: "không", status: 503),
            DeliveryFailure(sink: "web", notification: 8, reason: "gone", isDead: true),
        ]
        var report = DeliveryReport()
        report.summary.sinks["web"] = summary
        report.faults = [.init(sink: "mail", message: "no password")]
        report.warnings = [.init(sink: "web", message: "everybody can read it")]
        #expect(try DeliveryReport(json: JSON.parse(report.json.canonical)) == report)
    }

    @Test(
        "what one program asks for and the other does not know is an error",
        arguments: [
            (#"{"version":2}"#, "version: expected 1, found 2"), ("[]", "expected an object"),
            ("{}", "version: expected a whole number"),
            (#"{"version":1,"colour":"red"}"#, "colour: not known here"),
            (
                #"{"version":1,"sinks":{"a":{"type":"log"}}}"#,
                "sinks.a.type: expected webhook or email"
            ),
            (
                #"{"version":1,"sinks":{"a":{"type":"webhook","secrets":[{"text":"hush"}]}}}"#,
                "sinks.a.secrets.text: not known here"
            ),
            (
                #"{"version":1,"store":"a","language":"fr","sinks":{}}"#,
                #"language: expected vi, en, found "fr""#
            ),
        ])
    func faults(_ text: String, _ expected: String) throws {
        let json = try JSON.parse(text)
        let error = #expect(throws: DeliveryJobError.self) { try DeliveryJob(json: json) }
        #expect(error?.description.hasPrefix(expected) == true, "\(String(describing: error))")
    }
}
