import WorkflowCalendar
import WorkflowModel

/// Something that is to happen at a moment before or after the end of a deadline.
struct Rung {
    var at: Instant
    /// The index of the step in the escalation; nil for the end of the deadline.
    var index: Int?
}

extension Timekeeper {
    /// Sets the next moment something is to be done, passing over steps already in the past.
    func arm(_ state: inout DeadlineState, _ definition: DeadlineDefinition) {
        guard state.isRunning else {
            state.nextAt = nil
            return
        }
        let ladder = ladder(of: state, definition)
        var next = ladder.firstIndex { $0.at > circumstances.now } ?? ladder.count
        // The end of the deadline itself is never passed over.
        if let end = ladder.firstIndex(where: { $0.index == nil }), !state.isOverdue {
            next = min(next, end)
        }
        state.stepsTaken = next
        state.nextAt = ladder.indices.contains(next) ? ladder[next].at : nil
    }

    /// Passes over the first steps.
    func skip(to count: Int, _ state: inout DeadlineState, _ definition: DeadlineDefinition) {
        let ladder = ladder(of: state, definition)
        state.stepsTaken = count
        state.nextAt = ladder.indices.contains(count) ? ladder[count].at : nil
    }

    /// The steps of the escalation and the end of the deadline, in the order of time.
    private func ladder(of state: DeadlineState, _ definition: DeadlineDefinition) -> [Rung] {
        let steps = steps(of: definition)
        if steps.isEmpty { return [Rung(at: state.dueAt)] }
        var rungs: [Rung] = []
        rungs.reserveCapacity(steps.count + 1)
        rungs.append(Rung(at: state.dueAt))
        // By index, as a step taken out of the list is copied with all it has.
        for index in steps.indices {
            rungs.append(Rung(at: moment(steps[index].moment, of: state), index: index))
        }
        // At the same instant the end comes first, then the steps as written.
        return rungs.sorted { left, right in
            left.at != right.at ? left.at < right.at : (left.index ?? -1) < (right.index ?? -1)
        }
    }

    func steps(of definition: DeadlineDefinition) -> [Escalation.Step] {
        definition.escalation.flatMap { circumstances.rules.escalations[$0]?.steps } ?? []
    }

    /// The step that is due by now, and the deadline with that step taken; nil when none is due.
    func reach(
        _ state: DeadlineState, _ definition: DeadlineDefinition
    ) -> (rung: Rung, after: DeadlineState)? {
        guard state.isRunning, let nextAt = state.nextAt, nextAt <= circumstances.now else {
            return nil
        }
        let ladder = ladder(of: state, definition)
        guard let position = position(of: nextAt, state, ladder) else { return nil }
        var after = state
        after.stepsTaken = position + 1
        after.nextAt = ladder.indices.contains(position + 1) ? ladder[position + 1].at : nil
        if ladder[position].index == nil { after.isOverdue = true }
        return (ladder[position], after)
    }

    /// Where in the ladder the step of that moment is. Several may have the same moment; and the
    /// ladder may have been edited since it was armed, when its moment finds it again.
    private func position(of moment: Instant, _ state: DeadlineState, _ ladder: [Rung]) -> Int? {
        if ladder.indices.contains(state.stepsTaken), ladder[state.stepsTaken].at == moment {
            return state.stepsTaken
        }
        return ladder.firstIndex { $0.at >= moment }
    }

    // MARK: Moments

    /// Steps in days happen when the office opens; steps in hours inside office hours.
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
            let at = calendar.adding(workingMinutes: sign * minutes, to: state.dueAt)
            return officeTime(near: at, sign)
        case .minutes(let minutes):
            let at = state.dueAt.adding(minutes: sign * minutes)
            return officeTime(near: at, sign)
        case .workingDays(let days):
            return opening(calendar.adding(workingDays: sign * days, to: state.due))
        case .dayOfLastMonth(let day, let cycle):
            let date =
                sign < 0
                ? ReportingPeriod.day(day, ofLastMonthOf: cycle, before: state.due)
                : ReportingPeriod.day(day, ofLastMonthOf: cycle, after: state.due)
            return opening(onWorkingDayNear: date, sign)
        case .days(let days):
            return opening(onWorkingDayNear: state.due.adding(days: sign * days), sign)
        case .months(let months):
            return opening(onWorkingDayNear: state.due.adding(months: sign * months), sign)
        case .years(let years):
            return opening(onWorkingDayNear: state.due.adding(years: sign * years), sign)
        }
    }

    private func officeTime(near moment: Instant, _ sign: Int) -> Instant {
        sign < 0
            ? calendar.officeTime(onOrBefore: moment) : calendar.officeTime(onOrAfter: moment)
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
}
