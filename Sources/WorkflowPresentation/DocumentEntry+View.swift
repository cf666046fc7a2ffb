package import JSON
import WorkflowCalendar
import WorkflowCore
package import WorkflowEngine
import WorkflowModel

extension DocumentEntry {
    /// What a register tells programs of a document.
    package var view: JSON {
        var view = JSONObject()
        view["id"] = .string("\(document.id)")
        view["text"] = .string(document.text)
        view["office"] = .string(document.office)
        view["year"] = .int(Int64(document.year))
        view["series"] = .string(document.series)
        view["number"] = .int(Int64(document.number))
        view["suffix"] = document.suffix.isEmpty ? nil : .string(document.suffix)
        view["type"] = .string(document.type)
        view["kind"] = .string(document.kind)
        view["date"] = .string(document.date.description)
        view["place"] = .string(document.place)
        view["summary"] = .string(document.summary)
        view["late"] = .bool(document.isLate)
        view["withdrawn"] = .bool(isWithdrawn)
        if let signer = document.signer {
            var person = JSONObject()
            person["name"] = .string(signer.name)
            person["position"] = signer.position.map(JSON.string)
            person["capacity"] = signer.capacity.map { .string($0.rawValue) }
            person["principal"] = signer.principal.map(JSON.string)
            view["signer"] = .object(person)
        }
        view["recipients"] = .array(document.recipients.map(JSON.string))
        view["urgency"] = document.urgency.map { .string($0.rawValue) }
        view["sha256"] = document.sha256.map(JSON.string)
        view["item"] = item.map(JSON.string)
        view["registered_at"] = .string(at.iso8601(in: .vietnam))
        view["registered_by"] = .string(actor)
        return .object(view)
    }
}
