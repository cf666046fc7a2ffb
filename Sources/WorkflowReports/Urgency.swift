import WorkflowCalendar
public import WorkflowStorage

/// How pressing a task is: what is overdue first, the longest overdue at the beginning, then what is
/// due in the fewest working days, then what is due later, by its date; what has no date comes last.
/// Two tasks are equally pressing when as many working days are left for both, whatever the hour.
public struct Urgency: Hashable, Comparable, Sendable {
    private enum Class: Int, Sendable {
        case overdue, soon, later, none
    }

    private let rank: Int
    private let days: Int

    public init(_ task: TaskRow, _ clock: DueClock) {
        switch clock.status(of: task) {
        case .overdue(let days): self.init(.overdue, -days)
        case .soon(let days): self.init(.soon, days)
        case .inTime:
            self.init(.later, task.dueOn.map { clock.today.days(to: $0) } ?? .max)
        case .none, .paused, .early, .onTime, .late, .closed: self.init(.none, 0)
        }
    }

    private init(_ kind: Class, _ days: Int) {
        rank = kind.rawValue
        self.days = days
    }

    public static func < (left: Urgency, right: Urgency) -> Bool {
        left.rank != right.rank ? left.rank < right.rank : left.days < right.days
    }
}

/// How many tasks there are, and how many of them are pressing.
public struct UrgencyCounts: Hashable, Sendable {
    public var total = 0
    public var overdue = 0
    public var dueSoon = 0

    public init() {}

    public mutating func add(_ status: DueStatus) {
        total += 1
        switch status {
        case .overdue: overdue += 1
        case .soon: dueSoon += 1
        default: break
        }
    }
}
