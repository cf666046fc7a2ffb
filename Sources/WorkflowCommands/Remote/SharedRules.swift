import Synchronization
import WorkflowCalendar
import WorkflowLoading
import WorkflowModel

/// The rules of a home for many commands of one process: read again only when a file of them is
/// another than before.
final class SharedRules: Sendable {
    private let home: Home
    private let held = Mutex<Held?>(nil)

    private struct Held: Sendable {
        let stamp: FolderStamp
        /// With the organisation of all times.
        let rules: Rules
    }

    init(_ home: Home) {
        self.home = home
    }

    /// What was read of the files as they are now; nil when nothing was, or they had faults.
    func current() -> Rules? {
        guard let held = held.withLock({ $0 }), held.stamp == FolderStamp(of: home.rules) else {
            return nil
        }
        return held.rules
    }

    /// Reads them if they are others than before, and keeps them unless they have faults.
    func load(_ read: () throws -> Rules) throws -> Rules {
        // Before they are read: an edit that falls in between is found the next time.
        let stamp = FolderStamp(of: home.rules)
        if let held = held.withLock({ $0 }), held.stamp == stamp { return held.rules }
        let rules = try read()
        held.withLock { $0 = Held(stamp: stamp, rules: rules) }
        return rules
    }
}
