import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel

/// Starts, pauses, resumes, restarts and stops the deadlines of an item as its states change.
struct Timekeeper {
    let evaluator: Evaluator

    var workflow: Workflow { evaluator.workflow }
    var circumstances: Circumstances { evaluator.circumstances }
    private var today: CalendarDate { circumstances.today }
    var calendar: WorkingCalendar { circumstances.calendar }

    /// 24:00 of a day: Civil Code 2015, art. 148(6).
    private func end(of day: CalendarDate) -> Instant {
        Instant(day.adding(days: 1), in: calendar.zone)
    }

    /// What a finished macrostep does to every deadline of the workflow.
    ///
    /// - Parameter completed: the states left by a transition from inside them.
    func changes(
        _ step: Step, completed: StateSet, limits: [Int: FixedLimit]
    ) -> [DeadlineChange] {
        var changes: [DeadlineChange] = []
        for index in workflow.deadlines.indices {
            let definition = workflow.deadlines[index]
            let current = evaluator.before?.deadlines[index]
            guard let kind = change(of: definition, current: current, step, completed) else {
                continue
            }
            let next: DeadlineState?
            switch kind {
            case .started, .restarted:
                next = started(definition, limit: limits[index], step)
            case .paused: next = current.map(paused)
            case .resumed: next = current.map { resumed($0, definition) }
            case .stopped: next = current.map { finished($0, .finished(on: today)) }
            case .cancelled: next = current.map { finished($0, .cancelled) }
            case .extended: next = nil
            }
            if let next {
                changes.append(DeadlineChange(deadline: index, kind: kind, after: next))
            }
        }
        return changes
    }

    /// What happens to one deadline, told by the states left, entered and active.
    private func change(
        of definition: DeadlineDefinition, current: DeadlineState?, _ step: Step,
        _ completed: StateSet
    ) -> DeadlineChange.Kind? {
        let isRunning = current?.isRunning == true
        let isPaused = current?.isPaused == true
        let isActive = step.configuration.contains(definition.scope) && step.outcome == nil
        let isStopping = step.configuration.intersects(definition.stops)
        let isPausing =
            step.configuration.intersects(definition.pauses) && step.outcome == nil
        if isActive && !isStopping {
            if step.entered.contains(definition.scope) {
                guard isPaused else { return .started }
                return isPausing ? nil : .resumed
            }
            if step.entered.intersects(definition.restarts) { return .restarted }
            if isPausing { return isRunning ? .paused : nil }
            return isPaused ? .resumed : nil
        }
        guard isRunning || isPaused else { return nil }
        if isPausing { return isRunning ? .paused : nil }
        // Work that was done was in time or late. Work that was cut short, by a withdrawal or a
        // cancellation from outside, was neither.
        let isDone =
            isStopping || definition.scope == .root || completed.contains(definition.scope)
        return isRunning && isDone ? .stopped : .cancelled
    }

    // MARK: The new state of a deadline

    private func started(
        _ definition: DeadlineDefinition, limit override: FixedLimit?, _ step: Step
    ) -> DeadlineState? {
        guard
            let limit = override
                ?? fixed(definition.limit)
        else { return nil }
        let started = due(limit, from: circumstances.now, definition)
        // Entered by way of a state in which it stands still, it waits with all its time left.
        return step.configuration.intersects(definition.pauses) ? paused(started) : started
    }

    /// The limit as a length or a date; nil when its expression has no value yet.
    private func fixed(
        _ source: LimitSource
    ) -> FixedLimit? {
        switch source {
        case .limit(let limit): return .limit(limit)
        case .date(let date): return .date(date)
        case .expression(let expression):
            guard
                let value = evaluator.valueIfPresent(of: expression)
            else { return nil }
            return FixedLimit(value)
        }
    }

    func due(
        _ limit: FixedLimit, from start: Instant, _ definition: DeadlineDefinition
    ) -> DeadlineState {
        let startedOn = start.date(in: calendar.zone)
        let due: CalendarDate
        let dueAt: Instant
        let isProvisional: Bool
        switch limit {
        case .date(let date):
            (due, dueAt, isProvisional) = (date, end(of: date), false)
        case .limit(let length):
            let computed = calendar.deadline(from: start, limit: length)
            (due, dueAt) = (computed.date.due, computed.instant)
            isProvisional = computed.date.isProvisional
        }
        var state = DeadlineState(
            status: .running, limit: limit, startedOn: startedOn, due: due, dueAt: dueAt,
            isProvisional: isProvisional, calendar: calendar.version, extensions: 0,
            isOverdue: false, stepsTaken: 0, nextAt: nil)
        arm(&state, definition)
        return state
    }

    private func paused(_ state: DeadlineState) -> DeadlineState {
        var state = state
        state.status = .paused(remaining: remaining(state))
        state.nextAt = nil
        return state
    }

    /// What is left: working minutes, working days or calendar days, as the limit counts.
    private func remaining(_ state: DeadlineState) -> Int {
        switch state.limit {
        case .limit(.workingMinutes):
            calendar.workingMinutes(between: circumstances.now, and: state.dueAt)
        case .limit(.workingDays):
            calendar.workingDays(after: today, through: state.due)
        case .limit, .date:
            today.days(to: state.due)
        }
    }

    private func resumed(_ state: DeadlineState, _ definition: DeadlineDefinition) -> DeadlineState
    {
        guard case .paused(let remaining) = state.status else { return state }
        var next = state
        next.status = .running
        switch state.limit {
        case .limit(.workingMinutes):
            next.dueAt = calendar.adding(workingMinutes: remaining, to: circumstances.now)
            next.due = next.dueAt.date(in: calendar.zone)
        case .limit(.workingDays):
            next.due = calendar.adding(workingDays: remaining, to: today)
            next.dueAt = end(of: next.due)
        case .limit:
            next.due = calendar.nextWorkingDay(onOrAfter: today.adding(days: remaining))
            next.dueAt = end(of: next.due)
        case .date:
            // A date is a date: standing still does not move it.
            break
        }
        next.calendar = calendar.version
        arm(&next, definition)
        return next
    }

    private func finished(
        _ state: DeadlineState, _ status: DeadlineState.Status
    ) -> DeadlineState {
        var state = state
        state.status = status
        state.nextAt = nil
        return state
    }

    /// The same deadline with a later end.
    func extended(
        _ state: DeadlineState, to limit: FixedLimit, _ definition: DeadlineDefinition
    ) -> DeadlineState {
        var next = state
        switch limit {
        case .date(let date):
            (next.due, next.dueAt) = (date, end(of: date))
        case .limit(let length):
            // A day is counted from the due day itself, which ends a moment before `dueAt`.
            let start = length.endsWithinDay ? state.dueAt : state.dueAt.adding(milliseconds: -1)
            let computed = calendar.deadline(from: start, limit: length)
            (next.due, next.dueAt) = (computed.date.due, computed.instant)
            next.isProvisional = computed.date.isProvisional
        }
        next.extensions += 1
        next.isOverdue = false
        next.calendar = calendar.version
        arm(&next, definition)
        return next
    }

    /// When a timed transition armed now fires; nil when its limit has no value.
    func moment(of timed: TimedTransition) -> Instant? {
        switch fixed(timed.within) {
        case nil:
            return nil
        case .date(let date):
            return end(of: date)
        case .limit(let limit):
            return calendar.deadline(from: circumstances.now, limit: limit).instant
        }
    }
}

extension FixedLimit {
    /// A limit or a date that an expression gave, also as text.
    init?(_ value: Value) {
        switch value {
        case .opaque(let opaque as LimitValue): self = .limit(opaque.limit)
        case .opaque(let opaque as DateValue): self = .date(opaque.date)
        case .string(let text):
            if let limit = Limit(parsing: text) {
                self = .limit(limit)
            } else if let date = CalendarDate(parsing: text) {
                self = .date(date)
            } else {
                return nil
            }
        default: return nil
        }
    }
}
