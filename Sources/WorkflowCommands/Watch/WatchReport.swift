import WorkflowPresentation

#if os(Linux)
    import Diagnostics
    import JSON
    import WorkflowCalendar
    import WorkflowDelivery
    import WorkflowEngine

    /// Tells what the rounds did. What does not change from one round to the next is told once.
    struct WatchReport {
        private let session: Session
        private var faults: Set<TickFault> = []
        private var startFaults: Set<String> = []
        private var failures: Set<String> = []
        private var failuresBeside: Set<String> = []
        private var held: (count: Int, nextAt: Instant?) = (0, nil)

        init(_ session: Session) {
            self.session = session
        }

        private var screen: Screen { session.screen }

        func begin(_ path: String) throws {
            if session.wantsJSON { return }
            screen.printWrapped(
                say(
                    vi: "Đang theo dõi kho \(path); dừng bằng Ctrl-C.",
                    en: "Watching \(path); stop with Ctrl-C."))
            try screen.flush()
        }

        /// Starts what schedules want, releases and delivers what waits, and tells of the round if it
        /// did anything new.
        mutating func tell(
            _ ticked: TickOutcome, _ engine: Engine, _ beside: DeliveryBeside
        ) async throws -> WatchRound {
            var told = ticked
            told.faults.removeAll { faults.contains($0) }
            faults = Set(ticked.faults)
            let begun = try await ScheduledStarts(startedFor: engine, session)
            let newStartFaults = !startFaults.isSuperset(of: begun.faultTexts)
            startFaults = Set(begun.faultTexts)
            let text = TickText(begun, told)
            if !session.wantsJSON { try await text.printEvents(engine, on: screen) }
            let released = try await engine.releaseHeld()
            let isHeldNew = (released.held, released.nextAt) != held
            held = (released.held, released.nextAt)
            var sent = try await session.deliverHere(engine)
            let hasWritten = sent.delivered + sent.dead > 0
            let reasons = reasons(of: sent)
            var isNewFailure = !reasons.isSubset(of: failures)
            failures = reasons
            // What was sent beside is told once it has come to its end.
            if let beside = try await deliverBeside(engine, beside) {
                sent.add(beside)
                let reasons = self.reasons(of: beside)
                isNewFailure = isNewFailure || !reasons.isSubset(of: failuresBeside)
                failuresBeside = reasons
            }
            let isNew =
                told.fired > 0 || sent.delivered > 0 || sent.dead > 0 || released.dropped > 0
                || !begun.outcome.started.isEmpty
                || newStartFaults || !told.faults.isEmpty
                || isNewFailure
            if isNew {
                if session.wantsJSON {
                    screen.print(text.view(released, sent).compact)
                } else {
                    text.printSummary(released, sent, tellsHeld: isHeldNew, on: screen)
                }
            }
            try screen.flush()
            return WatchRound(
                hasWritten: hasWritten || released.released > 0 || released.dropped > 0
                    || !begun.outcome.started.isEmpty,
                hasFailed: sent.needsAttention || isTaken(sent) || !begun.outcome.faults.isEmpty)
        }

        /// - Returns: what a process has done that has come to its end, or could not be begun.
        private func deliverBeside(
            _ engine: Engine, _ beside: DeliveryBeside
        ) async throws -> DeliveryReport? {
            let done = try beside.collect(at: engine.clock.now)
            guard let unusable = try await beside.start(engine) else { return done }
            var report = done ?? DeliveryReport()
            report.add(unusable)
            return report
        }

        /// Somebody else delivers for a sink, and may end before everything is sent.
        private func isTaken(_ sent: DeliveryReport) -> Bool {
            sent.summary.sinks.contains { $0.value.isTaken }
        }

        /// Tells what was still under way when it was to end.
        func tellLast(_ sent: DeliveryReport) throws {
            guard sent.delivered + sent.dead > 0 || !reasons(of: sent).isSubset(of: failuresBeside)
            else { return }
            let text = TickText(ScheduledStarts(), TickOutcome())
            if session.wantsJSON {
                screen.print(text.view(ReleaseOutcome(), sent).compact)
            } else {
                text.printSummary(ReleaseOutcome(), sent, on: screen)
            }
            try screen.flush()
        }

        private func reasons(of sent: DeliveryReport) -> Set<String> {
            Set((sent.reasons + sent.warnings).map { "\($0.sink): \($0.message)" })
        }

        func rulesWereRead() throws {
            if session.wantsJSON { return }
            screen.print(say(vi: "Đã đọc lại các quy tắc.", en: "The rules were read again."))
            try screen.flush()
        }

        /// Half an edit is no reason to end: what held goes on holding, and the faults are told.
        func rulesAreFaulty(_ error: any Error) throws {
            let errors = Screen(descriptor: 2)
            let failure = Failure(any: error)
            if session.wantsJSON {
                errors.print(failure.json.compact)
            } else {
                FailureText(failure, errors).print()
                errors.printWrapped(
                    say(
                        vi: "Các quy tắc trước đó vẫn được dùng.",
                        en: "The rules as they were before go on holding."))
            }
            try errors.flush()
        }
    }
#endif
