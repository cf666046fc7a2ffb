import Diagnostics
import JSON
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

/// What the schedules started, and what they could not start.
struct ScheduledStarts {
    let outcome: ScheduleOutcome
    /// What is wrong with workflows that could not be read.
    private let broken: [String: DiagnosticList]
    private let schedules: [Schedule]

    /// Nothing.
    init() {
        outcome = ScheduleOutcome()
        broken = [:]
        schedules = []
    }

    /// Starts what is to be started by now. Only if there is something are workflows read.
    init(startedFor engine: Engine, _ session: Session) async throws {
        schedules = engine.rules.schedules
        let due = try await engine.dueStarts()
        guard !due.isEmpty else {
            outcome = ScheduleOutcome()
            broken = [:]
            return
        }
        let names = Set(due.map(\.schedule))
        let (starter, faults) = try session.engine(
            starting: schedules.filter { names.contains($0.name) })
        broken = faults
        outcome = try await starter.start(due)
    }

    var faultTexts: [String] {
        outcome.faults.map { "\($0.start.id): \(message($0))" }
    }

    var faultViews: [JSON] {
        outcome.faults.map { fault in
            [
                "schedule": .string(fault.start.schedule), "item": .string(fault.start.id),
                "message": .string(message(fault)),
            ]
        }
    }

    private func message(_ fault: StartFault) -> String {
        let workflow = schedules.first { $0.name == fault.start.schedule }?.workflow
        let failure = Failure(fault.error)
        let complaints = failure.diagnostics ?? workflow.flatMap { broken[$0] }
        guard let first = complaints?.diagnostics.first(where: { $0.severity == .error }) else {
            return failure.message.spoken
        }
        let place = first.range.map { "\($0.start): " } ?? ""
        return place + first.message.spoken
    }
}
