package import JSON
package import WorkflowCalendar
package import WorkflowCore
import WorkflowModel
package import WorkflowStorage

/// What somebody wrote when they handed an item on, to whoever has it now: above all, why it was
/// returned.
package struct HandoverNote: Sendable {
    private let sealed: SealedEvent
    package let note: String
    /// It had to be written: it is what is to be looked at.
    package let isReason: Bool
    package let text: EventText

    /// Of each step the item is at, what was written with the action that led there.
    package static func all(
        of state: ItemState, in history: [SealedEvent], _ text: EventText
    ) -> [HandoverNote] {
        var sought = Set(state.visibleLeaves.map { state.workflow[$0].name })
        var found: [HandoverNote] = []
        for sealed in history.reversed() where !sought.isEmpty {
            let data = EventText.data(sealed)
            let entered = Set(text.list(data["entered"]).compactMap(\.string))
            let reached = sought.intersection(entered)
            // What was taken back, or interrupted and resumed, is as it was before.
            guard !reached.isEmpty, sealed.event.type != "item.undone" else { continue }
            let actions = data["action"].string.map { state.workflow.actions(called: $0) } ?? []
            if actions.contains(where: state.workflow.resumes) { continue }
            sought.subtract(reached)
            guard let note = data["note"].string, !note.isEmpty else { continue }
            found.append(
                HandoverNote(
                    sealed: sealed, note: note,
                    isReason: actions.contains { $0.requirements.contains(.note) }, text: text))
        }
        return found
    }

    /// What was done, whom by and when.
    package var action: String { text.title(sealed.event.type, EventText.data(sealed)) }
    package var who: String { text.who(sealed.event.actor, EventText.data(sealed)) }
    package var at: Instant { sealed.event.at }

    package var json: JSON {
        [
            "note": .string(note), "seq": .int(sealed.sequence), "reason": .bool(isReason),
            "actor": sealed.event.actor.map(JSON.string) ?? .null,
            "at": .string(at.iso8601(in: .vietnam)),
        ]
    }
}

extension Workflow {
    fileprivate func actions(called name: String) -> [Action] {
        states.flatMap { $0.actions.filter { $0.name == name } }
    }

    /// Whether it leads back to where the item was before.
    fileprivate func resumes(_ action: Action) -> Bool {
        action.transitions.flatMap(\.targets).contains { target in
            if case .history = self[target].kind { true } else { false }
        }
    }
}
