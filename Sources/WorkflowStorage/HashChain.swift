import Hashing
import JSON
import WorkflowCalendar

/// The chain that binds the history of a store: every event carries a hash over its content and the
/// hash before it, so that changing, removing or inserting one shows in all that follow.
///
/// The hash is, in lower-case hexadecimal,
///
///     SHA-256( PREVIOUS  LF  CONTENT )
///
/// where PREVIOUS is the hash of the event before it as 64 hexadecimal digits (for the first event,
/// 64 zeros), LF one line feed, and CONTENT the canonical JSON (RFC 8785) of
///
///     {"actor":…,"at":…,"data":…,"item":…,"seq":…,"type":…,"version":…}
///
/// with `actor` null for the clock, `at` in milliseconds since 1970-01-01T00:00Z, `data` the
/// event's own object and `seq` its number in the store. Anyone can recompute it without `wf`.
///
/// What the chain cannot show is that its tail was cut off; for that, keep its head elsewhere.
public struct HashChain: Sendable {
    /// Where a chain ends.
    public struct Head: Hashable, Sendable {
        /// The number of the last event; 0 when there is none.
        public var sequence: Int64
        public var hash: String

        public init(sequence: Int64, hash: String) {
            self.sequence = sequence
            self.hash = hash
        }

        /// The head of an empty store.
        public static let start = Head(sequence: 0, hash: String(repeating: "0", count: 64))
    }

    public private(set) var head: Head
    /// The version of every item seen by `verify`.
    private var versions: [String: Int] = [:]

    public init(after head: Head = .start) {
        self.head = head
    }

    /// Gives the events their place at the end of the chain.
    public mutating func seal(_ drafts: [DraftEvent]) -> [SealedEvent] {
        drafts.map { draft in
            let sequence = head.sequence + 1
            let hash = hash(of: draft, sequence: sequence)
            head = Head(sequence: sequence, hash: hash)
            return SealedEvent(sequence: sequence, event: draft, hash: hash)
        }
    }

    /// Checks the events that follow those checked so far, and says what is wrong with them. Goes
    /// on from what is stored, so that one changed event is one problem.
    ///
    /// Versions of items are checked when the chain was followed from its start.
    public mutating func verify(_ events: [SealedEvent]) -> [Problem] {
        let isWhole = head == .start || !versions.isEmpty
        var problems: [Problem] = []
        for sealed in events {
            let expected = head.sequence + 1
            if sealed.sequence != expected {
                problems.append(.gap(expected: expected, found: sealed.sequence))
            } else if hash(of: sealed.event, sequence: sealed.sequence) != sealed.hash {
                problems.append(.wrongHash(sequence: sealed.sequence, item: sealed.event.item))
            }
            if isWhole {
                let event = sealed.event
                let version = versions[event.item, default: 0] + 1
                if event.version != version {
                    problems.append(
                        .wrongVersion(
                            sequence: sealed.sequence, item: event.item, expected: version,
                            found: event.version))
                }
                versions[event.item] = event.version
            }
            head = Head(sequence: sealed.sequence, hash: sealed.hash)
        }
        return problems
    }

    /// The hash of an event that follows the head.
    private func hash(of event: DraftEvent, sequence: Int64) -> String {
        var writer = JSONWriter(reserving: 256 + event.data.utf8.count)
        writer.beginObject()
        writer.key("actor")
        if let actor = event.actor { writer.string(actor) } else { writer.null() }
        writer.member("at", event.at.millisecondsSinceEpoch)
        writer.member("data", canonical: event.data)
        writer.member("item", event.item)
        writer.member("seq", sequence)
        writer.member("type", event.type)
        writer.member("version", event.version)
        writer.endObject()
        var digest = SHA256()
        digest.update(head.hash)
        digest.update("\n")
        writer.withBytes { digest.update($0) }
        return digest.hexadecimal()
    }
}

extension HashChain {
    /// What is wrong with a stored history.
    public enum Problem: Hashable, Sendable {
        /// Events are missing, doubled or out of order.
        case gap(expected: Int64, found: Int64)
        /// The event or the hash before it was changed.
        case wrongHash(sequence: Int64, item: String)
        /// The events of one item do not count 1, 2, 3 …
        case wrongVersion(sequence: Int64, item: String, expected: Int, found: Int)

        /// The event where it shows.
        public var sequence: Int64 {
            switch self {
            case .gap(_, let found): found
            case .wrongHash(let sequence, _), .wrongVersion(let sequence, _, _, _): sequence
            }
        }
    }
}
