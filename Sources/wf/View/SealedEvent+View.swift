import JSON
import WorkflowCalendar
import WorkflowStorage

extension SealedEvent {
    /// `{"seq","item","version","type","at","actor","data","hash"}`
    var view: JSON {
        [
            "seq": .int(sequence), "item": .string(event.item),
            "version": .int(Int64(event.version)), "type": .string(event.type),
            "at": .string(event.at.iso8601(in: .vietnam)),
            "actor": event.actor.map(JSON.string) ?? .null,
            "data": (try? JSON.parse(event.data)) ?? .null, "hash": .string(hash),
        ]
    }
}
