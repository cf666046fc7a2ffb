import WorkflowCore

/// The actions of an item as one person sees them: what they may take, with the command to type,
/// and what they may not, with the reason.
struct ActionList {
    let state: ItemState
    let actions: [AvailableAction]
    let line: ActionLine
    let screen: Screen

    private var open: [AvailableAction] { actions.filter(\.isTheirs) }
    private var closed: [AvailableAction] { actions.filter { !$0.isTheirs } }

    func printOpen() {
        for action in open {
            print(action)
            screen.print("      " + screen.palette(line.text(action, in: state), .accent))
            for reason in action.reasons {
                for part in reason.message.spoken.singleLine.wrapped(to: screen.width - 8) {
                    screen.print("      " + screen.palette(part, .quiet))
                }
            }
        }
    }

    func printClosed() {
        for action in closed {
            print(action)
            for reason in action.reasons { ReasonText(reason, screen).print(indent: 4) }
        }
    }

    private func print(_ available: AvailableAction) {
        let name = available.action.name
        let mark = available.isAllowed ? "✓ " : available.isTheirs ? "… " : "✗ "
        let tone: Tone = available.isAllowed ? .good : available.isTheirs ? .warning : .quiet
        let title = "\(name) – \(available.action.title.spoken.singleLine)"
        screen.print("  " + screen.palette(mark, tone) + title.truncated(to: screen.width - 4))
    }
}
