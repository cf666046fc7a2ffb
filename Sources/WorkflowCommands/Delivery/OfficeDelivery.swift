package import WorkflowPresentation

#if os(Linux)
    package import WorkflowDelivery
    package import WorkflowEngine

    /// Delivery for a program that ticks and has other things to do: logs at once, the network beside
    /// the rounds.
    package final class OfficeDelivery {
        private let logs: LogSinks
        private let beside: DeliveryBeside

        /// - Parameter store: the path of the store that the engines of the rounds are over.
        package init(_ home: Home, store: String, _ alarm: SystemAlarm) {
            logs = LogSinks(home: { home }, standardOutput: .standardOutput)
            beside = DeliveryBeside(
                NetworkJobs(home: home, fixedNow: nil), store: store, alarm)
        }

        /// Delivers what is due, and collects what has been delivered beside since.
        package func deliver(_ engine: Engine) async throws -> DeliveryReport {
            var report = try await logs.deliver(engine)
            if let done = try beside.collect(at: engine.clock.now) { report.add(done) }
            if let unusable = try await beside.start(engine) { report.add(unusable) }
            return report
        }

        package func rulesHaveChanged() { beside.rulesHaveChanged() }

        /// Has what is under way beside come to its end, and waits for it.
        package func finish() throws(Failure) -> DeliveryReport { try beside.finish() }
    }
#endif
