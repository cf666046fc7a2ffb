import WorkflowCalendar
import WorkflowPresentation

extension HandoverNote {
    var view: View {
        [
            "title": action.withoutName, "note": note, "who": who.withoutIdentifiers(text),
            "at": at.formatted(in: .vietnam), "iso": at.iso8601(in: .vietnam),
            "tone": isReason ? "is-warning" : nil,
        ]
    }
}
