import WorkflowModel

extension ItemState {
    /// The tasks a message of an event is about: those that changed hands or were opened, else all
    /// that wait for somebody. What is late waits for nobody.
    func tasks(toldOf event: Event, as type: String) -> [OpenTask] {
        switch event.body {
        case .taskHandled(let handled):
            return tasks.filter { $0.key == handled.task }
        // Who was told that work arrived is told that it was taken back.
        case .undone(let undone):
            return undone.closed
        case _ where type == "wf.task.opened":
            return tasks.filter { task in
                task.openedAt == event.at && (task.member != nil || task.order != nil)
            }
        case .deadlineReached(let reached):
            if rounds.isEmpty { return tasks }
            // Who was asked something else has nothing to do with this deadline.
            let scope = workflow[workflow.deadlines[reached.deadline].scope].subtree
            return waiting.filter { $0.member == nil || scope.contains($0.state) }
        default:
            return rounds.isEmpty ? tasks : waiting
        }
    }

    private var waiting: [OpenTask] { tasks.filter { configuration.contains($0.state) } }
}
