import JSON
import WorkflowCalendar
import WorkflowModel

extension Message {
    /// The notifications of a rule whose recipients are not all told alike: some have preferences,
    /// or are sent mail, which is for one recipient each.
    func notifications(
        _ rule: NotificationRules.Rule, type: String, to recipients: [Recipient]
    ) -> [Notification] {
        Audience.all(of: recipients, under: rule, type, event, circumstances.calendar).flatMap {
            notifications(rule, type: type, to: $0)
        }
    }

    private func notifications(
        _ rule: NotificationRules.Rule, type: String, to audience: Audience
    ) -> [Notification] {
        let way = audience.way
        var message = self
        message.day =
            way.hold?.notBefore.date(in: circumstances.calendar.zone) ?? circumstances.today
        let known = circumstances.rules.notifications.sinks
        let single = way.isGathered ? way.sinks : way.sinks.filter { known[$0]?.isMail == true }
        var found: [Notification] = []
        if single.count < way.sinks.count {
            let json = message.envelope(rule, type: type, to: audience.recipients)
            for sink in way.sinks where !single.contains(sink) {
                found.append(Notification(sink: sink, json: json, hold: way.hold))
            }
        }
        if single.isEmpty { return found }
        for recipient in audience.recipients {
            let json = message.envelope(rule, type: type, to: [recipient])
            var hold = way.hold
            if way.isGathered { hold?.recipient = recipient.key }
            for sink in single { found.append(Notification(sink: sink, json: json, hold: hold)) }
        }
        return found
    }
}

extension Message {
    /// What break-glass overrode, by whom besides the actor, and whether it is done.
    func writeBrokenGlass(_ writer: inout JSONWriter) {
        let constraints: [String]
        let others: [String]
        var isTaken = false
        switch event.body {
        case .breakGlassRequested(let requested):
            constraints = requested.request.constraints
            others = []
        case .advanced(let advanced):
            guard let override = advanced.override else { return }
            constraints = override.constraints
            others = override.others.flatMap(\.people)
            isTaken = true
        default: return
        }
        writer.key("broken")
        writer.beginObject()
        writer.key("by")
        writer.strings(others)
        writer.key("constraints")
        writer.strings(constraints)
        writer.member("taken", isTaken)
        writer.endObject()
    }
}
