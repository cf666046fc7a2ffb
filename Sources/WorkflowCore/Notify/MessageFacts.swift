import Diagnostics
import WorkflowCalendar
import WorkflowModel

/// What every message of an event says, whoever gets it by whichever rule: worked out once.
///
/// A reference, because every message of the event has it.
final class MessageFacts: Sendable {
    /// The name of the action that was taken.
    let action: String?
    /// Its index in the workflow.
    let actionIndex: Int?
    /// What was written with the action.
    let note: String?
    let reached: DeadlineReached?
    /// The name of the deadline the messages are about: the one reached, else the nearest that
    /// runs.
    let deadline: String?
    let due: CalendarDate?
    /// `due` for people: `12/01/2027 (expected)` while the days off it was counted over are not
    /// decided.
    let dueText: LocalizedText
    /// `due`, if the deadline is overdue.
    let overdueSince: CalendarDate?
    /// When the deadline was due by the edition of the calendar before.
    let wasDue: CalendarDate?
    /// Names of the innermost visible states.
    let stateNames: [String]
    let stateTitle: LocalizedText
    let title: String
    /// The task that was completed or changed hands.
    let task: (name: String, title: LocalizedText)?
    /// When it happened, in the zone of the calendar.
    let time: String

    init(_ event: Event, _ state: ItemState, _ circumstances: Circumstances) {
        let workflow = state.workflow
        var action: Int?
        var note: String?
        var reached: DeadlineReached?
        var wasDue: CalendarDate?
        var deadline: (name: String, state: DeadlineState)?
        switch event.body {
        case .advanced(let advanced): (action, note) = (advanced.action, advanced.note)
        case .deadlineReached(let step):
            reached = step
            deadline = (workflow.deadlines[step.deadline].name, step.after)
        case .recounted(let recounted):
            wasDue = recounted.before.first
            if let first = recounted.deadlines.first {
                deadline = (workflow.deadlines[first.deadline].name, first.after)
            }
        case .approvalGiven(let given): action = given.action
        case .breakGlassRequested(let requested): action = requested.request.action
        case .undone(let undone): action = undone.action
        case .started, .moved, .taskCompleted, .taskHandled, .documentRegistered,
            .documentWithdrawn, .childrenChanged, .childAdded, .changed:
            break
        }
        if deadline == nil, let nearest = state.nearestDeadline {
            deadline = (nearest.definition.name, nearest.state)
        }
        self.action = action.map { workflow.actionNames[$0] }
        actionIndex = action
        self.note = note.flatMap { $0.isEmpty ? nil : $0 }
        self.reached = reached
        self.wasDue = wasDue
        self.deadline = deadline?.name
        due = deadline?.state.due
        dueText = Self.text(of: deadline?.state)
        overdueSince = deadline.flatMap { $0.state.isOverdue ? $0.state.due : nil }
        let leaves = state.visibleLeaves
        stateNames = leaves.map { workflow[$0].name }
        stateTitle =
            leaves.count == 1
            ? workflow[leaves[0]].title
            : LocalizedText(
                vi: leaves.map { workflow[$0].title.vi }.joined(separator: ", "),
                en: leaves.map { workflow[$0].title.en }.joined(separator: ", "))
        title = state.title
        task = Self.task(event, workflow)
        time = event.at.iso8601(in: circumstances.calendar.zone)
    }

    private static func task(
        _ event: Event, _ workflow: Workflow
    ) -> (name: String, title: LocalizedText)? {
        switch event.body {
        case .taskCompleted(let completed):
            let asked = workflow.askingIndex[completed.task].flatMap { workflow[$0].tasks }
            // What a step of a ladder had asked for is called by its name.
            return (completed.task, asked?.title ?? LocalizedText(completed.task))
        case .taskHandled(let handled):
            let key = handled.task
            let node = workflow[key.state]
            if let order = key.order { return (order, LocalizedText(order)) }
            return (
                key.name(workflow),
                (key.member == nil ? nil : node.tasks?.title) ?? node.title
            )
        case .started(let started): return opened(started.step, workflow)
        case .advanced(let advanced): return opened(advanced.step, workflow)
        case .moved(let moved): return opened(moved.step, workflow)
        case .deadlineReached(let reached):
            return reached.tasks?.last.flatMap { task in
                guard task.openedAt == event.at, let order = task.order else { return nil }
                return (order.name, order.title)
            }
        default: return nil
        }
    }

    /// What a state asks of the members of a list.
    private static func opened(
        _ step: Step, _ workflow: Workflow
    ) -> (name: String, title: LocalizedText)? {
        guard let change = step.rounds.first(where: { $0.opened != nil }) else { return nil }
        return workflow[change.state].tasks.map { ($0.name, $0.title) }
    }

    private static func text(of deadline: DeadlineState?) -> LocalizedText {
        guard let deadline else { return LocalizedText("–") }
        let date = deadline.due.formatted(.slashed)
        return deadline.isProvisional
            ? LocalizedText(vi: date + " (dự kiến)", en: date + " (expected)")
            : LocalizedText(date)
    }
}
