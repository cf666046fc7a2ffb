import Diagnostics
public import WorkflowCalendar
public import WorkflowModel

extension ItemState {
    /// One line that says what the item is about: its `content` or `title`, else the workflow's.
    public var title: String {
        for field in workflow.titleFields {
            if case .string(let text)? = content.fields[field], !text.isEmpty { return text }
        }
        return workflow.title.vi
    }

    /// The running deadline that ends first.
    public var nearestDeadline: (definition: DeadlineDefinition, state: DeadlineState)? {
        var nearest: (definition: DeadlineDefinition, state: DeadlineState)?
        for (index, deadline) in deadlines.enumerated() {
            guard let deadline, deadline.isRunning else { continue }
            if let current = nearest, current.state.dueAt <= deadline.dueAt { continue }
            nearest = (workflow.deadlines[index], deadline)
        }
        return nearest
    }

    /// The deadline a task is measured by: the nearest running one on its state or around it.
    public func deadline(of task: OpenTask) -> DeadlineState? {
        var nearest: DeadlineState?
        for (index, deadline) in deadlines.enumerated() {
            guard let deadline, deadline.isRunning,
                workflow[workflow.deadlines[index].scope].subtree.contains(task.state)
            else { continue }
            if let current = nearest, current.dueAt <= deadline.dueAt { continue }
            nearest = deadline
        }
        return nearest
    }

    /// What to do when the timer of that key is due; nil when it is no timer of this item.
    public func command(forTimer key: String) -> Command? {
        if let deadline = workflow.deadlines.firstIndex(where: { $0.timerKey == key }) {
            return .reach(deadline: deadline)
        }
        return timers.first { self.key(of: $0) == key }.map { .fire($0) }
    }

    public func key(of timer: ArmedTimer) -> String {
        "after:\(workflow[timer.state].name):\(timer.index)"
    }

    /// The moments at which this item wants to be looked at, with their keys.
    public var wakeUps: [(key: String, dueAt: Instant)] { wakeUps { _ in true } }

    /// Those that have come by `now`.
    public func wakeUps(by now: Instant) -> [(key: String, dueAt: Instant)] {
        wakeUps { $0 <= now }
    }

    private func wakeUps(
        at isMeant: (Instant) -> Bool
    ) -> [(key: String, dueAt: Instant)] {
        var found: [(key: String, dueAt: Instant)] = []
        for (index, deadline) in deadlines.enumerated() {
            guard let deadline, deadline.isRunning, let nextAt = deadline.nextAt,
                isMeant(nextAt)
            else { continue }
            found.append((workflow.deadlines[index].timerKey, nextAt))
        }
        for timer in timers where isMeant(timer.dueAt) {
            found.append((key(of: timer), timer.dueAt))
        }
        return found
    }
}
