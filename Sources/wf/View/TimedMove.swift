import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

/// A transition an item takes by itself when its time comes, unless it has moved on by then.
struct TimedMove {
    let item: String
    let at: Instant
    /// The state it leaves, and the visible ones it leads to, if any.
    let from: StateNode
    let to: [StateNode]
    /// It is taken only if its condition holds then.
    let isConditional: Bool

    init(_ timer: ArmedTimer, of state: ItemState) {
        let workflow = state.workflow
        let transition = workflow[timer.state].timed[timer.index].transition
        item = state.id
        at = timer.dueAt
        from = workflow[timer.state]
        to = transition.targets.map { workflow[$0] }
        isConditional = transition.guardExpression != nil
    }

    /// `Lấy ý kiến → Thẩm định`.
    var text: String {
        let targets = to.map(\.title.spoken).joined(separator: ", ")
        let condition =
            isConditional ? say(vi: " nếu đủ điều kiện", en: " if its condition holds") : ""
        return from.title.spoken + (targets.isEmpty ? "" : " → " + targets) + condition
    }

    var moment: String { at.formatted(in: .vietnam) }

    var view: JSON {
        var view = JSONObject()
        view["item"] = .string(item)
        view["at"] = .string(at.iso8601(in: .vietnam))
        view["from"] = .string(from.name)
        view["to"] = .array(to.map { .string($0.name) })
        view["conditional"] = .bool(isConditional)
        view["title"] = .string(text)
        return .object(view)
    }
}

extension ItemState {
    /// What moves by itself, the earliest first.
    var timedMoves: [TimedMove] {
        timers.map { TimedMove($0, of: self) }.sorted { $0.at < $1.at }
    }
}
