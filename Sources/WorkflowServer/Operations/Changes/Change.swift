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
    package var text: Text {
        let data: JSON = [
            "seq": .int(sequence), "item": .string(event.item),
            "version": .int(Int64(event.version)), "type": .string(event.type),
            "at": .string(event.at.iso8601(in: .vietnam)),
            "actor": event.actor.map(JSON.string) ?? .null,
        ]
        let (id, fields) = ("id: \(sequence)\n", "data: \(data.canonical)\n\n")
        return Text(
            typed: ByteBuffer(string: id + "event: \(event.type)\n" + fields),
            untyped: ByteBuffer(string: id + fields))
    }

    /// With its type as the name of the event, and without: a browser tells only those who ask for
    /// events by name of one that has a name.
    package struct Text: Sendable {
        let typed: ByteBuffer
        let untyped: ByteBuffer
    }
}
