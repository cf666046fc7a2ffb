import WorkflowModel

/// A person changed fields outside an action.
public final class FieldsChanged: Sendable {
    public let agency: String
    public let note: String?
    /// The fields that were given, by index. What followed from them is in `step` as well.
    public let fields: [Int]
    public let step: Step

    init(agency: String, note: String?, fields: [Int], step: consuming Step) {
        self.agency = agency
        self.note = note
        self.fields = fields
        self.step = step
    }
}
