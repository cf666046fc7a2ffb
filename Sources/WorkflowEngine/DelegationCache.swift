import Synchronization
import WorkflowCalendar
import WorkflowCore

/// The delegations in force or yet to come, as they were read last.
final class DelegationCache: Sendable {
    private struct Known {
        var standIns: StandIns
        var day: CalendarDate
    }

    private let known = Mutex<Known?>(nil)

    /// None had ever been given when that was looked up last.
    var isEmpty: Bool { known.withLock { $0?.standIns.version == 0 } }

    /// What was read at this version, on this day or an earlier one.
    func standIns(version: Int, on day: CalendarDate) -> StandIns? {
        known.withLock { known in
            guard let known, known.standIns.version == version, known.day <= day else {
                return nil
            }
            return known.standIns
        }
    }

    func remember(_ standIns: StandIns, on day: CalendarDate) {
        known.withLock { $0 = Known(standIns: standIns, day: day) }
    }
}
