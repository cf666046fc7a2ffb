public import WorkflowCalendar
import WorkflowModel

extension ItemState {
    /// Where the running deadlines end by the calendar of the circumstances, by the index of the
    /// deadline. What was counted with another edition may end elsewhere.
    public func ends(_ circumstances: Circumstances) -> [(
        deadline: Int, due: CalendarDate, dueAt: Instant
    )] {
        let timekeeper = Timekeeper(
            evaluator: Evaluator(workflow, item: id, state: self, circumstances: circumstances))
        return deadlines.indices.compactMap { index in
            guard let deadline = deadlines[index], deadline.isRunning else { return nil }
            let end = timekeeper.end(
                of: deadline.count, from: deadline.from, workflow.deadlines[index])
            return (index, end.due, end.dueAt)
        }
    }

    /// When the timed transitions that wait fire by the calendar of the circumstances, in the order
    /// of `timers`.
    public func timerEnds(_ circumstances: Circumstances) -> [Instant] {
        let timekeeper = Timekeeper(
            evaluator: Evaluator(workflow, item: id, state: self, circumstances: circumstances))
        return timers.map { $0.count.map(timekeeper.end) ?? $0.dueAt }
    }
}
