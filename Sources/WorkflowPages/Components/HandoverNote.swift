import JSON
import WorkflowCalendar
package import WorkflowCore
package import WorkflowModel
package import WorkflowPresentation
package import WorkflowStorage

/// What somebody wrote when they handed an item on, to whoever has it now: above all, why it was
/// returned.
package struct HandoverNote: Sendable {
    let sealed: SealedEvent
    let note: String
    /// It had to be written: it is what is to be looked at.
    package let isReason: Bool
    let text: EventText

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

    var view: View {
        let data = EventText.data(sealed)
        return [
            "title": text.title(sealed.event.type, data).withoutName, "note": note,
            "who": text.who(sealed.event.actor, data).withoutIdentifiers(text),
            "at": sealed.event.at.formatted(in: .vietnam),
            "iso": sealed.event.at.iso8601(in: .vietnam), "tone": isReason ? "is-warning" : nil,
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
