import Diagnostics
import WorkflowCore
import WorkflowModel
import WorkflowPresentation

/// Where an item is, as the states of its normal course in the order they are written: those passed
/// ticked, those active marked; what runs at the same time, one under the other.
struct StepChains {
    let state: ItemState
    private let course: NormalCourse

    init(state: ItemState) {
        self.state = state
        course = NormalCourse(of: state)
    }

    private var workflow: Workflow { state.workflow }

    var view: [View] { chains(inside: .root, label: nil) }

    private func chains(inside container: StateID, label: String?) -> [View] {
        if case .parallel = workflow[container].kind {
            return workflow[container].children.filter(course.isShown).flatMap { region in
                course.children(of: region).isEmpty
                    ? [chain([region], label: nil)]
                    : chains(inside: region, label: workflow[region].title.spoken)
            }
        }
        let shown = course.children(of: container)
        if shown.isEmpty { return [] }
        var views = [chain(shown, label: label)]
        for child in shown
        where state.configuration.contains(child) && !workflow[child].children.isEmpty {
            views += chains(inside: child, label: workflow[child].title.spoken)
        }
        // What only says that the item is open is no step of its own.
        if container == .root, views.count > 1 { views.removeFirst() }
        return views
    }

    private func chain(_ states: [StateID], label: String?) -> View {
        let active = states.firstIndex(where: state.configuration.contains) ?? 0
        return [
            "label": label,
            "steps": states.enumerated().map { index, id -> View in
                let isHere = state.configuration.contains(id)
                let isPast = index < active && state.visited.contains(id)
                return [
                    "title": workflow[id].title.spoken, "isHere": isHere,
                    "className": isHere ? "is-here" : isPast ? "is-past" : "is-ahead",
                    "sign": isPast ? "✓" : isHere ? "●" : nil,
                    "spoken": isPast
                        ? say(vi: "đã qua", en: "passed")
                        : isHere ? say(vi: "đang ở đây", en: "here now") : nil,
                ]
            },
        ]
    }
}
