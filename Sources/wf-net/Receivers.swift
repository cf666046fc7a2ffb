import Diagnostics
import WorkflowCalendar
import WorkflowDelivery
import WorkflowMail
import WorkflowModel
import WorkflowWebhook

/// The receivers of a job, made of the settings of its sinks. The one place that knows the kinds.
struct Receivers {
    private(set) var outlets: [Outlet] = []
    private(set) var faults: [DeliveryReport.Remark] = []
    private(set) var warnings: [DeliveryReport.Remark] = []
    private var webhooks: [WebhookReceiver] = []

    /// A sink that cannot be used is among the faults, and the others go on.
    init(_ job: DeliveryJob, clock: @escaping @Sendable () -> Instant) {
        for (name, settings) in job.sinks.sorted(by: { $0.key < $1.key }) {
            switch settings {
            case .webhook(let webhook): add(webhook, name, job, clock)
            case .email(let email): add(email, name, job, clock)
            case .log:
                report(
                    LocalizedText(
                        vi: "tệp nhật ký do wf tự ghi", en: "logs are written by wf itself"),
                    name, job)
            }
        }
    }

    private mutating func add(
        _ webhook: NotificationRules.Webhook, _ name: String, _ job: DeliveryJob,
        _ clock: @escaping @Sendable () -> Instant
    ) {
        do throws(WebhookFault) {
            let receiver = try WebhookReceiver(
                name: name, webhook, language: job.language, clock: clock)
            webhooks.append(receiver)
            outlets.append(.receiver(receiver, retry: RetryPolicy(webhook.retry)))
            warnings += webhook.secrets.compactMap(\.warning).map {
                DeliveryReport.Remark(sink: name, message: $0[job.language])
            }
        } catch {
            report(error.message, name, job)
        }
    }

    private mutating func add(
        _ email: NotificationRules.Email, _ name: String, _ job: DeliveryJob,
        _ clock: @escaping @Sendable () -> Instant
    ) {
        do throws(MailError) {
            let receiver = try MailReceiver(
                name: name, settings: email, directory: job.directory, templates: job.templates,
                language: job.language, now: clock)
            outlets.append(.receiver(receiver, retry: RetryPolicy(email.retry)))
            warnings += [email.password?.warning].compactMap(\.self).map {
                DeliveryReport.Remark(sink: name, message: $0[job.language])
            }
        } catch {
            report(error.message, name, job)
        }
    }

    private mutating func report(_ fault: LocalizedText, _ name: String, _ job: DeliveryJob) {
        faults.append(DeliveryReport.Remark(sink: name, message: fault[job.language]))
    }

    func close() async {
        for webhook in webhooks { await webhook.close() }
    }
}

extension RetryPolicy {
    fileprivate init(_ settings: NotificationRules.Retry) {
        self.init(
            first: max(1, settings.first), most: max(1, settings.most),
            giveUp: max(0, settings.giveUp))
    }
}
