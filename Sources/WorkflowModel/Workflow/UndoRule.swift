public import WorkflowCalendar

/// Whether who took an action may take it back while nobody has acted since.
public struct UndoRule: Hashable, Sendable {
    /// For how long after the action; nil: for as long as nobody acts.
    public var within: Limit?

    public init(within: Limit? = nil) {
        self.within = within
    }
}
