import WorkflowCalendar

extension CalendarDate {
    /// As a due date is written; one counted over days off that nobody has decreed yet says so.
    func dueText(isProvisional: Bool) -> String {
        formatted(.slashed) + (isProvisional ? say(vi: " (dự kiến)", en: " (expected)") : "")
    }
}
