import Synchronization
import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files that this process has open as stores.
///
/// When a process closes any descriptor of a file, POSIX takes all its locks on that file away. SQLite
/// minds this for descriptors of its own. Had we looked at the header of a file that is open with one
/// of ours, its connections would be left without their locks, and the next process that closes the
/// store would take itself for the last one and delete the log under them, with what was committed.
enum OpenStores {
    fileprivate struct Identity: Equatable {
        var device: UInt64
        var file: UInt64
    }

    /// How often each is open. A handful, which a list holds better than a dictionary.
    private static let counts = Mutex<[(identity: Identity, count: Int)]>([])

    /// That a store is open; let go of once its connection is closed.
    final class Place: Sendable {
        private let identity: Identity

        fileprivate init(_ identity: Identity) { self.identity = identity }

        deinit {
            counts.withLock { counts in
                guard let place = counts.firstIndex(where: { $0.identity == identity }) else {
                    return
                }
                counts[place].count -= 1
                if counts[place].count == 0 { counts.remove(at: place) }
            }
        }
    }

    /// Checks a file that is about to be opened, unless it is open and was checked then.
    static func enter(_ file: StoreFile) throws(StoreError) -> Place {
        let status = try file.status()
        let identity = Identity(
            device: UInt64(status.st_dev), file: UInt64(status.st_ino))
        try counts.withLock { (counts) throws(StoreError) in
            if let place = counts.firstIndex(where: { $0.identity == identity }) {
                counts[place].count += 1
            } else {
                try file.check()
                counts.append((identity, 1))
            }
        }
        return Place(identity)
    }
}
