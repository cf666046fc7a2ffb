import Diagnostics
package import JSON
import WorkflowModel

extension EventText {
    /// What was done, what it came to, and for whom.
    package func completion(_ data: JSONView) -> String {
        let name = data["task"].string ?? ""
        guard let member = data["member"].string else {
            return say(vi: "Đã làm xong: \(name)", en: "Done: \(name)")
        }
        let definition = workflow.states.lazy.compactMap(\.tasks).first { $0.name == name }
        let title = definition?.title.spoken ?? name
        let outcome = data["result"].string.map { code in
            definition?.outcomes.first { $0.code == code }?.title.spoken ?? code
        }
        var text =
            outcome.map { "\(title): \($0)" }
            ?? say(
                vi: "Đã làm xong: \(title)", en: "Done: \(title)")
        if data["on_behalf"].bool == true {
            let whom = self.member(member)
            text += say(vi: ", thay mặt \(whom)", en: ", on behalf of \(whom)")
        }
        if data["late"].bool == true { text += say(vi: ", muộn", en: ", late") }
        return text
    }

    /// The task that changed hands.
    package func taskTitle(_ data: JSONView) -> String {
        let name = data["task"].string ?? ""
        let state = data["state"].string.flatMap { workflow.stateIndex[$0] }
        if data["order"].string != nil { return name }
        guard let member = data["member"].string else {
            return state.map { workflow[$0].title.spoken } ?? name
        }
        let title = state.flatMap { workflow[$0].tasks?.title.spoken } ?? name
        return "\(title) (\(self.member(member)))"
    }

    package func person(_ id: String?) -> String {
        id.map { organisation.person($0)?.name ?? $0 } ?? ""
    }

    /// An agency or a person that was asked.
    private func member(_ code: String) -> String {
        organisation.agency(code)?.name.spoken ?? person(code)
    }

    /// Who was asked, and what became of those who had not answered.
    package func rounds(_ changes: [JSONView]) -> [String] {
        changes.flatMap { change in
            var lines: [String] = []
            func add(_ key: StaticString, vi: String, en: String) {
                let codes = list(change[key]).compactMap { $0.string ?? $0["code"].string }
                if codes.isEmpty { return }
                let names = codes.map(member).joined(separator: ", ")
                lines.append(say(vi: vi, en: en) + names)
            }
            add("members", vi: "hỏi: ", en: "asked: ")
            if change["resumed"].bool == true {
                lines.append(
                    say(vi: "hỏi lại nơi chưa trả lời", en: "asked again who had not answered"))
            }
            if change["satisfied"].bool == true {
                lines.append(say(vi: "đã đủ", en: "enough is done"))
            }
            add("released", vi: "thôi hỏi: ", en: "no longer asked: ")
            add("kept", vi: "vẫn chờ, tính là muộn: ", en: "still asked, late from now on: ")
            return lines
        }
    }
}
