package import WorkflowCalendar
import WorkflowPresentation
package import WorkflowStorage

/// How notifications stand, and what could not be delivered, for who looks after them.
package struct NotificationsContent: Sendable {
    package var counts: [DeliveryCounts]
    /// The dead and those to be sent again.
    package var records: [NotificationRecord]
    /// How many are held back, and until when the first of them is.
    package var held: Int
    package var nextRelease: Instant?
    package var now: Instant
    package var csrf: String
    package var showsDropped: Bool

    package init(
        counts: [DeliveryCounts], records: [NotificationRecord], held: Int, nextRelease: Instant?,
        now: Instant, csrf: String, showsDropped: Bool
    ) {
        self.counts = counts
        self.records = records
        self.held = held
        self.nextRelease = nextRelease
        self.now = now
        self.csrf = csrf
        self.showsDropped = showsDropped
    }

    package var html: String {
        let dead = records.filter { $0.state == .dead }
        let retrying = records.filter { $0.state == .retrying }
        let dropped = records.filter { $0.state == .dropped }
        let used = counts.filter { $0.queued > 0 || $0.circuit.isOpen(at: now) }
        let view: View = [
            "title": Place.notifications.title.spoken,
            "lead": say(
                vi:
                    "Tin báo gửi ra ngoài: thư điện tử, hệ thống khác, nhật ký. Tin chưa gửi được nằm"
                    + " lại đây cho đến khi gửi lại hoặc bỏ.",
                en:
                    "What is sent out: mail, other systems, the log. What could not be delivered stays"
                    + " here until it is sent again or dropped."),
            "empty": used.isEmpty && records.isEmpty
                ? EmptyState(
                    say(vi: "Chưa có thông báo nào", en: "No notifications yet"),
                    say(
                        vi:
                            "Khi hồ sơ chuyển bước hoặc sắp đến hạn, thông báo được gửi và đếm ở đây.",
                        en: "When an item moves on or is nearly due, messages are sent and counted"
                            + " here.")
                ).view : nil,
            "hasCounts": !used.isEmpty, "counts": used.map(count),
            "held": heldText, "Csrf": csrf,
            "groups": [
                group(
                    say(vi: "Không gửi được", en: "Could not be delivered"), dead,
                    canRetry: true, canDrop: true),
                group(
                    say(vi: "Đang chờ gửi lại", en: "To be sent again"), retrying,
                    canRetry: true, canDrop: true),
                group(say(vi: "Đã bỏ", en: "Dropped"), dropped, canRetry: true, canDrop: false),
            ].compactMap(\.self),
            "allArrived": !used.isEmpty && dead.isEmpty && retrying.isEmpty
                ? say(vi: "Không có thông báo nào bị tắc.", en: "Nothing is stuck.") : nil,
            "other": showsDropped
                ? say(vi: "Ẩn những thông báo đã bỏ", en: "Hide what was dropped")
                : say(vi: "Xem cả những thông báo đã bỏ", en: "Show what was dropped too"),
            "otherPath": showsDropped ? "/notifications" : "/notifications?dropped=true",
        ]
        return Templates.html("notifications", view)
    }

    private var heldText: String? {
        guard held > 0, let nextRelease else { return nil }
        let time = nextRelease.formatted(in: .vietnam)
        return say(
            vi: "Ngoài ra \(held) thông báo chờ đến giờ gửi, sớm nhất \(time).",
            en: "Besides, \(held == 1 ? "1 message waits" : "\(held) messages wait") for the hour "
                + "they may go out, the first until \(time).")
    }

    private func count(_ counts: DeliveryCounts) -> View {
        var remarks: [String] = []
        if counts.retrying > 0 {
            remarks.append(
                say(vi: "\(counts.retrying) chờ gửi lại", en: "\(counts.retrying) to be sent again")
            )
        }
        if counts.dropped > 0 {
            remarks.append(say(vi: "\(counts.dropped) đã bỏ", en: "\(counts.dropped) dropped"))
        }
        if let until = counts.circuit.openUntil, until > now {
            let time = until.formatted(in: .vietnam)
            remarks.append(say(vi: "tạm nghỉ đến \(time)", en: "paused until \(time)"))
        }
        return [
            "sink": counts.sink, "queued": "\(counts.queued)", "delivered": "\(counts.delivered)",
            "waiting": "\(counts.waiting)", "dead": "\(counts.dead)",
            "isBad": counts.dead > counts.dropped, "remarks": remarks.joined(separator: ", "),
        ]
    }

    private func group(
        _ title: String, _ records: [NotificationRecord], canRetry: Bool, canDrop: Bool
    ) -> View? {
        guard !records.isEmpty else { return nil }
        return [
            "title": title, "count": "\(records.count)",
            "rows": records.map { record -> View in
                let id = OutboxRow.eventID(of: record.id)
                return [
                    "id": id, "sink": record.sink, "item": record.item,
                    "path": record.item.itemPath, "what": Self.title(record.type),
                    "why": why(record), "when": when(record),
                    "retry": canRetry ? say(vi: "Gửi lại", en: "Send again") : nil,
                    "retryPath": "/notifications/\(id)/retry",
                    "drop": canDrop ? say(vi: "Bỏ", en: "Drop") : nil,
                    "dropPath": "/notifications/\(id)/drop",
                    "confirm": say(
                        vi: "Bỏ hẳn thông báo này, không gửi nữa?",
                        en: "Drop this message, and send it no more?"),
                ]
            },
        ]
    }

    /// What the receiver answered, or what came instead.
    private func why(_ record: NotificationRecord) -> String {
        let answer = [record.status.map(String.init), record.problem].compactMap(\.self)
        if answer.isEmpty {
            return say(vi: "Nơi nhận không trả lời.", en: "The receiver did not answer.")
        }
        return say(vi: "Nơi nhận trả lời: ", en: "The receiver said: ")
            + answer.joined(separator: " ")
    }

    private func when(_ record: NotificationRecord) -> String {
        let last = record.lastAt?.formatted(in: .vietnam) ?? ""
        let attempts = say(
            vi: "đã gửi \(record.attempts) lần, lần cuối \(last)",
            en: "sent \(record.attempts == 1 ? "once" : "\(record.attempts) times"), last \(last)")
        guard record.state == .retrying, let next = record.notBefore else { return attempts }
        let time = max(next, now).formatted(in: .vietnam)
        return attempts + say(vi: "; gửi lại từ \(time)", en: "; again from \(time)")
    }

    /// `wf.deadline.overdue` in words.
    private static func title(_ type: String?) -> String {
        switch type {
        case "wf.item.started": say(vi: "Lập hồ sơ", en: "Item started")
        case "wf.item.advanced": say(vi: "Hồ sơ chuyển bước", en: "Item moved on")
        case "wf.item.moved": say(vi: "Hồ sơ tự chuyển bước", en: "Item moved on by itself")
        case "wf.deadline.reminder": say(vi: "Nhắc việc sắp đến hạn", en: "Reminder")
        case "wf.deadline.overdue": say(vi: "Báo quá hạn", en: "Overdue")
        case "wf.deadline.escalated": say(vi: "Báo lên cấp trên", en: "Escalated")
        case "wf.digest": say(vi: "Bản tổng hợp", en: "Digest")
        default: type ?? say(vi: "Tin báo", en: "Message")
        }
    }
}
