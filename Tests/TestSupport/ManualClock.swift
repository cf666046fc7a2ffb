import Synchronization
package import WorkflowCalendar

/// A clock that stands still until a test sets it.
package final class ManualClock: Sendable {
    private let moment: Mutex<Instant>

    package init(_ now: Instant) { moment = Mutex(now) }

    package var now: Instant { moment.withLock { $0 } }

    package func set(_ now: Instant) { moment.withLock { $0 = now } }

    package func advance(seconds: some BinaryInteger) {
        moment.withLock { $0 = $0.adding(milliseconds: Int64(seconds) * 1_000) }
    }

    package func advance(days: Int) { advance(seconds: days * 86_400) }
}

extension ManualClock {
    /// - Parameter now: as `2021-04-14T01:00:00Z`.
    package convenience init(_ now: String) { self.init(Self.instant(now)) }

    /// - Parameter now: as `2021-04-14T01:00:00Z`.
    package func set(_ now: String) { set(Self.instant(now)) }

    private static func instant(_ text: String) -> Instant {
        guard let instant = Instant(parsing: text, in: .vietnam) else {
            preconditionFailure("\(text) is no time")
        }
        return instant
    }
}
