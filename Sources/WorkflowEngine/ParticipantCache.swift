import Synchronization

/// Who had a part in the items somebody was not otherwise to see, as their histories tell.
final class ParticipantCache: Sendable {
    private struct Entry {
        var version: Int
        var people: Set<String>
    }

    private let entries = Mutex<[String: Entry]>([:])
    /// Some hundred bytes each. When it is full it begins anew.
    private static let size = 16_384

    func participants(of item: String, at version: Int) -> Set<String>? {
        entries.withLock { entries in
            guard let entry = entries[item], entry.version == version else { return nil }
            return entry.people
        }
    }

    func remember(_ people: Set<String>, of item: String, at version: Int) {
        entries.withLock { entries in
            if entries.count >= Self.size { entries = [:] }
            entries[item] = Entry(version: version, people: people)
        }
    }
}
