package import JSON
package import WorkflowCalendar
package import WorkflowCore

extension Delegation {
    package enum Status: String {
        case inForce = "in-force"
        case toCome = "to-come"
        case over

        package var text: String {
            switch self {
            case .inForce: say(vi: "đang có hiệu lực", en: "in force")
            case .toCome: say(vi: "chưa đến ngày", en: "yet to come")
            case .over: say(vi: "đã hết", en: "over")
            }
        }
    }

    package func status(on day: CalendarDate) -> Status {
        if isInForce(on: day) { return .inForce }
        return day <= lastDay ? .toCome : .over
    }

    /// For programs.
    package func view(on day: CalendarDate) -> JSON {
        var view: JSONObject = [
            "number": .int(Int64(number)), "principal": .string(principal),
            "deputy": .string(deputy), "kind": .string(kind.rawValue),
            "from": .string(from.description), "until": .string(lastDay.description),
            "status": .string(status(on: day).rawValue),
            "workflows": .array(scope.workflows.map(JSON.string)),
            "actions": .array(scope.actions.map(JSON.string)),
        ]
        view["agency"] = agency.map(JSON.string)
        view["note"] = note.map(JSON.string)
        view["given_by"] = .string(givenBy)
        view["given_at"] = .string(givenAt.iso8601(in: .vietnam))
        return .object(view)
    }
}
