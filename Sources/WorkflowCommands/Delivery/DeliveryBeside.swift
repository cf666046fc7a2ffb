import WorkflowPresentation

#if os(Linux)
    import WorkflowCalendar
    import WorkflowDelivery
    import WorkflowEngine

    /// Delivery over the network beside the rounds of `wf watch`: a receiver that is slow delays no
    /// tick. One process at a time; what falls due while it runs is for the next.
    final class DeliveryBeside {
        private let jobs: NetworkJobs
        /// The path of the store.
        private let store: String
        private let alarm: SystemAlarm
        private var process: NetProcess?
        /// After a process that could do nothing for some sink, the next waits: its end is a reason
        /// to look again, and would be the beginning of the next one, on and on.
        private var notBefore: Instant?

        /// In milliseconds.
        private static let pause: Int64 = 60_000

        init(_ jobs: NetworkJobs, store: String, _ alarm: SystemAlarm) {
            self.jobs = jobs
            self.store = store
            self.alarm = alarm
        }

        /// Starts a process when something is due and none runs.
        ///
        /// - Returns: why it could not be started.
        func start(_ engine: Engine) async throws -> DeliveryReport? {
            let now = engine.clock.now
            if let notBefore, now < notBefore { return nil }
            guard process == nil, let job = try await jobs.due(engine, store: store)
            else { return nil }
            do throws(Failure) {
                let started = try NetProcess(.deliver, job)
                process = started
                alarm.watch(started)
                return nil
            } catch {
                notBefore = now.adding(milliseconds: Self.pause)
                return DeliveryReport(unusable: job, error.sentence)
            }
        }

        /// What the process did that has ended since this was last asked; nil when none has.
        func collect(at now: Instant) throws(Failure) -> DeliveryReport? {
            guard let process, process.hasEnded else { return nil }
            self.process = nil
            alarm.watch(nil)
            let report = try process.report()
            let isStuck =
                !report.faults.isEmpty || report.summary.sinks.contains { $0.value.isTaken }
            notBefore = isStuck ? now.adding(milliseconds: Self.pause) : nil
            return report
        }

        /// The reason for a pause may be gone.
        func rulesHaveChanged() {
            notBefore = nil
        }

        /// Has the process end what it has begun, and waits for it.
        func finish() throws(Failure) -> DeliveryReport {
            guard let process else { return DeliveryReport() }
            self.process = nil
            alarm.watch(nil)
            process.stop()
            return try process.report()
        }
    }
#endif
