public import CEL
public import WorkflowCalendar

/// What the functions of an expression ask of the item it is evaluated for. Travels as the `host`
/// of an activation, so that `visited('review')` needs no global.
public protocol ExpressionHost: Sendable {
    func hasVisited(_ state: StateID) -> Bool
    func isActive(_ state: StateID) -> Bool
    /// The last time an action of this index was taken; nil when never.
    func lastAct(of action: Int) -> ActRecord?
    /// The outputs of the decision table, as an object of type `table.NAME`.
    func outputs(ofTable name: String) throws(EvaluationError) -> Value
    var calendar: WorkingCalendar { get }
    func superior(of agency: String) -> String?
}

/// Who took an action, where they sit, when, and how often it was taken in all.
public struct ActRecord: Hashable, Sendable {
    public var actor: String
    public var agency: String
    public var at: Instant
    public var count: Int

    public init(actor: String, agency: String, at: Instant, count: Int) {
        self.actor = actor
        self.agency = agency
        self.at = at
        self.count = count
    }
}
