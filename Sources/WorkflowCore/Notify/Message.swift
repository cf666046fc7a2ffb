import CEL
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowModel

/// One message in the making.
struct Message {
    let event: Event
    let state: ItemState
    let circumstances: Circumstances
    let facts: MessageFacts
    /// When it goes out, by which days overdue are counted.
    var day: CalendarDate

    private var workflow: Workflow { state.workflow }

    func fits(_ rule: NotificationRules.Rule) -> Bool {
        guard let condition = workflow.notificationConditions[rule.name] else { return true }
        let evaluator = Evaluator(
            workflow, item: state.id, state: state, circumstances: circumstances,
            action: facts.actionIndex, note: facts.note ?? "")
        return evaluator.isTrue(condition)
    }

    private var daysOverdue: Int {
        guard let due = facts.overdueSince else { return 0 }
        return circumstances.calendar.workingDays(after: due, through: day)
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
        writeData(rule, type: type, to: recipients, &writer)
        writer.member("datacontenttype", "application/json")
        writer.member("source", "/wf")
        writer.member("specversion", "1.0")
        writer.member("subject", state.id)
        writer.member("time", facts.time)
        writer.member("type", type)
        writer.endObject()
        return writer.text
    }

    private func writeData(
        _ rule: NotificationRules.Rule, type: String, to recipients: [Recipient],
        _ writer: inout JSONWriter
    ) {
        let daysOverdue = daysOverdue
        writer.beginObject()
        if let action = facts.action { writer.member("action", action) }
        if let actor = event.actor { writer.member("actor", actor) }
        if let principal = event.principal { writer.member("actor_for", principal) }
        writeBrokenGlass(&writer)
        if daysOverdue > 0 { writer.member("days_overdue", daysOverdue) }
        if let deadline = facts.deadline, let due = facts.due {
            writer.member("deadline", deadline)
            writer.date("due", due)
        }
        writer.member("item", state.id)
        if let note = facts.note { writer.member("note", note) }
        if let plan = state.plan { writer.member("plan", plan) }
        writer.member("rule", rule.name)
        writer.key("state")
        writer.beginObject()
        writer.member("en", facts.stateTitle.en)
        writer.member("vi", facts.stateTitle.vi)
        writer.endObject()
        writer.key("states")
        writer.beginArray()
        for name in facts.stateNames { writer.string(name) }
        writer.endArray()
        if let task = facts.task, type.hasPrefix("wf.task.") { writer.member("task", task.name) }
        if let template = rule.template { writer.member("template", template) }
        writer.key("text")
        writer.beginObject()
        writer.key("en")
        write(rule.text.en, .en, daysOverdue, to: recipients, &writer)
        writer.key("vi")
        write(rule.text.vi, .vi, daysOverdue, to: recipients, &writer)
        writer.endObject()
        writer.member("title", facts.title)
        writer.key("to")
        writer.beginArray()
        for recipient in recipients { recipient.write(to: &writer) }
        writer.endArray()
        writer.member("version", event.version)
        if let wasDue = facts.wasDue { writer.date("was_due", wasDue) }
        writer.member("workflow", workflow.name)
        writer.endObject()
    }

    private func write(
        _ text: NotificationText, _ language: Language, _ daysOverdue: Int,
        to recipients: [Recipient], _ writer: inout JSONWriter
    ) {
        writer.beginString()
        text.forEachPiece({ value(of: $0, language, daysOverdue) }, { writer.piece($0) })
        for recipient in recipients {
            if let line = recipient.standing { writer.piece(line[language]) }
        }
        writer.endString()
    }

    func recipients(_ rule: NotificationRules.Rule, type: String) -> [Recipient] {
        var targets = rule.targets
        if let reached = facts.reached, let index = reached.ladderStep {
            let name = workflow.deadlines[reached.deadline].escalation
            let steps = name.flatMap { circumstances.rules.escalations[$0]?.steps } ?? []
            if steps.indices.contains(index) { targets = steps[index].targets }
        }
        let directory = Recipients(
            state: state, organisation: circumstances.rules.organisation, actor: event.actor,
            day: day, tasks: withoutLapsedClaims(state.tasks(toldOf: event, as: type)))
        var found: [Recipient] = []
        for target in targets {
            for recipient in directory.resolve(target) where !found.contains(recipient) {
                found.append(recipient)
            }
        }
        if circumstances.standIns.isEmpty { return found }
        return directory.withDeputies(found, circumstances.standIns)
    }

    /// What somebody took who can do it no more is for all again who can.
    private func withoutLapsedClaims(_ tasks: [OpenTask]) -> [OpenTask] {
        if tasks.allSatisfy({ $0.claim == nil }) { return tasks }
        let permissions = Decision(state, circumstances).permissions
        return tasks.map { task in
            var task = task
            task.claim = permissions.claim(of: task)
            return task
        }
    }

    private func value(
        of placeholder: NotificationText.Placeholder, _ language: Language, _ daysOverdue: Int
    ) -> String {
        let organisation = circumstances.rules.organisation
        switch placeholder {
        case .id: return state.id
        case .task: return facts.task?.title[language] ?? "–"
        case .title: return facts.title
        case .note: return shortNote
        case .state: return facts.stateTitle[language]
        case .action: return actionTitle(language)
        case .actor:
            let name = event.actor.flatMap { organisation.person($0)?.name } ?? event.actor ?? ""
            guard let principal = event.principal else { return name }
            let represented = organisation.person(principal)?.name ?? principal
            return LocalizedText(
                vi: "\(name) (thay \(represented))", en: "\(name) (for \(represented))")[language]
        case .wasDue: return facts.wasDue?.formatted(.slashed) ?? "–"
        case .due: return facts.dueText[language]
        case .owner:
            let owner = state.tasks.first.flatMap { organisation.agency($0.agency) }
            return owner?.name[language] ?? "–"
        case .workflow: return workflow.title[language]
        case .plan: return state.plan ?? ""
        case .daysOverdue: return String(daysOverdue)
        }
    }

    /// A message is a line: the whole is in the history.
    private var shortNote: String {
        let line = (facts.note ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 300 ? line.prefix(299) + "…" : line
    }

    private func actionTitle(_ language: Language) -> String {
        guard let action = facts.action else { return "" }
        let found = workflow.states.lazy.flatMap(\.actions).first { $0.name == action }
        return found?.title[language] ?? action
    }
}
