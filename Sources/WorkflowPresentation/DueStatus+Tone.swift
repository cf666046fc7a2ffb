package import WorkflowReports

extension DueStatus {
    package var tone: Tone {
        switch self {
        case .none, .closed: .plain
        case .inTime, .early, .onTime: .good
        case .soon: .warning
        case .overdue, .late: .bad
        case .paused: .quiet
        }
    }
}
