import Diagnostics
import WorkflowCore
import WorkflowEngine
import WorkflowPresentation
import WorkflowStorage

extension OutcomeText {
    /// What followed for other items, a line for each kind of it.
    var relatedLines: [String] {
        let item = outcome.item
        let opened = outcome.related.filter { $0.event.type == "item.started" }.map(\.event.item)
        var changed: [String] = []
        for event in outcome.related {
            let id = event.event.item
            if id != item.parent, !opened.contains(id), !changed.contains(id) { changed.append(id) }
        }
        var lines: [String] = []
        if !opened.isEmpty {
            lines.append(
                say(vi: "Lập hồ sơ con: ", en: "Opened below it: ")
                    + opened.joined(separator: ", "))
        }
        if !changed.isEmpty {
            lines.append(
                say(vi: "Đổi theo: ", en: "Changed with it: ") + changed.joined(separator: ", "))
        }
        if let parent = item.parent, outcome.related.contains(where: { $0.event.item == parent }) {
            lines.append(
                say(
                    vi: "Hồ sơ \(parent) cũng đổi theo: wf show \(parent)",
                    en: "\(parent) changed with it: wf show \(parent)"))
        }
        return lines
    }
}
