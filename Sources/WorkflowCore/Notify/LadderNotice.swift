import JSON
import WorkflowCalendar
public import WorkflowModel

/// What a message about a step of a ladder speaks of, read from its envelope.
public struct LadderNotice: Hashable, Sendable {
    private let type: String
    private let deadline: String
    private let due: CalendarDate

    /// - Parameter json: The envelope of a message, as `Notification.json`.
    /// - Returns: Nil for every other message.
    public init?(_ json: String) {
        guard let message = try? JSONView.parse(json), let type = message["type"].string,
            ["wf.deadline.reminder", "wf.deadline.overdue", "wf.deadline.escalated"].contains(type),
            let deadline = message["data"]["deadline"].string,
            let due = message["data"]["due"].string.flatMap({ CalendarDate(parsing: $0) })
        else { return nil }
        self.type = type
        self.deadline = deadline
        self.due = due
    }

    /// Whether nobody need be told any more: the item is finished, the deadline does not run, or it
    /// runs to another day, towards which its ladder begins anew.
    public func isOver(in state: ItemState, _ rules: Rules) -> Bool {
        guard let index = state.workflow.deadlineIndex[deadline],
            let current = state.deadlines[index]
        else { return false }
        if state.outcome == nil, current.isRunning, current.due == due { return false }
        // What a ladder did by itself may be what ended the deadline: that is told of all the same.
        return type != "wf.deadline.escalated"
            || !Self.acts(state.workflow.deadlines[index].escalation, rules)
    }

    private static func acts(_ escalation: String?, _ rules: Rules) -> Bool {
        let steps = escalation.flatMap { rules.escalations[$0]?.steps } ?? []
        return steps.contains { step in
            if case .act? = step.effect { true } else { false }
        }
    }
}
