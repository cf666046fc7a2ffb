import CEL
import Diagnostics
import JSON
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
    let rules = circumstances.rules.notifications.rules
    guard !rules.isEmpty else { return [] }
    let mayDiffer =
        circumstances.rules.notifications.hasMail
        || circumstances.rules.organisation.hasPreferences
    let types = event.notificationTypes
    var messages: [Notification] = []
    for rule in rules {
        guard rule.workflows.isEmpty || rule.workflows.contains(state.workflow.name),
            let type = types.first(where: rule.events.contains),
            rule.states.isEmpty || rule.states.contains(where: state.isActive)
        else { continue }
        let notBefore = event.release(digest: rule.digest, circumstances.calendar)
        let message = Message(
            event: event, state: state, circumstances: circumstances,
            day: notBefore?.date(in: circumstances.calendar.zone) ?? circumstances.today)
        guard message.fits(rule) else { continue }
        let recipients = message.recipients(rule)
        // A finished item lies on no desk: there is nobody to tell that a task arrived.
        guard !recipients.isEmpty else { continue }
        if mayDiffer || rule.quiet != nil {
            messages += message.notifications(rule, type: type, to: recipients)
            continue
        }
        for (json, hold) in message.envelopes(rule, type: type, to: recipients, notBefore) {
            messages += rule.sinks.map { Notification(sink: $0, json: json, hold: hold) }
        }
    }
    return messages
}

extension Event {
    /// The CloudEvents types this event is told under, the most particular first.
    var notificationTypes: [String] {
        switch body {
        case .started: ["wf.item.started"]
        case .advanced(let advanced):
            (advanced.step.outcome == nil ? [] : ["wf.item.finished"])
                + (advanced.step.deadlines.contains { $0.kind == .extended }
                    ? ["wf.deadline.extended"] : [])
                + ["wf.item.advanced"]
        case .moved(let moved):
            moved.isTaken
                ? (moved.step.outcome == nil ? [] : ["wf.item.finished"]) + ["wf.item.moved"] : []
        case .deadlineReached(let reached):
            switch reached.step {
            case .reminder: ["wf.deadline.reminder"]
            case .overdue: ["wf.deadline.overdue"]
            case .escalation: ["wf.deadline.escalated"]
            }
        case .taskCompleted: ["wf.task.completed"]
        // Nobody waits for a timed transition as for a deadline.
        case .recounted(let recounted):
            recounted.deadlines.isEmpty ? [] : ["wf.deadline.recounted"]
        }
    }
}

/// One message in the making.
struct Message {
    let event: Event
    let state: ItemState
    let circumstances: Circumstances
    /// When it goes out, by which days overdue are counted.
    var day: CalendarDate

    private var workflow: Workflow { state.workflow }

    func fits(_ rule: NotificationRules.Rule) -> Bool {
        guard let condition = workflow.notificationConditions[rule.name] else { return true }
        let evaluator = Evaluator(
            workflow, item: state.id, state: state, circumstances: circumstances,
            action: actionIndex)
        return evaluator.isTrue(condition)
    }

    private var actionIndex: Int? {
        if case .advanced(let advanced) = event.body { advanced.action } else { nil }
    }

    private var action: String? { actionIndex.map { workflow.actionNames[$0] } }

    private var reached: DeadlineReached? {
        if case .deadlineReached(let reached) = event.body { return reached }
        return nil
    }

    /// The deadline the message is about: the one reached, else the nearest that runs.
    private var deadline: (definition: DeadlineDefinition, state: DeadlineState)? {
        if let reached { return (workflow.deadlines[reached.deadline], reached.after) }
        if case .recounted(let recounted) = event.body, let first = recounted.deadlines.first {
            return (workflow.deadlines[first.deadline], first.after)
        }
        return state.nearestDeadline
    }

    /// When the deadline was due by the edition of the calendar before.
    private var wasDue: CalendarDate? {
        if case .recounted(let recounted) = event.body { recounted.before.first } else { nil }
    }

    private var daysOverdue: Int {
        guard let deadline, deadline.state.isOverdue else { return 0 }
        return circumstances.calendar.workingDays(
            after: deadline.state.due, through: day)
    }

    /// One envelope for all recipients, or one for each of those it is gathered for.
    func envelopes(
        _ rule: NotificationRules.Rule, type: String, to recipients: [Recipient],
        _ notBefore: Instant?
    ) -> [(json: String, hold: Notification.Hold?)] {
        guard let notBefore, rule.digest != nil else {
            let hold = notBefore.map { Notification.Hold(notBefore: $0, recipient: nil) }
            return [(envelope(rule, type: type, to: recipients), hold)]
        }
        return recipients.map { recipient in
            (
                envelope(rule, type: type, to: [recipient]),
                Notification.Hold(notBefore: notBefore, recipient: recipient.key)
            )
        }
    }

    /// A CloudEvents envelope as canonical JSON.
    func envelope(
        _ rule: NotificationRules.Rule, type: String, to recipients: [Recipient]
    ) -> String {
        var writer = JSONWriter(reserving: 1024)
        writer.beginObject()
        writer.key("data")
        writeData(rule, to: recipients, &writer)
        writer.member("datacontenttype", "application/json")
        writer.member("source", "/wf")
        writer.member("specversion", "1.0")
        writer.member("subject", state.id)
        writer.member("time", event.at.iso8601(in: circumstances.calendar.zone))
        writer.member("type", type)
        writer.endObject()
        return writer.text
    }

    private func writeData(
        _ rule: NotificationRules.Rule, to recipients: [Recipient], _ writer: inout JSONWriter
    ) {
        let deadline = deadline
        writer.beginObject()
        if let action { writer.member("action", action) }
        if let actor = event.actor { writer.member("actor", actor) }
        let daysOverdue = daysOverdue
        if daysOverdue > 0 { writer.member("days_overdue", daysOverdue) }
        if let deadline {
            writer.member("deadline", deadline.definition.name)
            writer.member("due", deadline.state.due.description)
        }
        writer.member("item", state.id)
        if let plan = state.plan { writer.member("plan", plan) }
        writer.member("rule", rule.name)
        writer.key("state")
        writer.beginObject()
        writer.member("en", stateTitle(.en))
        writer.member("vi", stateTitle(.vi))
        writer.endObject()
        writer.key("states")
        writer.beginArray()
        for leaf in state.visibleLeaves { writer.string(workflow[leaf].name) }
        writer.endArray()
        if let template = rule.template { writer.member("template", template) }
        writer.key("text")
        writer.beginObject()
        writer.member("en", rule.text.en.filled { value(of: $0, .en) })
        writer.member("vi", rule.text.vi.filled { value(of: $0, .vi) })
        writer.endObject()
        writer.member("title", state.title)
        writer.key("to")
        writer.beginArray()
        for recipient in recipients { recipient.write(to: &writer) }
        writer.endArray()
        writer.member("version", event.version)
        if let wasDue { writer.member("was_due", wasDue.description) }
        writer.member("workflow", workflow.name)
        writer.endObject()
    }

    func recipients(_ rule: NotificationRules.Rule) -> [Recipient] {
        var targets = rule.targets
        if let reached, let index = reached.ladderStep {
            let name = workflow.deadlines[reached.deadline].escalation
            let steps = name.flatMap { circumstances.rules.escalations[$0]?.steps } ?? []
            if steps.indices.contains(index) { targets = steps[index].targets }
        }
        let directory = Recipients(
            state: state, organisation: circumstances.rules.organisation, actor: event.actor)
        var found: [Recipient] = []
        for target in targets {
            for recipient in directory.resolve(target) where !found.contains(recipient) {
                found.append(recipient)
            }
        }
        return found
    }

    private func value(
        of placeholder: NotificationText.Placeholder, _ language: Language
    ) -> String {
        let organisation = circumstances.rules.organisation
        switch placeholder {
        case .id: return state.id
        case .title: return state.title
        case .state:
            return stateTitle(language)
        case .action: return actionTitle(language)
        case .actor:
            return event.actor.flatMap { organisation.person($0)?.name } ?? event.actor ?? ""
        case .wasDue: return wasDue?.formatted(.slashed) ?? "–"
        case .due: return deadline.map { $0.state.dueText(language) } ?? "–"
        case .owner:
            let owner = state.tasks.first.flatMap { organisation.agency($0.agency) }
            return owner?.name[language] ?? "–"
        case .workflow: return workflow.title[language]
        case .plan: return state.plan ?? ""
        case .daysOverdue: return String(daysOverdue)
        }
    }

    private func stateTitle(_ language: Language) -> String {
        state.visibleLeaves.map { workflow[$0].title[language] }.joined(separator: ", ")
    }

    private func actionTitle(_ language: Language) -> String {
        guard let action else { return "" }
        let found = workflow.states.lazy.flatMap(\.actions).first { $0.name == action }
        return found?.title[language] ?? action
    }
}

extension DeadlineState {
    /// `12/01/2027 (expected)` while the days off it was counted over are not decided.
    fileprivate func dueText(_ language: Language) -> String {
        let date = due.formatted(.slashed)
        return isProvisional
            ? date + LocalizedText(vi: " (dự kiến)", en: " (expected)")[language] : date
    }
}
