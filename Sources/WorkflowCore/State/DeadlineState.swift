public import Diagnostics
public import WorkflowCalendar
public import WorkflowModel

/// A deadline of one item: running, standing still, or over.
///
/// A value: a copy shares its content until one of the two changes. Items, events and steps hand it
/// on, and it is large.
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

    /// `@unchecked`: changed only while one state holds it, as the content of an `ItemState` is.
    private final class Box: @unchecked Sendable {
        // As with the content of an `ItemState`.
        @exclusivity(unchecked) var content: Content
        init(_ content: Content) { self.content = content }
    }

    private var box: Box

    init(_ content: Content) { box = Box(content) }

    private var content: Content {
        _read { yield box.content }
        _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.content) }
            yield &box.content
        }
    }

    public internal(set) var status: Status {
        get { content.status }
        set { content.status = newValue }
    }
    /// The limit as it was set.
    public internal(set) var limit: FixedLimit {
        get { content.limit }
        set { content.limit = newValue }
    }
    /// The moment from which `count` is counted: its start, or where it last went on.
    public internal(set) var from: Instant {
        get { content.from }
        set { content.from = newValue }
    }
    /// What is counted from there: the limit, what was left of it after a pause, with extensions.
    public internal(set) var count: FixedLimit {
        get { content.count }
        set { content.count = newValue }
    }
    /// The day of the event it counts from; that day is not counted.
    public internal(set) var startedOn: CalendarDate {
        get { content.startedOn }
        set { content.startedOn = newValue }
    }
    public internal(set) var due: CalendarDate {
        get { content.due }
        set { content.due = newValue }
    }
    /// The instant after which it is overdue: the end of the due day for limits in days.
    public internal(set) var dueAt: Instant {
        get { content.dueAt }
        set { content.dueAt = newValue }
    }
    /// Computed with a calendar that is not yet decreed.
    public internal(set) var isProvisional: Bool {
        get { content.isProvisional }
        set { content.isProvisional = newValue }
    }
    /// The version of the calendar it was computed with.
    public internal(set) var calendar: String {
        get { content.calendar }
        set { content.calendar = newValue }
    }
    public internal(set) var extensions: Int {
        get { content.extensions }
        set { content.extensions = newValue }
    }
    public internal(set) var isOverdue: Bool {
        get { content.isOverdue }
        set { content.isOverdue = newValue }
    }
    /// How many steps of the ladder have been taken or passed over.
    public internal(set) var stepsTaken: Int {
        get { content.stepsTaken }
        set { content.stepsTaken = newValue }
    }
    /// When the next step of the ladder, or the end, is due; nil when nothing is left to do.
    public internal(set) var nextAt: Instant? {
        get { content.nextAt }
        set { content.nextAt = newValue }
    }

    public var isRunning: Bool {
        if case .running = content.status { return true }
        return false
    }

    public var isPaused: Bool {
        if case .paused = content.status { return true }
        return false
    }

    /// How a finished deadline was kept: 2 early, 1 on the day, 0 late (TT 01/2018/TT-VPCP art. 13).
    public var score: Int? {
        guard case .finished(let day) = status else { return nil }
        return day < due ? 2 : day == due ? 1 : 0
    }
}

extension DeadlineState {
    public static func == (left: Self, right: Self) -> Bool {
        left.box === right.box || left.content == right.content
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(content) }
}
