import Diagnostics
import WorkflowCalendar
import WorkflowModel

extension Decision {
    /// The moment of a timed transition.
    func fire(_ timer: ArmedTimer) throws(Refusal) -> [Event] {
        guard state.outcome == nil, state.timers.contains(timer),
            timer.dueAt <= circumstances.now,
            workflow[timer.state].timed.indices.contains(timer.index)
        else { throw .staleTimer }
        var macrostep = Macrostep(evaluator)
        let transition = workflow[timer.state].timed[timer.index].transition
        let isTaken = evaluator.firstEnabled([transition]) != nil
        var step = Step()
        if isTaken {
            try macrostep.take(transition, &step)
            macrostep.finish(&step, limits: state.limits)
        }
        return [
            Event(
                version: state.version + 1, at: circumstances.now, actor: nil,
                body: .moved(Moved(timer: timer, isTaken: isTaken, step: step)))
        ]
    }

    /// The next step of a ladder, with what it does besides telling people.
    func reach(_ index: Int) throws(Refusal) -> [Event] {
        guard state.outcome == nil, state.deadlines.indices.contains(index),
            let current = state.deadlines[index]
        else { throw .staleTimer }
        let definition = workflow.deadlines[index]
        let timekeeper = Timekeeper(evaluator: evaluator)
        guard let (rung, after) = timekeeper.reach(current, definition) else {
            throw .staleTimer
        }
        let step = rung.index.map { timekeeper.steps(of: definition)[$0] }
        let kind: DeadlineReached.Step =
            step.map { $0.isReminder ? .reminder : .escalation } ?? .overdue
        var tasks: [OpenTask]?
        var did: DeadlineReached.Deed?
        var taken: Event?
        var refusal: Refusal?
        switch step?.effect {
        case nil: break
        case .open(let order):
            tasks = opened(order, index)
            did = tasks.map { _ in .opened }
        case .reassign(let target):
            tasks = reassigned(to: target, definition)
            did = tasks.map { _ in .reassigned }
        case .act(let name):
            do throws(Refusal) {
                taken = try actedByItself(name.value, index, after)
            } catch {
                refusal = error
            }
        }
        let event = Event(
            version: state.version + 1, at: circumstances.now, actor: nil,
            body: .deadlineReached(
                DeadlineReached(
                    deadline: index, step: kind, ladderStep: rung.index, dueAt: rung.at,
                    after: after, tasks: tasks, did: did, refusal: refusal?.message)))
        return taken.map { [event, $0] } ?? [event]
    }

    /// What a step of a ladder takes in nobody's name, as the event after the step itself.
    private func actedByItself(
        _ name: String, _ deadline: Int, _ after: DeadlineState
    ) throws(Refusal) -> Event {
        var next = state
        next.apply(
            Event(
                version: state.version + 1, at: circumstances.now, actor: nil,
                body: .deadlineReached(
                    DeadlineReached(
                        deadline: deadline, step: .escalation, ladderStep: nil,
                        dueAt: circumstances.now, after: after))))
        guard let index = workflow.index(ofAction: name) else { throw unavailable(name) }
        let decision = Decision(next, circumstances, action: index)
        let candidates = decision.candidates(for: index).filter(\.isAutomatic)
        guard !candidates.isEmpty else { throw decision.unavailable(name) }
        return try decision.taken(candidates, ActCommand(action: name), by: nil)
    }

    /// Counts what runs by the calendar in force; nothing when none of it moves.
    func recount() -> [Event] {
        guard state.outcome == nil else { return [] }
        let timekeeper = Timekeeper(evaluator: evaluator)
        var changes: [DeadlineChange] = []
        var before: [CalendarDate] = []
        for (index, current) in state.deadlines.enumerated() {
            guard let current,
                let after = timekeeper.recounted(current, workflow.deadlines[index])
            else { continue }
            changes.append(DeadlineChange(deadline: index, kind: .recounted, after: after))
            before.append(current.due)
        }
        let timers = state.timers.compactMap { timer in
            timekeeper.recounted(timer).map { TimerChange(before: timer, after: $0) }
        }
        guard !changes.isEmpty || !timers.isEmpty else { return [] }
        return [
            Event(
                version: state.version + 1, at: circumstances.now, actor: circumstances.actor?.id,
                body: .recounted(
                    Recounted(
                        calendar: circumstances.calendar.version, deadlines: changes,
                        before: before, timers: timers)))
        ]
    }
}
