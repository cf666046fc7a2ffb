import Diagnostics
package import JSON
import WorkflowCalendar
package import WorkflowModel

extension EventText {
    /// Loud without colour too.
    package var brokenTitle: String { say(vi: "PHÁ KÍNH – ", en: "BREAK-GLASS – ") }

    package func isBroken(_ type: String, _ data: JSONView) -> Bool {
        type == "break-glass.requested" || !data["override"].isNull
    }

    package func oversightTitle(_ type: String, _ data: JSONView, _ action: String) -> String {
        if type == "approval.given" {
            let count = "\(data["given"].int ?? 0)/\(data["needed"].int ?? 0)"
            return say(vi: "Duyệt lần \(count): \(action)", en: "Approval \(count): \(action)")
        }
        return brokenTitle + say(vi: "đề nghị: \(action)", en: "asked for: \(action)")
    }

    /// What was overridden, and by whom besides the actor.
    package func brokenLines(_ data: JSONView, _ organisation: Organisation) -> [String] {
        let said = data["override"].isNull ? data : data["override"]
        var lines: [String] = []
        for other in elements(said["by"]) {
            let people = elements(other["people"]).compactMap(\.string)
            let names = people.map { organisation.person($0).map { "\($0.name), \($0.id)" } ?? $0 }
            let note = other["note"].string ?? ""
            let by = names.joined(separator: "; ")
            lines.append(say(vi: "cùng với \(by): “\(note)”", en: "together with \(by): “\(note)”"))
        }
        let names = elements(said["constraints"]).compactMap(\.string)
        if !names.isEmpty {
            let list = names.joined(separator: ", ")
            lines.append(
                say(vi: "vượt qua ràng buộc: \(list)", en: "overriding the constraints: \(list)"))
        }
        if said["permission"].bool == true {
            lines.append(say(vi: "vượt qua phân quyền", en: "overriding who may"))
        }
        if let until = data["until"].int {
            let moment = Instant(millisecondsSinceEpoch: until).formatted(in: .vietnam)
            lines.append(
                say(vi: "chờ người khác xác nhận đến \(moment)", en: "to be confirmed by \(moment)")
            )
        }
        return lines
    }

    private func elements(_ json: JSONView) -> [JSONView] { json.array.map(Array.init) ?? [] }
}
