import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowDelivery

/// What the tags of a template stand for, in the language of the recipient; see
/// `MailTemplateNames`, which says what there is.
struct MailContext {
    let language: Language
    let zone: Zone

    /// - Parameters:
    ///   - envelope: the CloudEvent.
    ///   - recipient: whom the mail is for, with what the directory calls them.
    func members(of envelope: JSON, to recipient: JSON, called name: String) -> [String: Any] {
        var members = self.members(of: envelope["data"])
        for member in ["id", "type", "subject"] {
            members[member] = envelope[member].string
        }
        let time = envelope["time"].string ?? ""
        members["time_iso"] = time
        members["time"] = Instant(parsing: time, in: zone)?.formatted(in: zone) ?? time
        var person = self.members(of: recipient)
        person["name"] = name
        members["recipient"] = person
        return members
    }

    /// The `data` of a message, or of one in a digest.
    private func members(of data: JSON) -> [String: Any] {
        var members: [String: Any] = [:]
        for member in data.object?.members ?? [] {
            members[member.name] = value(member.value)
        }
        // A later step of the same ladder says what an earlier one said.
        members["entries"] = data["entries"].array?
            .filter { $0["superseded"].bool != true }.map { self.members(of: $0) }
        for name in ["due", "was_due"] {
            guard let text = data[name].string, let date = CalendarDate(parsing: text) else {
                continue
            }
            members[name] = date.formatted(.slashed)
            members[name + "_iso"] = text
        }
        if let text = members["text"] as? String { addParts(of: text, to: &members) }
        if members["state"] == nil {
            let names = data["states"].array?.compactMap(\.string) ?? []
            if !names.isEmpty { members["state"] = names.joined(separator: ", ") }
        }
        if let days = data["days_overdue"].int, days > 0 {
            members["overdue"] = Self.overdue(days)[language]
        }
        return members
    }

    /// The first line is what a mail is about; the colon at its end introduces the lines below.
    private func addParts(of text: String, to members: inout [String: Any]) {
        let lines = text.split(maxSplits: 1, whereSeparator: \.isNewline)
        guard let first = lines.first else { return }
        members["heading"] = first.hasSuffix(":") ? String(first.dropLast()) : String(first)
        if lines.count > 1 { members["details"] = String(lines[1]) }
    }

    /// What is empty is left out, so that `{{#name}}…{{/name}}` passes over it.
    private func value(_ json: JSON) -> Any? {
        switch json {
        case .null: nil
        case .bool(let bool): bool
        case .int(let number): number
        case .double(let number): number
        case .string(let text): text.isEmpty ? nil : text
        case .array(let elements): elements.isEmpty ? nil : elements.compactMap(value)
        case .object(let object):
            // A text in every language.
            if let text = object[language.rawValue]?.string, object.count == Language.allCases.count
            {
                text
            } else {
                object.members.reduce(into: [String: Any]()) { $0[$1.name] = value($1.value) }
            }
        }
    }

    private static func overdue(_ days: Int64) -> LocalizedText {
        LocalizedText(
            vi: "Quá hạn \(days) ngày làm việc",
            en: "Overdue by \(days) working \(days == 1 ? "day" : "days")")
    }
}
