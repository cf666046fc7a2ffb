import Hummingbird
import NIOCore
import WorkflowAccounts
import WorkflowStorage

/// What one listener is sent: first what they missed, then what happens.
struct ChangeStream: Sendable {
    let place: ChangeFeed.Place
    let filter: ChangeFilter
    /// Each event has its type as its name.
    let isTyped: Bool
    let identity: Identity
    /// The last they know of; nil to begin now.
    let after: Int64?
    let store: any Store
    let canSee: @Sendable (ItemRow, Identity) async -> Bool

    /// Waits for room before each write; returns when the stream is to end.
    @concurrent func write(to writer: inout any ResponseBodyWriter) async throws {
        // Who comes back may wait a little, all of them not at the same moment as the server starts.
        try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
        var last = try await writeMissed(to: &writer)
        for await message in place.messages {
            switch message {
            case .change(let change, let text):
                guard change.sequence > last else { continue }
                last = change.sequence
                if await isFor(change) { try await writer.write(bytes(text)) }
            case .beat(let head):
                last = max(last, head)
                // With the id, so that who comes back need not look through what was not for them.
                try await writer.write(ByteBuffer(string: ": \nid: \(last)\n\n"))
            }
        }
    }

    /// - Returns: the sequence up to which everything was written.
    @concurrent private func writeMissed(
        to writer: inout any ResponseBodyWriter
    ) async throws -> Int64 {
        guard let after, after < place.head else {
            if let after, after > place.head {
                // Somebody else has written, and it is not told of yet: what is known is passed over.
                if try await after <= store.head().sequence { return after }
                // From another history: the store was restored from a backup, say.
                try await writer.write(
                    ByteBuffer(
                        string: "id: \(place.head)\nevent: reset\n"
                            + "data: {\"seq\":\(place.head)}\n\n"))
            } else {
                try await writer.write(ByteBuffer(string: "id: \(place.head)\n\n"))
            }
            return place.head
        }
        var last = after
        while last < place.head {
            let events = try await store.events(item: nil, after: last, limit: ChangeFeed.page)
                .filter { $0.sequence <= place.head }
            guard let end = events.last?.sequence else { break }
            for change in try await ChangeFeed.changes(events, in: store) {
                if await isFor(change) { try await writer.write(bytes(change.text)) }
            }
            last = end
        }
        try await writer.write(ByteBuffer(string: "id: \(place.head)\n\n"))
        return place.head
    }

    private func bytes(_ text: Change.Text) -> ByteBuffer { isTyped ? text.typed : text.untyped }

    private func isFor(_ change: Change) async -> Bool {
        guard filter.wants(change) else { return false }
        return await canSee(change.row, identity)
    }
}
