package import WorkflowCore
package import WorkflowReports

extension DueClock {
    /// How a deadline of an item stands, or how it ended.
    package func status(of deadline: DeadlineState) -> DueStatus {
        switch deadline.status {
        case .running:
            status(due: deadline.due, at: deadline.dueAt, isOverdue: deadline.isOverdue)
        case .paused: .paused
        case .finished:
            switch deadline.score {
            case 2: .early
            case 1: .onTime
            default: .late
            }
        case .cancelled: .none
        }
    }
}
