import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowDelivery
import WorkflowMail
import WorkflowModel
import WorkflowStorage

/// What the tests send, and to whom.
enum Sample {
    static let directory = MailDirectory(
        people: [
            "stc.huong": .init(name: "Lê Thị Hường", address: "huong@example.vn"),
            "khcn.alan": .init(name: "Alan", address: "alan@example.vn", language: .en),
            "khcn.minh": .init(name: "Trần Văn Minh", address: nil),
        ],
        agencies: ["so-tai-chinh": .init(name: "Sở Tài chính", address: "stc@example.vn")])

    /// A person of the directory whose mailbox has this name, which tells the server what to do.
    static func directory(mailbox: String) -> MailDirectory {
        MailDirectory(
            people: ["stc.huong": .init(name: "Lê Thị Hường", address: mailbox + "@example.vn")])
    }

    static let huong: JSON = [
        "agency": "so-tai-chinh", "name": "Lê Thị Hường", "person": "stc.huong",
    ]
    static let alan: JSON = ["agency": "so-khcn", "name": "Alan", "person": "khcn.alan"]

    static func overdue(to recipients: JSON..., template: String? = nil) -> JSON {
        var data: JSONObject = [
            "days_overdue": 3, "deadline": "appraisal", "due": "2021-05-05", "item": "PL.II.6",
            "plan": "149", "rule": "overdue", "states": ["review"],
            "text": [
                "en": "Overdue by 3 working days PL.II.6 – Appraisal – was due 05/05/2021",
                "vi": "Quá hạn 3 ngày làm việc PL.II.6 – Thẩm định – hạn 05/05/2021",
            ],
            "title": "Mua sắm thiết bị <đo> & kiểm định \"mẫu\"", "to": .array(recipients),
            "version": 4, "workflow": "budgeted-task",
        ]
        if let template { data["template"] = .string(template) }
        return envelope("wf.deadline.overdue", subject: "PL.II.6", .object(data))
    }

    /// A message with every member there can be.
    static func everything(to recipient: JSON) -> JSON {
        var envelope = overdue(to: recipient, template: "own").object ?? JSONObject()
        var data = envelope["data"]?.object ?? JSONObject()
        data["action"] = "submit"
        data["actor"] = "khcn.linh"
        data["note"] = "Theo định mức mới"
        data["was_due"] = "2021-05-04"
        data["text"] = ["en": "One\ntwo", "vi": "Một\nhai"]
        envelope["data"] = .object(data)
        envelope["id"] = "wf-12-1"
        return .object(envelope)
    }

    static func digest(to recipient: JSON) -> JSON {
        let second: JSON = [
            "due": "2021-05-12", "item": "PL.I.2", "states": ["proposal"],
            "text": ["en": "Reminder PL.I.2", "vi": "Nhắc việc PL.I.2 – Đề xuất"],
            "title": "Tập huấn chuyển đổi số", "to": [recipient],
        ]
        return digest(of: [overdue(to: recipient)["data"], second], to: recipient)
    }

    static func digest(of entries: [JSON], to recipient: JSON) -> JSON {
        var digest =
            envelope(
                "wf.digest", subject: "so-tai-chinh/stc.huong",
                [
                    "count": .int(Int64(entries.count)), "entries": .array(entries),
                    "text": [
                        "en": "2 items need attention, 1 of them overdue:\n- one\n- two",
                        "vi": "Có 2 việc cần lưu ý, trong đó 1 việc quá hạn:\n- một\n- hai",
                    ],
                    "to": [recipient],
                ]
            ).object ?? JSONObject()
        digest["id"] = "wf-12-1"
        return .object(digest)
    }

    private static func envelope(_ type: String, subject: String, _ data: JSON) -> JSON {
        [
            "data": data, "datacontenttype": "application/json", "source": "/wf",
            "specversion": "1.0", "subject": .string(subject),
            "time": "2021-05-10T07:30:00+07:00", "type": .string(type),
        ]
    }

    static func row(_ envelope: JSON, number: Int64 = 12) -> OutboxRow {
        var payload = envelope.object ?? JSONObject()
        payload["id"] = nil
        return OutboxRow(
            id: number * 1_000_000 + 1, sink: "mail", item: envelope["subject"].string ?? "",
            payload: JSON.object(payload).canonical)
    }

    static let now = Instant(CalendarDate(daysSinceEpoch: 18_757), minuteOfDay: 451, in: .vietnam)

    static func email(
        port: Int, _ security: NotificationRules.Email.Security = .none, password: String? = nil,
        certificates: String? = nil, timeout: Int = 20
    ) -> NotificationRules.Email {
        NotificationRules.Email(
            server: "127.0.0.1", port: port, security: security,
            from: "Hệ thống theo dõi <wf@example.vn>", user: password == nil ? nil : "wf",
            password: password == nil ? nil : .environment("WF_SMTP_PASSWORD"), timeout: timeout,
            certificates: certificates)
    }

    static func receiver(
        _ email: NotificationRules.Email, directory: MailDirectory = directory,
        templates: MailTemplates = MailTemplates(), password: String? = nil
    ) throws -> MailReceiver {
        try MailReceiver(
            name: "mail", settings: email, directory: directory, templates: templates,
            language: .en, environment: { $0 == "WF_SMTP_PASSWORD" ? password : nil },
            now: { now })
    }
}
