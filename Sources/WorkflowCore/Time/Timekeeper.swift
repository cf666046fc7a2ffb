import Diagnostics
import WorkflowCalendar
import WorkflowModel

/// Starts, pauses, resumes, restarts and stops the deadlines of an item as things happen to it.
struct Timekeeper {
    let evaluator: Evaluator

    var workflow: Workflow { evaluator.workflow }
    var circumstances: Circumstances { evaluator.circumstances }
    var today: CalendarDate { circumstances.today }
    var calendar: WorkingCalendar { circumstances.calendar }

    /// What a finished macrostep does to every deadline of the workflow.
    ///
    /// - Parameter completed: the states left by a transition from inside them.
    func changes(
        _ step: Step, completed: StateSet, limits: [Int: FixedLimit]
    ) -> [DeadlineChange] {
        var changes: [DeadlineChange] = []
        for index in workflow.deadlines.indices {
            let definition = workflow.deadlines[index]
            let current = evaluator.before?.content.deadlines[index]
            guard let kind = change(of: definition, current: current, step, completed),
                let after = after(kind, current, definition, limit: limits[index], step)
            else { continue }
            if changes.isEmpty { changes.reserveCapacity(2) }
            changes.append(DeadlineChange(deadline: index, kind: kind, after: after))
        }
        return changes
    }

    /// The deadline after a change; nil when its limit has no value yet.
    private func after(
        _ kind: DeadlineChange.Kind, _ current: DeadlineState?, _ definition: DeadlineDefinition,
        limit: FixedLimit?, _ step: Step
    ) -> DeadlineState? {
        switch kind {
        case .started, .restarted: started(definition, limit: limit, step)
        case .paused: current.map { paused($0, definition, why: reason(of: definition, step)) }
        case .resumed: current.map { resumed($0, definition) }
        case .stopped: current.map { finished($0, .finished(on: today)) }
        case .cancelled: current.map { finished($0, .cancelled) }
        case .extended, .recounted, .restored: nil
        }
    }

    /// What happens to one deadline, told by the states left, entered and active, and by the
    /// conditions that hold.
    private func change(
        of definition: DeadlineDefinition, current: DeadlineState?, _ step: Step,
        _ completed: StateSet
    ) -> DeadlineChange.Kind? {
        let isRunning = current?.isRunning == true
        let isPaused = current?.isPaused == true
        let isActive = step.configuration.contains(definition.scope) && step.outcome == nil
        let isStopping = holds(definition.stops, step)
        let isCancelling = holds(definition.cancels, step)
        let isPausing = holds(definition.pauses, step) && step.outcome == nil
        if isActive && !isStopping && !isCancelling {
            if step.entered.contains(definition.scope) {
                if isPaused {
                    return isPausing || !mayResume(definition, step) ? nil : .resumed
                }
                return definition.starts.isEmpty || holds(definition.starts, step) ? .started : nil
            }
            if !isRunning, !isPaused, cameToHold(definition.starts, step) { return .started }
            if cameToHold(definition.restarts, step) { return .restarted }
            if isPausing { return isRunning ? .paused : nil }
            return isPaused && mayResume(definition, step) ? .resumed : nil
        }
        guard isRunning || isPaused else { return nil }
        if isPausing && !isStopping && !isCancelling { return isRunning ? .paused : nil }
        // Work that was done was in time or late. Work that was cut short, by a withdrawal or a
        // cancellation from outside, was neither.
        let isDone =
            isStopping
            || !isActive && (definition.scope == .root || completed.contains(definition.scope))
        return isRunning && isDone ? .stopped : .cancelled
    }

    private func mayResume(_ definition: DeadlineDefinition, _ step: Step) -> Bool {
        definition.resumes.isEmpty || holds(definition.resumes, step)
    }

    // MARK: Conditions

    private func holds(_ conditions: DeadlineConditions, _ step: Step) -> Bool {
        if conditions.states.intersects(step.configuration) { return true }
        return !conditions.expressions.isEmpty
            && conditions.expressions.contains(where: evaluator.isTrue)
    }

    /// Holds now, and did not before this step.
    private func cameToHold(_ conditions: DeadlineConditions, _ step: Step) -> Bool {
        if step.entered.intersects(conditions.states) { return true }
        if conditions.expressions.isEmpty { return false }
        let held = conditions.expressions.filter(evaluator.isTrue)
        guard !held.isEmpty else { return false }
        guard let before = evaluator.asRead() else { return true }
        return held.contains { !before.isTrue($0) }
    }

    /// What a pause is called: as written beside its cause, else after the state, else after the
    /// condition itself.
    private func reason(of definition: DeadlineDefinition, _ step: Step) -> LocalizedText? {
        for reason in definition.pauseReasons {
            switch reason.cause {
            case .state(let state) where step.configuration.contains(state): return reason.text
            case .expression(let expression) where evaluator.isTrue(expression): return reason.text
            default: continue
            }
        }
        let states = step.configuration.intersection(definition.pauses.states)
        if let state = states.first(where: { !workflow[$0].isHidden }) {
            return workflow[state].title
        }
        return definition.pauses.expressions.first(where: evaluator.isTrue)
            .map { LocalizedText($0.source) }
    }

    // MARK: The new state of a deadline

    private func started(
        _ definition: DeadlineDefinition, limit override: FixedLimit?, _ step: Step
    ) -> DeadlineState? {
        guard let limit = override ?? fixed(definition.limit) else { return nil }
        let from = counted(limit, from: origin(of: definition), definition)
        let end = end(of: limit, from: from, definition)
        var state = DeadlineState(
            status: .running, limit: limit, from: from, count: limit,
            startedOn: from.date(in: calendar.zone), due: end.due, dueAt: end.dueAt,
            isProvisional: end.isProvisional, calendar: calendar.version, extensions: 0,
            isOverdue: false, stepsTaken: 0, nextAt: nil)
        arm(&state, definition)
        // Begun where it stands still, it waits with all its time left.
        guard holds(definition.pauses, step) else { return state }
        return paused(state, definition, why: reason(of: definition, step))
    }

    /// Stands still with what is left of the part being counted, and the parts after it.
    private func paused(
        _ state: DeadlineState, _ definition: DeadlineDefinition, why: LocalizedText?
    ) -> DeadlineState {
        var state = state
        let left = left(of: state, definition)
        state.status = .paused(remaining: left.remaining, why: why)
        state.count = left.count
        state.nextAt = nil
        return state
    }

    private func resumed(_ state: DeadlineState, _ definition: DeadlineDefinition) -> DeadlineState
    {
        guard case .paused(let remaining, _) = state.status else { return state }
        var next = state
        next.status = .running
        next.calendar = calendar.version
        // A date is a date: standing still does not move it.
        if let count = state.count.resuming(remaining) {
            next.from = circumstances.now
            next.count = count
            let end = end(of: count, from: next.from, definition)
            (next.due, next.dueAt) = (end.due, end.dueAt)
            next.isProvisional = end.isProvisional
        }
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
        switch (limit, FixedLimit(parts: state.count.parts + limit.parts)) {
        case (.date, _), (_, nil):
            next.count = limit
        case (_, let longer?):
            if case .date = state.count {
                // Counted from the date itself.
                next.from = state.dueAt.adding(milliseconds: -1)
            }
            next.count = longer
        }
        let end = end(of: next.count, from: next.from, definition)
        (next.due, next.dueAt) = (end.due, end.dueAt)
        next.isProvisional = end.isProvisional
        next.extensions += 1
        next.isOverdue = false
        next.calendar = calendar.version
        arm(&next, definition)
        return next
    }

    /// The same deadline by another edition of the calendar; nil when its end stays where it is.
    func recounted(
        _ state: DeadlineState, _ definition: DeadlineDefinition
    ) -> DeadlineState? {
        guard state.isRunning, state.calendar != calendar.version else { return nil }
        let end = end(of: state.count, from: state.from, definition)
        guard end.dueAt != state.dueAt else { return nil }
        var next = state
        (next.due, next.dueAt) = (end.due, end.dueAt)
        next.isProvisional = end.isProvisional
        next.calendar = calendar.version
        next.isOverdue = state.isOverdue && end.dueAt <= circumstances.now
        arm(&next, definition)
        if next.isOverdue == state.isOverdue, next.stepsTaken < state.stepsTaken {
            // What was said once is not said again because the date moved by some days.
            skip(to: state.stepsTaken, &next, definition)
        }
        return next
    }
}
