package import JSON
import WorkflowCalendar
package import WorkflowStorage

extension SealedEvent {
    /// `{"seq","item","version","type","at","actor","for"?,"data","hash"}`
    package var view: JSON {
        let data = (try? JSON.parse(event.data)) ?? .null
        var view: JSONObject = [
            "seq": .int(sequence), "item": .string(event.item),
            "version": .int(Int64(event.version)), "type": .string(event.type),
            "at": .string(event.at.iso8601(in: .vietnam)),
            "actor": event.actor.map(JSON.string) ?? .null,
        ]
        view["for"] = data["for"].string.map(JSON.string)
        view["data"] = data
        view["hash"] = .string(hash)
        return .object(view)
    }
}
