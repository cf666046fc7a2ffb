import WorkflowCalendar
import WorkflowModel

extension Message {
    /// The notifications of a rule whose recipients are not all told alike: some have preferences,
    /// or are sent mail, which is for one recipient each.
    func notifications(
        _ rule: NotificationRules.Rule, type: String, to recipients: [Recipient]
    ) -> [Notification] {
        Audience.all(of: recipients, under: rule).flatMap { audience in
            notifications(rule, type: type, to: audience)
        }
    }

    private func notifications(
        _ rule: NotificationRules.Rule, type: String, to audience: Audience
    ) -> [Notification] {
        let calendar = circumstances.calendar
        let hold = event.hold(audience.manner, calendar)
        var message = self
        message.day = hold?.notBefore.date(in: calendar.zone) ?? circumstances.today
        let sinks = audience.manner.sinks
        if audience.manner.digest != nil {
            return message.oneForEach(
                rule, type: type, audience.recipients, sinks, hold, isGathered: true)
        }
        let known = circumstances.rules.notifications.sinks
        let mail = sinks.filter { known[$0]?.isMail == true }
        var found: [Notification] = []
        if mail.count < sinks.count {
            let json = message.envelope(rule, type: type, to: audience.recipients)
            for sink in sinks where !mail.contains(sink) {
                found.append(Notification(sink: sink, json: json, hold: hold))
            }
        }
        if !mail.isEmpty {
            found += message.oneForEach(rule, type: type, audience.recipients, mail, hold)
        }
        return found
    }

    /// - Parameter isGathered: what is held is gathered for each recipient.
    private func oneForEach(
        _ rule: NotificationRules.Rule, type: String, _ recipients: [Recipient], _ sinks: [String],
        _ hold: Notification.Hold?, isGathered: Bool = false
    ) -> [Notification] {
        recipients.flatMap { recipient in
            let json = envelope(rule, type: type, to: [recipient])
            var hold = hold
            if isGathered { hold?.recipient = recipient.key }
            return sinks.map { [hold] in Notification(sink: $0, json: json, hold: hold) }
        }
    }
}

extension Event {
    /// Until when what is told of this event in a manner is held; nil when it goes out at once.
    fileprivate func hold(_ manner: Manner, _ calendar: WorkingCalendar) -> Notification.Hold? {
        let office = release(digest: manner.digest, calendar)
        if office == nil, manner.quiet.isEmpty { return nil }
        let hours = MessageHours(
            calendar: calendar.name, isOfficeOnly: office != nil, quiet: manner.quiet)
        let opening = hours.opening(onOrAfter: office ?? at, by: calendar)
        if office == nil, opening == at { return nil }
        return Notification.Hold(
            notBefore: opening, recipient: nil, isOfficeOnly: hours.isOfficeOnly,
            quiet: manner.quiet)
    }
}
