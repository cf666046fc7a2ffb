import Diagnostics
import WorkflowCore
import WorkflowModel

extension Engine {
    /// What items know of their children must be what the children are, and the other way round.
    func verifyFamilies(_ states: [String: ItemState], _ report: inout VerifyReport) {
        for id in states.keys.sorted() {
            guard let state = states[id] else { continue }
            for child in state.children {
                guard let own = states[child.id], own.parent == id else {
                    report.problems.append(.lostChild(child.id, of: id))
                    continue
                }
                if own.asChild(child, of: state.workflow) != child {
                    report.problems.append(.childDiffers(child.id, of: id))
                }
            }
            guard let parent = state.parent else { continue }
            let isKnown = states[parent]?.children.contains { $0.id == id } ?? false
            if !isKnown { report.problems.append(.lostParent(parent, of: id)) }
        }
    }
}

extension VerifyReport.Problem {
    fileprivate static func lostChild(_ child: String, of parent: String) -> Self {
        Self(
            code: "child-missing", item: parent, sequence: nil,
            message: LocalizedText(
                vi:
                    "\(parent) có hồ sơ con \(child), nhưng không có hồ sơ nào như thế thuộc về nó.",
                en: "\(parent) has a child \(child), but there is no such item below it."))
    }

    fileprivate static func childDiffers(_ child: String, of parent: String) -> Self {
        Self(
            code: "child-differs", item: parent, sequence: nil,
            message: LocalizedText(
                vi: "\(parent): điều hồ sơ này biết về hồ sơ con \(child) khác với chính hồ sơ ấy.",
                en: "\(parent): what it knows of its child \(child) differs from the child."))
    }

    fileprivate static func lostParent(_ parent: String, of child: String) -> Self {
        Self(
            code: "parent-missing", item: child, sequence: nil,
            message: LocalizedText(
                vi: "\(child) thuộc về \(parent), nhưng \(parent) không có hồ sơ con ấy.",
                en: "\(child) is below \(parent), which has no such child."))
    }
}
