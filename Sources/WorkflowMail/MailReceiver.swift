public import Diagnostics
import Foundation
import JSON
public import WorkflowCalendar
public import WorkflowDelivery
public import WorkflowModel
public import WorkflowStorage

/// Sends a mail for every notification, over SMTP, to the one it is for.
///
/// A mail is accepted once the server has taken it after its content (`250`). What the server says
/// no to for good is refused, unless it concerns every mail alike, such as a wrong password: that
/// waits until somebody mends it. A mail that is sent again has the same `Message-ID`.
public struct MailReceiver: Receiver {
    public let name: String
    public let inFlight: Int
    private let sender: MailAddress
    private let directory: MailDirectory
    private let renderer: MailRenderer
    private let connections: SMTPConnections
    private let language: Language
    private let zone: Zone
    private let now: @Sendable () -> Instant

    /// Reads the password and looks through the templates; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - name: of the sink.
    ///   - templates: those of the office, before those of the program.
    ///   - language: of what is said of failures.
    ///   - zone: in which times are written.
    ///   - environment: a variable of the environment, by name.
    ///   - now: for the `Date` of a mail.
    public init(
        name: String, settings: NotificationRules.Email, directory: MailDirectory,
        templates: MailTemplates = MailTemplates(), language: Language = .vi,
        zone: Zone = .vietnam,
        environment: (String) -> String? = variable,
        now: @escaping @Sendable () -> Instant
    ) throws(MailError) {
        let smtp = try SMTPSettings(settings, environment: environment)
        self.name = name
        inFlight = max(1, settings.inFlight)
        sender = smtp.sender
        self.directory = directory
        renderer = try MailRenderer(templates)
        connections = try SMTPConnections(smtp, most: inFlight)
        self.language = language
        self.zone = zone
        self.now = now
    }

    /// A variable of the environment of this process.
    public static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name]
    }

    public func send(_ notification: OutboxRow) async -> Reply {
        switch mail(for: notification) {
        case .success(let mail): return await connections.send(mail.bytes, to: mail.to)
        case .failure(let problem):
            return .refused(Reply.Problem(text: problem.message[language]))
        }
    }

    /// Why there is no mail to send for a notification.
    private struct Unsendable: Error {
        var message: LocalizedText
    }

    private func mail(for notification: OutboxRow) -> Result<MailMessage, Unsendable> {
        let envelope: JSON
        do throws(JSONError) {
            envelope = try JSON.parse(notification.envelope)
        } catch {
            return .failure(
                Unsendable(
                    message: LocalizedText(
                        vi: "thông báo không đọc được: \(error.messageInVietnamese)",
                        en: "the notification cannot be read: \(error.message)")))
        }
        return recipient(of: envelope).map { recipient in
            let context = MailContext(language: recipient.entry.language, zone: zone)
            let members = context.members(
                of: envelope, to: recipient.json, called: recipient.entry.name)
            let data = envelope["data"]
            let template =
                data["template"].string
                ?? (data["entries"].isNull ? MailTemplates.usual : MailTemplates.digest)
            func render(_ part: MailTemplates.Part) -> String {
                renderer.render(part, of: template, in: recipient.entry.language, members)
            }
            return MailMessage(
                from: sender, to: recipient.address, subject: render(.subject),
                plain: render(.plain), html: render(.html), id: notification.eventID,
                item: data["item"].string, date: now(), zone: zone)
        }
    }

    private typealias Recipient = (json: JSON, entry: MailDirectory.Entry, address: MailAddress)

    private func recipient(of envelope: JSON) -> Result<Recipient, Unsendable> {
        let recipients = envelope["data"]["to"].array ?? []
        guard recipients.count == 1, let recipient = recipients.first else {
            return .failure(
                Unsendable(
                    message: LocalizedText(
                        vi: "thư gửi cho đúng một người, thông báo này cho \(recipients.count)",
                        en: "a mail is for one, this notification for \(recipients.count)")))
        }
        let id = recipient["person"].string ?? recipient["agency"].string ?? ""
        let isPerson = recipient["person"].string != nil
        let entry = isPerson ? directory.people[id] : directory.agencies[id]
        let called = entry?.name ?? recipient["name"].string ?? id
        guard let entry, let text = entry.address else {
            return .failure(
                Unsendable(
                    message: LocalizedText(
                        vi: "không có địa chỉ thư của \(called) (\(id))",
                        en: "no address for \(called) (\(id))")))
        }
        guard let address = MailAddress(name: called, address: text) else {
            return .failure(
                Unsendable(
                    message: LocalizedText(
                        vi: "địa chỉ thư của \(called) (\(id)) không dùng được: \(text)",
                        en: "the address of \(called) (\(id)) cannot be used: \(text)")))
        }
        return .success((recipient, entry, address))
    }
}
