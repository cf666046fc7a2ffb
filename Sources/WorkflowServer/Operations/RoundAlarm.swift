import WorkflowCalendar
import WorkflowCommands
import WorkflowEngine

#if os(Linux)
    /// The alarm of the system, for a server: it wakes at least every minute to show that it lives, at
    /// midnight because other people may hold an office then, and not for every one of hundreds of
    /// commits a second.
    final class RoundAlarm: Alarm {
        private let system: SystemAlarm
        private let clock: EngineClock
        private let telemetry: Telemetry
        private var lastRound = ContinuousClock.now
        /// Whether the last wait ended because a day did.
        private(set) var isNewDay = false
        private static let longest: Int64 = 60_000
        /// Between the beginnings of two rounds that changes of the store caused.
        private static let pace = Duration.milliseconds(100)

        init(_ system: SystemAlarm, _ clock: EngineClock, _ telemetry: Telemetry) {
            self.system = system
            self.clock = clock
            self.telemetry = telemetry
        }

        /// Since the last wait ended.
        var roundHasTaken: Duration { ContinuousClock.now - lastRound }

        func watchDefinitions(in folder: String) throws {
            try system.watchDefinitions(in: folder)
        }

        func forgetChanges() throws { try system.forgetChanges() }

        func wait(until moment: Instant?) async throws -> AlarmReason {
            let now = clock.now
            let midnight = Instant(now.date(in: .vietnam).adding(days: 1), in: .vietnam)
            let latest = min(midnight, now.adding(milliseconds: Self.longest))
            let until = moment.map { min($0, latest) } ?? latest
            var reason = try await system.wait(until: until)
            if reason == .changed {
                // A rest, in which further changes gather; this one is not forgotten meanwhile.
                let rest = Self.pace - (ContinuousClock.now - lastRound)
                if rest > .zero { try await Task.sleep(for: rest) }
            }
            lastRound = .now
            let woken = clock.now
            isNewDay = reason != .stop && reason != .definitionsChanged && woken >= midnight
            if isNewDay { reason = .definitionsChanged }
            if reason == .due, let moment, until == moment {
                telemetry.registry.gauge("wf_tick_lag_seconds")
                    .set(Double(moment.distance(to: woken)) / 1_000)
            }
            return reason
        }
    }

    extension Instant {
        /// In milliseconds.
        fileprivate func distance(to other: Instant) -> Int64 {
            other.millisecondsSinceEpoch - millisecondsSinceEpoch
        }
    }
#endif
