import Diagnostics
import WorkflowCore
import WorkflowModel
import WorkflowPresentation

/// The actions of an item as one person sees them: what they may take, with the command to type,
/// and what they may not, with the reason.
struct ActionList {
    let state: ItemState
    let actions: [AvailableAction]
    let line: ActionLine
    let screen: Screen

    private var open: [AvailableAction] { actions.filter(\.isOpen).inOrderOfUse }
    private var closed: [AvailableAction] { actions.filter { !$0.isOpen }.inOrderOfUse }

    func printOpen() {
        for action in open {
            printName(action)
            for part in line.lines(action, in: state, width: screen.width - 6) {
                screen.print("      " + screen.palette(part, .accent))
            }
            printWhenNoted(action.action)
        }
    }

    /// A note that the command does without, and the step may not.
    private func printWhenNoted(_ action: Action) {
        guard action.readsNote, !action.requirements.contains(.note) else { return }
        let text =
            say(
                vi: "thêm --note \"…\" khi điều kiện của bước đòi hỏi",
                en: "add --note \"…\" where the step needs it")
            + (action.explanation.map { ": " + $0.spoken.singleLine } ?? "")
        for part in text.wrapped(to: screen.width - 6) {
            screen.print("      " + screen.palette(part, .quiet))
        }
    }

    func printClosed() {
        for action in closed {
            guard let reason = action.telling.first else { continue }
            printName(action)
            if reason.code == .notPermitted {
                printWhoCould(reason)
            } else {
                for reason in action.telling { ReasonText(reason, screen).print(indent: 4) }
            }
        }
    }

    private func printName(_ available: AvailableAction) {
        let mark = available.isAllowed ? "✓ " : available.isOpen ? "○ " : "✗ "
        let tone: Tone = available.isAllowed ? .good : available.isOpen ? .warning : .quiet
        var title = "\(available.action.name) – \(available.action.title.spoken.singleLine)"
        if let principal = available.principal {
            title += say(vi: " (thay \(principal.name))", en: " (for \(principal.name))")
        }
        screen.print("  " + screen.palette(mark, tone) + title.truncated(to: screen.width - 4))
    }

    private func printWhoCould(_ reason: Reason) {
        let who = reason.whoCould.joined(separator: ", ")
        let text =
            who.isEmpty
            ? say(vi: "chưa có ai được giao việc này", en: "nobody has this duty yet")
            : say(vi: "người có thẩm quyền: \(who)", en: "only: \(who)")
        for part in text.wrapped(to: screen.width - 4) {
            screen.print("    " + screen.palette(part, .quiet))
        }
    }
}
