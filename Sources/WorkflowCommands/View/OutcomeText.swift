import Diagnostics
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowReports

/// Tells a person what an action did and what comes next.
struct OutcomeText {
    let outcome: Outcome
    /// The item before; nil when it has just begun.
    let before: ItemState?
    let organisation: Organisation
    let session: Session

    init(
        _ outcome: Outcome, before: ItemState?, _ organisation: Organisation, _ session: Session
    ) {
        self.outcome = outcome
        self.before = before
        self.organisation = organisation
        self.session = session
    }

    private var item: ItemState { outcome.item }

    /// - Parameter tells: what comes next, also when nothing of it changed.
    func print(title: String, tells: Bool = true) {
        let screen = session.screen
        screen.print(
            screen.palette("✓ ", .good) + "\(item.id): \(title)".truncated(to: screen.width - 2))
        if outcome.isRepeated {
            screen.print(
                say(
                    vi: "  Lệnh này đã làm trước đó (cùng --key); không làm lại.",
                    en: "  This was done before (same --key); it was not done again."))
        }
        let now = titles(item)
        let was = before.map(titles) ?? []
        if was != now {
            let path =
                (was.isEmpty ? [] : [was.joined(separator: ", "), "→"]) + [
                    now.joined(separator: ", ")
                ]
            screen.print("  " + path.joined(separator: " ").truncated(to: screen.width - 2))
        }
        for line in relatedLines { screen.print("  " + line.truncated(to: screen.width - 2)) }
        guard tells || was != now else { return }
        let members = item.tasks.filter {
            $0.member != nil && item.configuration.contains($0.state)
        }
        for task in item.tasks where task.member == nil { print(task) }
        // Of many who are asked alike, how many.
        if members.count > 3, let task = members[0].asked(item.workflow) {
            let title = task.title.spoken.singleLine
            let line = say(
                vi: "Tiếp theo: \(title) – \(members.count) nơi",
                en: "Next: \(title) – \(members.count) are asked")
            session.screen.print("  " + line.truncated(to: session.screen.width - 2))
        } else {
            for task in members { print(task) }
        }
        if item.outcome != nil {
            screen.print(say(vi: "  Hồ sơ đã kết thúc.", en: "  The item is finished."))
        }
    }

    private func titles(_ state: ItemState) -> [String] {
        state.visibleLeaves.map { state.workflow[$0].title.spoken.singleLine }
    }

    private func print(_ task: OpenTask) {
        let agency = organisation.agency(task.agency)?.name.spoken ?? task.agency
        let roles = task.roles.map { organisation.role($0)?.title.spoken ?? $0 }
        var line = say(vi: "Tiếp theo: ", en: "Next: ") + agency
        if !roles.isEmpty { line += " (" + roles.joined(separator: ", ") + ")" }
        if let deadline = nearestDeadline(of: task) {
            line +=
                say(vi: ", hạn ", en: ", due ")
                + deadline.due.dueText(isProvisional: deadline.isProvisional)
        }
        for (index, part) in line.singleLine.wrapped(to: session.screen.width - 4).enumerated() {
            session.screen.print((index == 0 ? "  " : "    ") + part)
        }
    }

    /// Of the deadlines on the task's state and those around it, the one that comes first.
    private func nearestDeadline(of task: OpenTask) -> DeadlineState? {
        zip(item.workflow.deadlines, item.deadlines).compactMap { definition, state in
            guard let state, state.isRunning,
                item.workflow[definition.scope].subtree.contains(task.state)
            else { return nil }
            return state
        }.min { $0.dueAt < $1.dueAt }
    }
}
