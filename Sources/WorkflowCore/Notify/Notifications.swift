public import WorkflowCalendar
public import WorkflowModel

/// A message an event causes, for one sink.
public struct Notification: Hashable, Sendable {
    public var sink: String
    /// A CloudEvents 1.0 envelope as canonical JSON, but for its `id`.
    public var json: String
    /// Nil: it goes out at once.
    public var hold: Hold?

    /// Until when a message is held back.
    public struct Hold: Hashable, Sendable {
        /// Within the hours in which it may go out.
        public var notBefore: Instant
        /// For whom it is gathered with other messages: `so-khcn/khcn.linh`, or an agency. Nil
        /// when it goes out by itself.
        public var recipient: String?
        /// It goes out only while the office is open.
        public var isOfficeOnly = true
        /// It does not go out in any of these hours.
        public var quiet: [QuietHours] = []
    }
}

/// The messages an event causes under the rules.
///
/// - Parameter state: the item after the event.
public func notifications(
    for event: Event, state: ItemState, _ circumstances: Circumstances
) -> [Notification] {
    let rules = circumstances.rules.notifications
    let types = event.notificationTypes
    let places = rules.places(forEvents: types)
    if places.isEmpty { return [] }
    let mayDiffer = rules.hasMail || circumstances.rules.organisation.hasPreferences
    var messages: [Notification] = []
    var facts: MessageFacts?
    for place in places {
        let rule = rules.rules[place]
        guard rule.workflows.isEmpty || rule.workflows.contains(state.workflow.name),
            let type = types.first(where: rule.events.contains),
            rule.states.isEmpty || rule.states.contains(where: state.isActive)
        else { continue }
        let known = facts ?? MessageFacts(event, state, circumstances)
        facts = known
        let isUrgent = type == NotificationRules.breakGlassType
        let notBefore =
            isUrgent ? nil : event.release(digest: rule.digest, circumstances.calendar)
        let message = Message(
            event: event, state: state, circumstances: circumstances, facts: known,
            day: notBefore?.date(in: circumstances.calendar.zone) ?? circumstances.today)
        guard message.fits(rule) else { continue }
        let recipients = message.recipients(rule, type: type)
        // A finished item lies on no desk: there is nobody to tell that a task arrived.
        guard !recipients.isEmpty else { continue }
        if mayDiffer || rule.quiet != nil || isUrgent {
            messages += message.notifications(rule, type: type, to: recipients)
            continue
        }
        for (json, hold) in message.envelopes(rule, type: type, to: recipients, notBefore) {
            for sink in rule.sinks {
                messages.append(Notification(sink: sink, json: json, hold: hold))
            }
        }
    }
    return messages
}

extension Event {
    /// The CloudEvents types this event is told under, the most particular first.
    var notificationTypes: [String] {
        switch body {
        case .started(let started):
            return Self.asks(started.step) ? ["wf.item.started", taskOpened] : ["wf.item.started"]
        case .advanced(let advanced):
            var types = advanced.override == nil ? [] : [NotificationRules.breakGlassType]
            if advanced.step.outcome != nil { types.append("wf.item.finished") }
            if advanced.step.deadlines.contains(where: { $0.kind == .extended }) {
                types.append("wf.deadline.extended")
            }
            types.append("wf.item.advanced")
            if Self.asks(advanced.step) { types.append(taskOpened) }
            return types
        case .moved(let moved):
            guard moved.isTaken else { return [] }
            var types =
                moved.step.outcome == nil
                ? ["wf.item.moved"] : ["wf.item.finished", "wf.item.moved"]
            if Self.asks(moved.step) { types.append(taskOpened) }
            return types
        case .deadlineReached(let reached):
            switch reached.step {
            case .reminder: return ["wf.deadline.reminder"]
            case .overdue: return ["wf.deadline.overdue"]
            case .escalation:
                return reached.tasks?.last?.openedAt == at
                    ? ["wf.deadline.escalated", taskOpened] : ["wf.deadline.escalated"]
            }
        case .taskCompleted(let completed):
            guard let step = completed.step else { return ["wf.task.completed"] }
            var types = step.outcome == nil ? [] : ["wf.item.finished"]
            types.append("wf.task.completed")
            // Enough was done, and the item went on by itself.
            if !step.entered.isEmpty { types.append("wf.item.moved") }
            if Self.asks(step) { types.append(taskOpened) }
            return types
        case .taskHandled(let handled):
            switch handled.kind {
            // Who takes a task knows it.
            case .claimed: return []
            case .assigned: return ["wf.task.assigned"]
            case .returned: return ["wf.task.returned"]
            }
        case .approvalGiven: return ["wf.approval.given"]
        case .breakGlassRequested: return [NotificationRules.breakGlassType]
        // Nobody waits for a timed transition as for a deadline.
        case .recounted(let recounted):
            return recounted.deadlines.isEmpty ? [] : ["wf.deadline.recounted"]
        case .changed(let changed):
            return changed.step.outcome == nil
                ? ["wf.item.changed"] : ["wf.item.finished", "wf.item.changed"]
        case .undone: return ["wf.item.undone"]
        // Told by the register; no rule asks for them yet.
        case .documentRegistered, .documentWithdrawn: return []
        case .childrenChanged(let changed):
            return changed.step.outcome == nil
                ? ["wf.child.changed"] : ["wf.item.finished", "wf.child.changed"]
        // The child tells that it has started.
        case .childAdded: return []
        }
    }

    private var taskOpened: String { "wf.task.opened" }

    /// A state asks something of the members of a list.
    private static func asks(_ step: borrowing Step) -> Bool {
        !step.rounds.isEmpty && step.opened.contains { $0.member != nil }
    }
}
