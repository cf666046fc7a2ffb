public import Diagnostics
public import WorkflowCalendar
public import WorkflowModel

/// A deadline of one item: running, standing still, or over.
public struct DeadlineState: Hashable, Sendable {
    public enum Status: Hashable, Sendable {
        case running
        /// Stands still, for this reason; `remaining` is what was left of the part of the limit
        /// being counted, in working days, calendar days, working minutes or minutes as it counts.
        case paused(remaining: Int, why: LocalizedText?)
        /// Stopped on this date.
        case finished(on: CalendarDate)
        /// The item ended or moved on without the deadline mattering any more.
        case cancelled
    }

    public var status: Status
    /// The limit as it was set.
    public var limit: FixedLimit
    /// The moment from which `count` is counted: its start, or where it last went on.
    public var from: Instant
    /// What is counted from there: the limit, what was left of it after a pause, with extensions.
    public var count: FixedLimit
    /// The day of the event it counts from; that day is not counted.
    public var startedOn: CalendarDate
    public var due: CalendarDate
    /// The instant after which it is overdue: the end of the due day for limits in days.
    public var dueAt: Instant
    /// Computed with a calendar that is not yet decreed.
    public var isProvisional: Bool
    /// The version of the calendar it was computed with.
    public var calendar: String
    public var extensions: Int
    public var isOverdue: Bool
    /// How many steps of the ladder have been taken or passed over.
    public var stepsTaken: Int
    /// When the next step of the ladder, or the end, is due; nil when nothing is left to do.
    public var nextAt: Instant?

    public var isRunning: Bool { status == .running }

    public var isPaused: Bool {
        if case .paused = status { return true }
        return false
    }

    /// How a finished deadline was kept: 2 early, 1 on the day, 0 late (TT 01/2018/TT-VPCP art. 13).
    public var score: Int? {
        guard case .finished(let day) = status else { return nil }
        return day < due ? 2 : day == due ? 1 : 0
    }
}
