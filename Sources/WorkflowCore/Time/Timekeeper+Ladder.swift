import WorkflowCalendar
import WorkflowModel

extension Timekeeper {
    /// Sets the next moment something is to be done, passing over steps already in the past.
    func arm(_ state: inout DeadlineState, _ definition: DeadlineDefinition) {
        let ladder = ladder(of: state, definition)
        state.stepsTaken = ladder.firstIndex { $0.at > circumstances.now } ?? ladder.count
        // The end of the deadline itself is never passed over.
        if let end = ladder.firstIndex(where: { $0.step == nil }), !state.isOverdue {
            state.stepsTaken = min(state.stepsTaken, end)
        }
        state.nextAt = ladder.indices.contains(state.stepsTaken) ? ladder[state.stepsTaken].at : nil
    }

    struct Rung {
        var at: Instant
        /// The index of the step in the escalation; nil for the end of the deadline.
        var step: Int?
    }

    /// The steps of the escalation and the end of the deadline, in the order of time.
    func ladder(of state: DeadlineState, _ definition: DeadlineDefinition) -> [Rung] {
        var rungs = [Rung(at: state.dueAt, step: nil)]
        let steps =
            definition.escalation.flatMap { circumstances.rules.escalations[$0]?.steps } ?? []
        for (index, step) in steps.enumerated() {
            rungs.append(Rung(at: moment(step.moment, of: state), step: index))
        }
        // At the same instant the end comes first, then the steps as written.
        return rungs.sorted { left, right in
            left.at != right.at ? left.at < right.at : (left.step ?? -1) < (right.step ?? -1)
        }
    }

    /// Steps in days happen when the office opens; steps in hours count working time.
    private func moment(_ moment: Escalation.Moment, of state: DeadlineState) -> Instant {
        switch moment {
        case .due:
            return opening(calendar.previousWorkingDay(onOrBefore: state.due))
        case .before(let limit):
            return self.moment(limit, -1, of: state)
        case .after(let limit):
            return self.moment(limit, 1, of: state)
        }
    }

    private func moment(_ limit: Limit, _ sign: Int, of state: DeadlineState) -> Instant {
        switch limit {
        case .workingMinutes(let minutes):
            return calendar.adding(workingMinutes: sign * minutes, to: state.dueAt)
        case .minutes(let minutes):
            return state.dueAt.adding(minutes: sign * minutes)
        case .workingDays(let days):
            return opening(calendar.adding(workingDays: sign * days, to: state.due))
        case .days(let days):
            return opening(onWorkingDayNear: state.due.adding(days: sign * days), sign)
        case .months(let months):
            return opening(onWorkingDayNear: state.due.adding(months: sign * months), sign)
        case .years(let years):
            return opening(onWorkingDayNear: state.due.adding(years: sign * years), sign)
        }
    }

    /// The last working day up to a day before the deadline, the first one from a day after it.
    private func opening(onWorkingDayNear day: CalendarDate, _ sign: Int) -> Instant {
        opening(
            sign < 0
                ? calendar.previousWorkingDay(onOrBefore: day)
                : calendar.nextWorkingDay(onOrAfter: day))
    }

    /// When the office opens; a calendar without hours opens at midnight.
    private func opening(_ day: CalendarDate) -> Instant {
        calendar.opening(of: day) ?? Instant(day, in: calendar.zone)
    }

    /// Takes the next step of the ladder.
    func reach(
        _ state: DeadlineState, deadline index: Int, _ definition: DeadlineDefinition
    ) -> DeadlineReached? {
        let ladder = ladder(of: state, definition)
        guard state.isRunning, let nextAt = state.nextAt, nextAt <= circumstances.now else {
            return nil
        }
        // Found again by its moment: the ladder may have been edited since it was armed.
        let position = ladder.firstIndex { $0.at >= nextAt }
        guard let position else { return nil }
        let rung = ladder[position]
        var after = state
        after.stepsTaken = position + 1
        after.nextAt = ladder.indices.contains(position + 1) ? ladder[position + 1].at : nil
        if rung.step == nil { after.isOverdue = true }
        let steps =
            definition.escalation.flatMap { circumstances.rules.escalations[$0]?.steps } ?? []
        let kind: DeadlineReached.Step =
            rung.step.map { steps[$0].isReminder ? .reminder : .escalation } ?? .overdue
        return DeadlineReached(
            deadline: index, step: kind, ladderStep: rung.step, dueAt: rung.at, after: after)
    }
}
