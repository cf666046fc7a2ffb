import WorkflowCalendar
import WorkflowModel

extension Timekeeper {
    /// The timer of a timed transition whose state is entered now; nil when its limit has no value.
    func armed(_ timed: TimedTransition, _ state: StateID, _ index: Int) -> ArmedTimer? {
        fixed(timed.within).map { limit in
            let count = TimerCount(from: circumstances.now, limit: limit)
            return ArmedTimer(state: state, index: index, dueAt: end(of: count), count: count)
        }
    }

    func end(of count: TimerCount) -> Instant {
        end(of: count.limit, from: count.from, receipt: .onArrival, roll: nil).dueAt
    }

    /// The same timer by another edition of the calendar; nil when it stays where it is.
    func recounted(_ timer: ArmedTimer) -> ArmedTimer? {
        guard let dueAt = timer.count.map(end), dueAt != timer.dueAt else { return nil }
        var next = timer
        next.dueAt = dueAt
        return next
    }
}
