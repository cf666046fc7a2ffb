import Diagnostics
import JSON
public import WorkflowCalendar

/// One message that tells a recipient what several would have told.
public enum Digest {
    /// The CloudEvents type of a digest.
    public static let type = "wf.digest"

    /// A message as it stands in a digest.
    public struct Entry: Sendable {
        /// The `data` of the message.
        var data: JSON
        let text: LocalizedText
        let item: String
        /// `YYYY-MM-DD`.
        let due: String?
        let isOverdue: Bool
        /// Of a step of a ladder: which deadline of which item.
        let ladder: String?
        /// Whether a later step of the same ladder is told.
        var isSuperseded = false

        /// - Parameter json: The envelope of a message, as `Notification.json`.
        /// - Returns: Nil when it is no such envelope.
        public init?(_ json: String) {
            guard let message = try? JSON.parse(json), let item = message["subject"].string,
                let vi = message["data"]["text"]["vi"].string,
                let en = message["data"]["text"]["en"].string
            else { return nil }
            let type = message["type"].string ?? ""
            let deadline = message["data"]["deadline"].string ?? ""
            ladder = type.hasPrefix("wf.deadline.") ? "\(item) \(deadline)" : nil
            data = message["data"]
            text = LocalizedText(vi: vi, en: en)
            self.item = item
            due = data["due"].string
            isOverdue =
                message["type"].string == "wf.deadline.overdue"
                || (data["days_overdue"].int ?? 0) > 0
        }

        /// What is longest overdue comes first, then what is due soonest, then what is never due.
        func isMoreUrgent(than other: Entry) -> Bool {
            if isOverdue != other.isOverdue { return isOverdue }
            guard let due, let otherDue = other.due else { return due != nil && other.due == nil }
            return due < otherDue
        }
    }

    /// A CloudEvents 1.0 envelope as canonical JSON, but for its `id`.
    ///
    /// - Parameters:
    ///   - entries: The messages in the order they came, all to one recipient. Of the steps of one
    ///     ladder that were reached meanwhile the text has the last, which says most; the others are
    ///     marked `"superseded": true`.
    ///   - recipient: Whom they are for, for `subject`.
    ///   - zone: In which `time` is written.
    public static func json(
        of entries: [Entry], for recipient: String, at now: Instant, in zone: Zone
    ) -> String {
        let ordered = marked(entries).enumerated().sorted { left, right in
            if left.element.isMoreUrgent(than: right.element) { return true }
            if right.element.isMoreUrgent(than: left.element) { return false }
            return left.offset < right.offset
        }.map(\.element)
        let text = text(of: ordered)
        let data: JSON = [
            "count": .int(Int64(ordered.count)), "entries": .array(ordered.map(\.data)),
            "text": ["en": .string(text.en), "vi": .string(text.vi)],
            "to": ordered.first?.data["to"] ?? [],
        ]
        let envelope: JSON = [
            "data": data, "datacontenttype": "application/json", "source": "/wf",
            "specversion": "1.0", "subject": .string(recipient),
            "time": .string(now.iso8601(in: zone)), "type": .string(type),
        ]
        return envelope.canonical
    }

    private static func marked(_ entries: [Entry]) -> [Entry] {
        var known: Set<String> = []
        var marked = entries
        for index in entries.indices.reversed() {
            guard let ladder = entries[index].ladder, !known.insert(ladder).inserted else {
                continue
            }
            marked[index].isSuperseded = true
            if case .object(var data) = entries[index].data {
                data["superseded"] = true
                marked[index].data = .object(data)
            }
        }
        return marked
    }

    /// A heading, and a line for each message.
    static func text(of entries: [Entry]) -> LocalizedText {
        let lines = entries.filter { !$0.isSuperseded }.map { entry in
            entry.text.map { "\n- " + $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
        }
        return lines.reduce(heading(of: entries), +)
    }

    /// Counts items: one may have several messages.
    private static func heading(of entries: [Entry]) -> LocalizedText {
        let count = Set(entries.map(\.item)).count
        let overdue = Set(entries.lazy.filter(\.isOverdue).map(\.item)).count
        let all = LocalizedText(
            vi: "Có \(count) việc cần lưu ý",
            en: count == 1 ? "1 item needs attention" : "\(count) items need attention")
        let late =
            switch overdue {
            case 0: LocalizedText("")
            case count:
                LocalizedText(vi: count == 1 ? ", đã quá hạn" : ", đều đã quá hạn", en: ", overdue")
            default:
                LocalizedText(
                    vi: ", trong đó \(overdue) việc quá hạn", en: ", \(overdue) of them overdue")
            }
        return all + late + LocalizedText(":")
    }
}
