import Diagnostics
public import JSON
public import WorkflowCalendar
public import WorkflowStorage

/// A notification that nothing caused, sent to see whether a sink works. It is never in the outbox.
public enum TestNotification {
    /// The CloudEvents type.
    public static let type = "wf.test"
    /// Beyond all ids of events: `wf-9000000000000-1` and on.
    private static let firstID: Int64 = 9_000_000_000_000_000_000

    /// - Parameter recipient: as notifications name one, `{agency, person?, name?}`; nil for none.
    public static func row(sink: String, at now: Instant, to recipient: JSON? = nil) -> OutboxRow {
        let data: JSON = [
            "sink": .string(sink),
            "text": [
                "en": "A test: wf can send notifications here.",
                "vi": "Thử: wf gửi được thông báo tới đây.",
            ],
            "to": .array(recipient.map { [$0] } ?? []),
        ]
        let envelope: JSON = [
            "data": data, "datacontenttype": "application/json", "source": "/wf",
            "specversion": "1.0", "subject": .string(sink),
            "time": .string(now.iso8601(in: .vietnam)), "type": .string(type),
        ]
        return OutboxRow(
            id: firstID + max(0, now.millisecondsSinceEpoch) % 100_000_000_000_000_000, sink: sink,
            item: "", payload: envelope.canonical)
    }
}
