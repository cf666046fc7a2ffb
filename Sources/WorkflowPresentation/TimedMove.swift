import Diagnostics
package import JSON
package import WorkflowCalendar
package import WorkflowCore
package import WorkflowModel

/// A transition an item takes by itself when its time comes, unless it has moved on by then.
package struct TimedMove: Sendable {
    package let item: String
    package let at: Instant
    /// The state it leaves, and the visible ones it leads to, if any.
    package let from: StateNode
    package let to: [StateNode]
    /// It is taken only if its condition holds then.
    package let isConditional: Bool

    package init(_ timer: ArmedTimer, of state: ItemState) {
        let workflow = state.workflow
        let transition = workflow[timer.state].timed[timer.index].transition
        item = state.id
        at = timer.dueAt
        from = workflow[timer.state]
        to = transition.targets.map { workflow[$0] }
        isConditional = transition.guardExpression != nil
    }

    /// `Lấy ý kiến → Thẩm định`.
    package var text: String {
        let targets = to.map(\.title.spoken).joined(separator: ", ")
        let condition =
            isConditional ? say(vi: " nếu đủ điều kiện", en: " if its condition holds") : ""
        return from.title.spoken + (targets.isEmpty ? "" : " → " + targets) + condition
    }

    package var moment: String { at.formatted(in: .vietnam) }

    package var view: JSON {
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
    package var timedMoves: [TimedMove] {
        timers.map { TimedMove($0, of: self) }.sorted { $0.at < $1.at }
    }
}
