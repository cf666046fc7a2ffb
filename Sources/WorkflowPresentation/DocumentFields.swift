import Diagnostics
package import JSON
import WorkflowCalendar
import WorkflowCore
package import WorkflowEngine
import WorkflowModel

/// What was said of a document, as text, before it is understood.
package struct DocumentFields {
    package var type: String
    package var summary: String
    package var office: String?
    package var kind: String?
    package var date: String?
    package var place: String?
    package var signer: String?
    package var position: String?
    package var capacity: String?
    package var principal: String?
    package var recipients: [String] = []
    package var urgency: String?
    package var unit: String?
    package var isLate = false
    package var item: String?
    package var key: String?

    package init(type: String, summary: String) {
        self.type = type
        self.summary = summary
    }

    /// - Parameter own: the agency of who asks.
    package func input(office own: String) throws(Failure) -> DocumentInput {
        var input = DocumentInput(
            office: office ?? own, type: type, summary: summary, kind: kind, place: place,
            recipients: recipients, unit: unit, isLate: isLate, item: item)
        if let date {
            guard let day = CalendarDate(parsing: date) else {
                throw .badDate(date, .invalid)
            }
            input.date = day
        }
        let capacity: SigningCapacity? = try choice(
            self.capacity.map { $0.replacingDots.uppercased() }, "capacity",
            LocalizedText(vi: "quyền hạn ký", en: "capacity"))
        input.urgency = try choice(
            urgency, "urgency", LocalizedText(vi: "độ khẩn", en: "urgency"))
        if let signer {
            input.signer = RegisteredDocument.Signer(
                name: TextFolding.nfc(signer), position: position.map(TextFolding.nfc),
                capacity: capacity, principal: principal.map(TextFolding.nfc))
        } else if capacity != nil || position != nil || principal != nil {
            throw Failure(
                .invalid, "no-signer", vi: "Cần tên người ký (signer).",
                en: "Name the signer (signer).")
        }
        return input
    }

    private func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ text: String?, _ name: String, _ what: LocalizedText
    ) throws(Failure) -> Value? {
        guard let text else { return nil }
        if let value = Value(rawValue: text) { return value }
        let known = Value.allCases.map(\.rawValue)
        throw Failure(
            .invalid, "bad-\(name)",
            LocalizedText(
                vi: "Không có \(what.vi) “\(text)”.", en: "There is no \(what.en) “\(text)”."),
            hint: LocalizedText(
                vi: "dùng được: \(known.joined(separator: ", "))",
                en: "there are: \(known.joined(separator: ", "))"))
    }
}

extension DocumentFields {
    /// A line of `wf documents number --batch`.
    package init(_ json: JSON) throws(Failure) {
        guard let members = json.object?.members else { throw Self.badLine("{…}") }
        self.init(type: "", summary: "")
        for member in members {
            let text = member.value.string
            switch member.name {
            case "type": type = try Self.required(text, member.name)
            case "summary": summary = try Self.required(text, member.name)
            case "office": office = try Self.required(text, member.name)
            case "kind": kind = try Self.required(text, member.name)
            case "date": date = try Self.required(text, member.name)
            case "place": place = try Self.required(text, member.name)
            case "signer": signer = try Self.required(text, member.name)
            case "position": position = try Self.required(text, member.name)
            case "capacity": capacity = try Self.required(text, member.name)
            case "principal": principal = try Self.required(text, member.name)
            case "urgency": urgency = try Self.required(text, member.name)
            case "unit": unit = try Self.required(text, member.name)
            case "item": item = try Self.required(text, member.name)
            case "key": key = try Self.required(text, member.name)
            case "recipients":
                guard let list = member.value.array else { throw Self.badLine(member.name) }
                for entry in list {
                    recipients.append(try Self.required(entry.string, member.name))
                }
            case "late":
                guard let flag = member.value.bool else { throw Self.badLine(member.name) }
                isLate = flag
            default: throw Self.badLine(member.name)
            }
        }
    }

    private static func required(
        _ text: String?, _ name: String
    ) throws(Failure) -> String {
        guard let text else { throw badLine(name) }
        return text
    }

    private static func badLine(_ name: String) -> Failure {
        let known =
            "type, summary, office, kind, date, place, signer, position, capacity, principal,"
            + " recipients, urgency, unit, item, late, key"
        return Failure(
            .invalid, "bad-line",
            LocalizedText(
                vi: "Không hiểu “\(name)” của dòng này.", en: "“\(name)” makes no sense here."),
            hint: LocalizedText(vi: "các mục: \(known)", en: "members: \(known)"))
    }
}

extension String {
    /// `KT.` as `KT`.
    fileprivate var replacingDots: String { filter { $0 != "." } }
}
