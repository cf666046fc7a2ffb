import WorkflowCalendar
import WorkflowModel

extension DeadlineState {
    /// What a deadline state is made of.
    struct Content: Hashable, Sendable {
        var status: Status
        var limit: FixedLimit
        var from: Instant
        var count: FixedLimit
        var startedOn: CalendarDate
        var due: CalendarDate
        var dueAt: Instant
        var isProvisional: Bool
        var calendar: String
        var extensions: Int
        var isOverdue: Bool
        var stepsTaken: Int
        var nextAt: Instant?
    }

    init(
        status: Status, limit: FixedLimit, from: Instant, count: FixedLimit,
        startedOn: CalendarDate, due: CalendarDate, dueAt: Instant, isProvisional: Bool,
        calendar: String, extensions: Int, isOverdue: Bool, stepsTaken: Int, nextAt: Instant?
    ) {
        self.init(
            Content(
                status: status, limit: limit, from: from, count: count, startedOn: startedOn,
                due: due, dueAt: dueAt, isProvisional: isProvisional, calendar: calendar,
                extensions: extensions, isOverdue: isOverdue, stepsTaken: stepsTaken,
                nextAt: nextAt))
    }
}
