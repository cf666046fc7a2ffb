import WorkflowModel

extension ItemState {
    /// The tasks a message of an event is about: those that changed hands or were opened, else all
    /// that wait for somebody. What is late waits for nobody.
    func tasks(toldOf event: Event, as type: String) -> [OpenTask] {
        switch event.body {
        case .taskHandled(let handled):
            return tasks.filter { $0.key == handled.task }
        case _ where type == "wf.task.opened":
            return tasks.filter { task in
                task.openedAt == event.at && (task.member != nil || task.order != nil)
            }
        default:
            if rounds.isEmpty { return tasks }
            return tasks.filter { configuration.contains($0.state) }
        }
    }
}
