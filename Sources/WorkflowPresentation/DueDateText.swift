package import WorkflowCalendar

extension CalendarDate {
    /// As a due date is written; one counted over days off that nobody has decreed yet says so.
    package func dueText(isProvisional: Bool) -> String {
        formatted(.slashed) + (isProvisional ? " " + Self.expected : "")
    }

    /// The same for a cell of a table: either on one line, or each part on its own.
    package func dueCell(isProvisional: Bool) -> String {
        formatted(.slashed) + (isProvisional ? " " + Self.expected.spacesKept : "")
    }

    private static var expected: String { say(vi: "(dự kiến)", en: "(expected)") }
}
