import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowDelivery
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

struct NotificationsTest: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "test",
            abstract: say(
                vi: "Gửi thử một thông báo tới một nơi nhận.",
                en: "Send one test notification to a sink."),
            usage: say(
                vi: "wf notifications test <nơi-nhận> [--to <người>] [<tùy-chọn>]",
                en: "wf notifications test <sink> [--to <person>] [<options>]"),
            discussion: say(
                vi: """
                    Gửi ngay một thông báo loại wf.test và chờ trả lời; không ghi gì vào hồ sơ và
                    hàng đợi. Thư gửi cho người nêu ở --to, hoặc cho chính bạn.

                    Ví dụ:
                      wf notifications test data-centre
                      wf notifications test mail --to khcn.linh
                    """,
                en: """
                    Sends a notification of type wf.test at once and waits for the answer; neither
                    items nor the outbox are touched. Mail goes to whom --to names, or to you.

                    Examples:
                      wf notifications test data-centre
                      wf notifications test mail --to khcn.linh
                    """))
    }

    @Argument(
        help: .say(
            vi: "Nơi nhận, như trong rules/notifications.yaml.",
            en: "The sink, as rules/notifications.yaml names it.", name: ("nơi-nhận", "sink")))
    var sink: String

    @Option(
        help: .say(
            vi: "Gửi cho ai (mã người); mặc định là bạn.",
            en: "Whom it is for; by default you.", name: ("người", "person")))
    var to: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    func run(in session: Session) async throws {
        let rules = try session.rules()
        guard let settings = rules.notifications.sinks[sink] else {
            let known = rules.notifications.sinks.keys.sorted()
            throw Failure(
                .notFound, "no-sink",
                LocalizedText(
                    vi: "Không có nơi nhận “\(sink)” trong rules/notifications.yaml.",
                    en: "There is no sink “\(sink)” in rules/notifications.yaml."),
                hint: Failure.suggestion(nearest(sink, in: known))
                    ?? LocalizedText(
                        vi: "các nơi nhận: \(known.joined(separator: ", "))",
                        en: "the sinks: \(known.joined(separator: ", "))"))
        }
        let report = try await send(
            to: settings, for: try recipient(rules.organisation, session), session)
        try answer(report, session)
    }

    private func send(
        to settings: NotificationRules.Sink, for recipient: JSON?, _ session: Session
    ) async throws -> DeliveryReport {
        guard let log = try session.log(settings, name: sink) else {
            // The store is not looked at, and need not be there.
            var job = try session.job(for: [sink: try session.settings(of: settings)], store: "")
            job.recipient = recipient
            return try session.run(.test, job)
        }
        try session.screen.flush()
        let row = TestNotification.row(sink: sink, at: session.now, to: recipient)
        let sent = await log.deliver([row])
        var summary = DeliveryWorker.SinkSummary()
        summary.delivered = sent.delivered.count
        summary.failed = sent.failures.count
        summary.failures = sent.failures
        var report = DeliveryReport()
        report.summary.sinks[sink] = summary
        return report
    }

    /// As notifications name one.
    private func recipient(_ organisation: Organisation, _ session: Session) throws -> JSON? {
        guard let id = to ?? session.user else { return nil }
        guard let person = organisation.person(id) else {
            guard to != nil else { return nil }
            throw EngineError.unknownActor(
                id, suggestion: nearest(id, in: organisation.people.map(\.id)))
        }
        return [
            "agency": .string(person.agency), "name": .string(person.name), "person": .string(id),
        ]
    }

    private func answer(_ report: DeliveryReport, _ session: Session) throws {
        let reason = report.reasons.first?.message
        if session.wantsJSON {
            var answer: JSONObject = [
                "sink": .string(sink), "delivered": .bool(report.delivered > 0),
                "reason": reason.map(JSON.string) ?? .null,
                "warnings": .array(report.warnings.map { .string($0.message) }),
            ]
            if let status = report.summary.failures.first?.status {
                answer["status"] = .int(Int64(status))
            }
            session.answer(.object(answer))
        } else if report.delivered > 0 {
            session.screen.print(
                session.screen.palette("✓ ", .good)
                    + say(vi: "\(sink) đã nhận thông báo thử.", en: "\(sink) has the test."))
        }
        for warning in report.warnings where !session.wantsJSON {
            session.screen.printWrapped(session.screen.palette("! ", .warning) + warning.message)
        }
        guard report.delivered > 0 else {
            throw Failure(
                .io, "delivery-failed",
                vi: "\(sink) chưa nhận được: \(reason ?? "không rõ vì sao").",
                en: "\(sink) did not get it: \(reason ?? "no reason was given").")
        }
    }
}
