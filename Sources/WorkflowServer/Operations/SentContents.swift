import Synchronization

/// Which contents each person sent beforehand. Only these they may name by their hash: to who did
/// not send it, a content is one that is not there, be it on an item they do not see.
///
/// Kept as long as the server runs; who is told that a content is not there sends it again.
final class SentContents: Sendable {
    /// Of each person, the last ones.
    private static let most = 256
    private let hashes = Mutex<[String: [String]]>([:])

    func add(_ hash: String, by person: String) {
        hashes.withLock { hashes in
            var sent = hashes[person] ?? []
            sent.removeAll { $0 == hash }
            if sent.count == Self.most { sent.removeFirst() }
            sent.append(hash)
            hashes[person] = sent
        }
    }

    func contains(_ hash: String, by person: String) -> Bool {
        hashes.withLock { $0[person]?.contains(hash) ?? false }
    }
}
