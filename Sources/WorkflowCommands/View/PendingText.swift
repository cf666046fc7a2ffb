import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowPresentation

/// What waits for further people: who approved, who still could, and who asked to break the glass.
struct PendingText {
    let organisation: Organisation
    let screen: Screen

    func print(_ pending: [PendingAction]) {
        for one in pending {
            if !one.approvals.isEmpty { printApprovals(one) }
            if !one.requests.isEmpty { printRequests(one) }
        }
    }

    private func printApprovals(_ pending: PendingAction) {
        let action = pending.action
        let given = pending.approvals.count
        let names = pending.approvals.compactMap(\.people.first).map(name)
        line(
            "○ ", .warning,
            say(
                vi: "\(action.title.vi): \(given) trong \(action.approvals) người đã duyệt ("
                    + "\(names.joined(separator: ", "))); còn cần "
                    + (action.approvals - given > 1
                        ? "\(action.approvals - given) trong số: " : "một trong số: ")
                    + list(pending.couldApprove),
                en: "\(action.title.en): \(given) of \(action.approvals) have approved ("
                    + "\(names.joined(separator: ", "))); still "
                    + (action.approvals - given > 1
                        ? "\(action.approvals - given) of: " : "one of: ")
                    + list(pending.couldApprove)))
    }

    private func printRequests(_ pending: PendingAction) {
        let title = pending.action.title
        for request in pending.requests {
            let until = request.until.formatted(in: .vietnam)
            let who = request.people.first.map(name) ?? ""
            line(
                "! ", .bad,
                say(
                    vi:
                        "PHÁ KÍNH “\(title.vi)” do \(who) đề nghị: “\(request.note)”; người khác xác"
                        + " nhận trước \(until): \(list(pending.couldConfirm))",
                    en: "BREAK-GLASS for “\(title.en)” asked for by \(who): “\(request.note)”;"
                        + " another person confirms by \(until): \(list(pending.couldConfirm))"))
        }
    }

    private func line(_ mark: String, _ tone: Tone, _ text: String) {
        for (index, part) in text.singleLine.wrapped(to: screen.width - 4).enumerated() {
            screen.print("  " + (index == 0 ? screen.palette(mark, tone) : "  ") + part)
        }
    }

    private func name(_ id: String) -> String { organisation.person(id)?.name ?? id }

    private func list(_ people: [String]) -> String {
        people.isEmpty
            ? say(vi: "(hiện không có ai)", en: "(nobody at present)")
            : people.map { "\(name($0)) [\($0)]" }.joined(separator: ", ")
    }
}
