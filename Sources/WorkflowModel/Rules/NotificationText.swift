/// The text of a notification in one language: `Hồ sơ {{id}} – hạn {{due}}`.
public struct NotificationText: Hashable, Sendable {
    /// What can stand between braces.
    public enum Placeholder: String, CaseIterable, Sendable {
        case id, title, state, action, actor, due, owner, workflow, plan
        /// The task that was completed, assigned or handed back.
        case task
        case daysOverdue = "days_overdue"
        /// When it was due before the calendar changed.
        case wasDue = "was_due"
        /// What was written with the action, on one line.
        case note
    }

    private let template: TextTemplate<Placeholder>

    public init(_ template: String) {
        self.template = TextTemplate(template)
    }

    /// The text with the placeholders filled in.
    public func filled(_ value: (Placeholder) -> String) -> String {
        template.filled(value)
    }

    /// The same, piece by piece.
    public func forEachPiece(_ value: (Placeholder) -> String, _ body: (String) -> Void) {
        template.forEachPiece(value, body)
    }
}
