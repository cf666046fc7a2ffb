import JSON
package import NIOCore
import WorkflowCalendar
package import WorkflowStorage

/// A committed event of an item.
package struct Change: Sendable {
    package let sequence: Int64
    package let event: DraftEvent
    /// The item as it stood when the event was read.
    package let row: ItemRow

    init(_ sealed: SealedEvent, of row: ItemRow) {
        sequence = sealed.sequence
        event = sealed.event
        self.row = row
    }

    /// As a server-sent event: its id is the sequence.
    package var bytes: ByteBuffer {
        let data: JSON = [
            "seq": .int(sequence), "item": .string(event.item),
            "version": .int(Int64(event.version)), "type": .string(event.type),
            "at": .string(event.at.iso8601(in: .vietnam)),
            "actor": event.actor.map(JSON.string) ?? .null,
        ]
        return ByteBuffer(
            string: "id: \(sequence)\nevent: \(event.type)\ndata: \(data.canonical)\n\n")
    }
}
