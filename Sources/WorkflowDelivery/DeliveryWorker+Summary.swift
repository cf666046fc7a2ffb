extension DeliveryWorker {
    /// What became of the notifications that were sent, by the name of their sink.
    public struct Summary: Hashable, Sendable {
        public var sinks: [String: SinkSummary] = [:]

        public init() {}

        /// How many notifications arrived.
        public var delivered: Int { sinks.values.reduce(0) { $0 + $1.delivered } }
        /// Attempts that failed and will be made again.
        public var failed: Int { sinks.values.reduce(0) { $0 + $1.failed } }
        /// Notifications that were given up.
        public var dead: Int { sinks.values.reduce(0) { $0 + $1.dead } }
        /// The first failures of every sink, by its name.
        public var failures: [DeliveryFailure] {
            sinks.sorted { $0.key < $1.key }.flatMap(\.value.failures)
        }

        /// Adds what another worker did.
        public mutating func add(_ other: Summary) {
            for (name, summary) in other.sinks {
                sinks[name, default: SinkSummary()].add(summary)
            }
        }
    }

    public struct SinkSummary: Hashable, Sendable {
        public var delivered = 0
        public var failed = 0
        public var dead = 0
        /// The first of the failures, of both kinds, to tell people why.
        public var failures: [DeliveryFailure] = []
        /// Whether another process is delivering for this sink, so that nothing was done here.
        public var isTaken = false

        /// How many failures are kept: a receiver that is down fails alike every time.
        public static let mostFailures = 20

        public init() {}

        public mutating func add(_ other: SinkSummary) {
            delivered += other.delivered
            failed += other.failed
            dead += other.dead
            for failure in other.failures { keep(failure) }
            isTaken = isTaken || other.isTaken
        }

        /// Counts the failure, and keeps it if there is room.
        mutating func count(_ failure: DeliveryFailure) {
            if failure.isDead { dead += 1 } else { failed += 1 }
            keep(failure)
        }

        private mutating func keep(_ failure: DeliveryFailure) {
            if failures.count < Self.mostFailures { failures.append(failure) }
        }
    }
}
