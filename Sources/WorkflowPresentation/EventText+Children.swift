import Diagnostics
package import JSON
import WorkflowModel

extension EventText {
    /// What an event says of children: those it opened, what became of others, and those that stay
    /// as they are.
    package func children(_ data: JSONView) -> [String] {
        var lines: [String] = []
        let opened = list(data["opened_children"]).compactMap { $0["id"].string }
        if !opened.isEmpty {
            lines.append(
                say(vi: "lập hồ sơ con: ", en: "opens: ") + opened.joined(separator: ", "))
        }
        for child in list(data["children"]) {
            let id = child["id"].string ?? ""
            lines.append("\(id): " + states(of: child, family[id]).joined(separator: ", "))
        }
        for left in list(data["left"]) {
            let id = left["child"].string ?? ""
            let reason = left["reason"][named: Speech.language.rawValue].string ?? ""
            lines.append(say(vi: "\(id) giữ nguyên: ", en: "\(id) stays: ") + reason)
        }
        return lines
    }

    /// The titles of its innermost states, or their names where the workflow is not at hand.
    private func states(of child: JSONView, _ workflow: Workflow?) -> [String] {
        let names = list(child["states"]).compactMap(\.string)
        guard let workflow else { return names.suffix(1) }
        let states = StateSet(names.compactMap { workflow.stateIndex[$0] })
        return states.filter { !workflow[$0].descendants.intersects(states) }
            .map { workflow[$0].title.spoken }
    }

    /// Whose change it follows, when nobody did it.
    package func cause(_ data: JSONView) -> String? {
        if let cause = data["caused_by"]["item"].string {
            return say(vi: "theo hồ sơ \(cause)", en: "following \(cause)")
        }
        if data["parent"].string != nil {
            return say(vi: "máy tự mở", en: "opened by itself")
        }
        if data["children"].array != nil || data["left"].array != nil {
            return say(vi: "theo hồ sơ con", en: "following its children")
        }
        return nil
    }
}
