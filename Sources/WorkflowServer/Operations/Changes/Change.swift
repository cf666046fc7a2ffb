import JSON
package import NIOCore
import WorkflowCalendar
package import WorkflowStorage

/// A committed event of an item, ready to be sent to everybody who may see it.
package struct Change: Sendable {
    package let sequence: Int64
    package let event: DraftEvent
    /// The item as it stood when the event was read.
    package let row: ItemRow
    /// As a server-sent event: its id is the sequence.
    package let bytes: ByteBuffer

    init(_ sealed: SealedEvent, of row: ItemRow) {
        sequence = sealed.sequence
        event = sealed.event
        self.row = row
        let data: JSON = [
            "seq": .int(sealed.sequence), "item": .string(event.item),
            "version": .int(Int64(event.version)), "type": .string(event.type),
            "at": .string(event.at.iso8601(in: .vietnam)),
            "actor": event.actor.map(JSON.string) ?? .null,
        ]
        bytes = ByteBuffer(
            string: "id: \(sealed.sequence)\nevent: \(event.type)\ndata: \(data.canonical)\n\n")
    }
}
