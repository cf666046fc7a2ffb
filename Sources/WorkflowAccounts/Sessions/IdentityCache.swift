import Foundation
import Synchronization
import WorkflowCalendar

/// Who holds which secret of one kind, for a second: a page asks a dozen times. What this process changes is
/// forgotten at once; what another changes, after that second.
final class IdentityCache: Sendable {
    struct Entry: Sendable {
        let identity: Identity
        /// When it was read.
        let read: Instant
        /// From when on it is good no more.
        let ends: Instant
    }

    private struct Held: Sendable {
        var entries: [Data: Entry] = [:]
        var generation = 0
    }

    private static let lifetime: Int64 = 1_000
    private static let most = 4_096
    private let held = Mutex(Held())

    /// What is known, and a mark for `keep`.
    func look(_ token: Data, at now: Instant) -> (entry: Entry?, mark: Int) {
        held.withLock { held in
            guard let entry = held.entries[token],
                (0..<Self.lifetime).contains(entry.read.milliseconds(to: now)), now < entry.ends
            else { return (nil, held.generation) }
            return (entry, held.generation)
        }
    }

    /// Unless something was changed since `look` gave the mark.
    func keep(_ entry: Entry, of token: Data, mark: Int) {
        held.withLock { held in
            guard held.generation == mark else { return }
            if held.entries.count >= Self.most { held.entries.removeAll(keepingCapacity: true) }
            held.entries[token] = entry
        }
    }

    func forget() {
        held.withLock { held in
            held.entries.removeAll(keepingCapacity: true)
            held.generation += 1
        }
    }
}
