public import Diagnostics
public import WorkflowCalendar
public import WorkflowStorage

/// How an item, a task or a deadline stands against its date, in the words officials use.
public enum DueStatus: Hashable, Sendable {
    /// No deadline runs.
    case none
    case inTime
    /// So many working days are left after today; 0: it is due today.
    case soon(workingDays: Int)
    /// So many working days past the due date; 0 while no office has opened since.
    case overdue(workingDays: Int)
    case paused
    /// Finished, and how the deadline was kept.
    case early, onTime, late
    case closed

    /// How many working days ahead of a date it counts as near. Office setting.
    public static let soonWorkingDays = 3

    public var text: LocalizedText {
        switch self {
        case .none:
            LocalizedText(vi: "", en: "")
        case .inTime:
            LocalizedText(vi: "Trong hạn", en: "In time")
        case .soon(0):
            LocalizedText(vi: "Đến hạn hôm nay", en: "Due today")
        case .soon(let days):
            LocalizedText(
                vi: "Sắp đến hạn, còn \(days) ngày làm việc",
                en: "Due soon, \(days) working \(Self.days(days)) left")
        case .overdue(0):
            LocalizedText(vi: "Quá hạn", en: "Overdue")
        case .overdue(let days):
            LocalizedText(
                vi: "Quá hạn \(days) ngày làm việc",
                en: "Overdue by \(days) working \(Self.days(days))")
        case .paused:
            LocalizedText(vi: "Tạm dừng", en: "Paused")
        case .early:
            LocalizedText(vi: "Hoàn thành trước hạn", en: "Finished early")
        case .onTime:
            LocalizedText(vi: "Hoàn thành đúng hạn", en: "Finished on time")
        case .late:
            LocalizedText(vi: "Hoàn thành quá hạn", en: "Finished late")
        case .closed:
            LocalizedText(vi: "Đã kết thúc", en: "Finished")
        }
    }

    /// A stable name for programs.
    public var name: String {
        switch self {
        case .none: "none"
        case .inTime: "in-time"
        case .soon: "due-soon"
        case .overdue: "overdue"
        case .paused: "paused"
        case .early: "finished-early"
        case .onTime: "finished-on-time"
        case .late: "finished-late"
        case .closed: "finished"
        }
    }

    public var isOverdue: Bool {
        if case .overdue = self { return true }
        return false
    }

    private static func days(_ count: Int) -> String { count == 1 ? "day" : "days" }
}

/// Tells how dates stand at one moment.
public struct DueClock: Sendable {
    public let now: Instant
    public let today: CalendarDate
    private let calendar: @Sendable () -> WorkingCalendar?

    /// - Parameter calendar: asked for only when a date is near or past, since reading it costs.
    ///   Without one, days of the week alone count.
    public init(now: Instant, zone: Zone, calendar: @escaping @Sendable () -> WorkingCalendar?) {
        self.now = now
        today = now.date(in: zone)
        self.calendar = calendar
    }

    public func status(of row: ItemRow) -> DueStatus {
        if row.outcome != nil { return .closed }
        if row.isPaused { return .paused }
        return status(due: row.dueOn, at: row.dueAt, isOverdue: row.isOverdue)
    }

    public func status(of task: TaskRow) -> DueStatus {
        status(due: task.dueOn, at: task.dueAt, isOverdue: task.isOverdue)
    }

    /// - Parameter isOverdue: whether it was flagged; what is past is overdue even before that.
    public func status(due: CalendarDate?, at dueAt: Instant?, isOverdue: Bool) -> DueStatus {
        guard let due else { return .none }
        if isOverdue || dueAt.map({ $0 <= now }) == true {
            return .overdue(workingDays: max(workingDays(after: due, through: today), 0))
        }
        // Further away than the longest holidays and the working days that count as near.
        guard today.days(to: due) <= 21 else { return .inTime }
        let left = max(workingDays(after: today, through: due), 0)
        return left <= DueStatus.soonWorkingDays ? .soon(workingDays: left) : .inTime
    }

    private func workingDays(after start: CalendarDate, through end: CalendarDate) -> Int {
        if let calendar = calendar() { return calendar.workingDays(after: start, through: end) }
        guard end > start else { return 0 }
        return (1...start.days(to: end)).count { offset in
            let weekday = start.adding(days: offset).weekday
            return weekday != .saturday && weekday != .sunday
        }
    }
}
