import WorkflowCalendar
import WorkflowModel

extension Event {
    /// The moment from which what a rule says of this event may go out, quiet hours apart; nil when
    /// it need not wait.
    ///
    /// Steps of a ladder come at any hour, people work in some of them. A digest is that of the
    /// moment the step was due, also when nobody looked until later.
    func release(
        digest: NotificationRules.Digest?, _ calendar: WorkingCalendar
    ) -> Instant? {
        var isStep = false
        var moment = at
        if case .deadlineReached(let reached) = body {
            isStep = true
            moment = min(reached.dueAt, at)
        }
        guard isStep || digest != nil else { return nil }
        if case .daily(let minute)? = digest {
            moment = calendar.officeTime(atMinute: minute, onOrAfter: moment)
        }
        return calendar.officeTime(onOrAfter: max(moment, at))
    }
}
