import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

/// Documents in a register, for a person.
struct RegisterText {
    private let screen: Screen

    init(_ screen: Screen) {
        self.screen = screen
    }

    func print(_ outcome: DocumentOutcome) {
        let document = outcome.entry.document
        screen.print(
            screen.palette("✓ ", .good)
                + say(vi: "Số: ", en: "Number: ") + screen.palette(document.text, .strong)
                + say(vi: ", ngày ", en: ", dated ") + document.date.formatted(.slashed)
                + (outcome.entry.item.map { say(vi: ", hồ sơ ", en: ", item ") + $0 } ?? ""))
        if document.isLate {
            screen.print(
                say(vi: "  Cấp số muộn, có ghi trong sổ.", en: "  A late number, marked as such."))
        }
        if outcome.isRepeated {
            screen.print(
                say(
                    vi: "  Khóa này đã dùng: đây là số đã cấp lần trước.",
                    en: "  The key was used before: this is the number given then."))
        }
    }

    func print(_ entries: [DocumentEntry]) {
        guard !entries.isEmpty else {
            return screen.print(say(vi: "Sổ chưa có văn bản nào.", en: "The register is empty."))
        }
        var table = TextTable([
            .init(title: say(vi: "Số, ký hiệu", en: "Number")),
            .init(title: say(vi: "Ngày", en: "Date")),
            .init(title: say(vi: "Trích yếu", en: "About"), minimum: 16, maxLines: 3),
            .init(title: say(vi: "Người ký", en: "Signed"), minimum: 10),
            .init(title: say(vi: "Hồ sơ", en: "Item")),
            .init(title: "", minimum: 8),
        ])
        var register = ""
        for entry in entries {
            let document = entry.document
            let next = "\(document.office), \(document.year)"
            if next != register {
                table.addTitle(next)
                register = next
            }
            table.add(
                .init(document.text, entry.isWithdrawn ? .quiet : .plain),
                .init(document.date.formatted(.slashed)), .init(document.summary),
                .init(document.signer?.line ?? ""), .init(entry.item ?? ""),
                .init(entry.remarks, entry.isWithdrawn ? .bad : .quiet))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }
}

extension RegisteredDocument.Signer {
    /// `KT. Giám đốc, Phó Giám đốc Nguyễn Văn A`.
    var line: String {
        let before = [capacity?.abbreviation, principal].compactMap { $0 }.joined(separator: " ")
        let after = [position, name].compactMap { $0 }.joined(separator: " ")
        return before.isEmpty ? after : "\(before), \(after)"
    }
}

extension DocumentEntry {
    fileprivate var remarks: String {
        var remarks: [String] = []
        if isWithdrawn { remarks.append(say(vi: "đã thu hồi", en: "withdrawn")) }
        if document.isLate { remarks.append(say(vi: "cấp muộn", en: "late")) }
        if let urgency = document.urgency { remarks.append(urgency.title.spoken) }
        return remarks.joined(separator: ", ")
    }
}
