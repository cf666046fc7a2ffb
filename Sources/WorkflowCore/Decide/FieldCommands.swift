public import WorkflowModel

/// Fields changed outside an action.
public struct SetCommand: Sendable {
    /// Values by field name; nil takes the value away.
    public var fields: [(name: String, value: FieldValue?)]
    public var note: String?

    public init(fields: [(name: String, value: FieldValue?)], note: String? = nil) {
        self.fields = fields
        self.note = note
    }
}

/// One's own last action taken back.
public struct UndoCommand: Sendable {
    /// All events of the item, in order: what was before is worked out from them.
    public var history: [Event]
    public var note: String?

    public init(history: [Event], note: String? = nil) {
        self.history = history
        self.note = note
    }
}
