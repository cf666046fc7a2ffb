import Diagnostics
import Logging
import WorkflowCalendar
import WorkflowCommands
import WorkflowDelivery
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

#if os(Linux)
    /// What `wf watch` does, inside the server: fires what is due, starts what schedules want, delivers,
    /// and reads rules that were edited. On a thread of its own, which sleeps in between.
    actor Rounds {
        private let office: Office
        private let operations: Operations
        private let logger: Logger
        private let alarm: RoundAlarm
        private let delivery: OfficeDelivery
        private let executor = ThreadExecutor("wf.rounds")
        /// What was told of the round before is not told again.
        private var told: Set<String> = []
        /// After something unexpected, before it is tried again.
        private static let pause = Duration.seconds(5)

        nonisolated var unownedExecutor: UnownedSerialExecutor {
            executor.asUnownedSerialExecutor()
        }

        /// - Parameter store: the path of the store, where other processes may write too.
        init(
            _ office: Office, store: String, _ operations: Operations, _ logger: Logger,
            endedBy request: EndRequest
        ) throws(Failure) {
            self.office = office
            self.operations = operations
            self.logger = logger
            let system = try SystemAlarm(endedBy: request)
            // Before they are read, so that no edit falls in between.
            for folder in [office.home.workflows, office.home.rules] {
                try system.watchDefinitions(in: folder)
            }
            try system.watchStore(at: store)
            delivery = OfficeDelivery(office.home, store: store, system)
            alarm = RoundAlarm(system, office.clock, operations.telemetry)
        }

        /// Until one is asked to end; what a round has begun it finishes.
        func run() async {
            readDefinitions()
            while true {
                do {
                    if try await watch() == .stopped { break }
                    if alarm.isNewDay {
                        logger.debug("a new day")
                    } else {
                        readDefinitions()
                    }
                } catch {
                    // The store may be full, or gone for a while: the pages go on telling so.
                    logger.error(
                        "a round failed", metadata: ["why": .string(Failure(any: error).told)])
                    do { try await Task.sleep(for: Self.pause) } catch { break }
                }
            }
            do {
                count(try delivery.finish())
            } catch {
                logger.error("delivery did not end well", metadata: ["why": .string(error.told)])
            }
        }

        private func watch() async throws -> WatchEnd {
            let engine = office.engine
            return try await engine.watch(
                alarm: alarm, nextMoment: { try await engine.nextMoment() },
                afterTick: { try await finish(round: $0, engine) })
        }

        private func finish(round ticked: TickOutcome, _ engine: Engine) async throws -> WatchRound
        {
            let started = try await engine.startDue()
            let released = try await engine.releaseHeld()
            let sent = try await delivery.deliver(engine)
            count(sent)
            let registry = operations.telemetry.registry
            registry.counter("wf_tick_fired").increment(by: Double(ticked.fired))
            registry.gauge("wf_tick_faults").set(Double(ticked.faults.count))
            registry.gauge("wf_tick_last_timestamp_seconds")
                .set(Double(engine.clock.now.millisecondsSinceEpoch) / 1_000)
            registry.histogram("wf_tick_duration_seconds").record(alarm.roundHasTaken)
            operations.readiness.beat()
            operations.feed.poke()
            tell(ticked, started, sent)
            return WatchRound(
                hasWritten: sent.delivered + sent.dead > 0 || released.released > 0
                    || released.dropped > 0 || !started.started.isEmpty,
                hasFailed: sent.needsAttention || !started.faults.isEmpty
                    || sent.summary.sinks.contains { $0.value.isTaken })
        }

        private func count(_ sent: DeliveryReport) {
            let registry = operations.telemetry.registry
            for (sink, summary) in sent.summary.sinks {
                registry.counter("wf_notifications_delivered", [("sink", sink)])
                    .increment(by: Double(summary.delivered))
                registry.counter("wf_notifications_failed", [("sink", sink)])
                    .increment(by: Double(summary.failed + summary.dead))
            }
        }

        private func tell(
            _ ticked: TickOutcome, _ started: ScheduleOutcome, _ sent: DeliveryReport
        ) {
            if ticked.fired > 0 || !started.started.isEmpty || sent.delivered > 0 {
                logger.info(
                    "round",
                    metadata: [
                        "fired": .stringConvertible(ticked.fired),
                        "started": .stringConvertible(started.started.count),
                        "delivered": .stringConvertible(sent.delivered),
                    ])
            }
            var troubles: Set<String> = []
            for fault in ticked.faults {
                let code = Failure(EngineError.refused(fault.refusal)).code
                troubles.insert("timer \(fault.timer.key) of \(fault.timer.item): \(code)")
            }
            for fault in started.faults {
                troubles.insert("schedule \(fault.start.schedule): \(Failure(fault.error).code)")
            }
            for reason in sent.reasons { troubles.insert("\(reason.sink): \(reason.message)") }
            for warning in sent.warnings {
                troubles.insert("\(warning.sink): \(warning.message)")
            }
            for trouble in troubles.subtracting(told).sorted() {
                logger.warning("round", metadata: ["why": .string(trouble)])
            }
            told = troubles
        }

        private func readDefinitions() {
            do {
                try office.readDefinitionsAgain()
                delivery.rulesHaveChanged()
                logger.info("definitions read")
                for folder in [office.home.workflows, office.home.rules] {
                    try alarm.watchDefinitions(in: folder)
                }
            } catch {
                // Half an edit is no reason to end: what held goes on holding.
                logger.error(
                    "definitions have faults; those before go on holding",
                    metadata: ["why": .string(Failure(any: error).told)])
            }
        }
    }

    extension Failure {
        /// In the language of the log, with the first complaint about definitions.
        fileprivate var told: String {
            let first = diagnostics?.diagnostics.first.map { ": \($0.message.en)" } ?? ""
            return message.en + first
        }
    }
#endif
