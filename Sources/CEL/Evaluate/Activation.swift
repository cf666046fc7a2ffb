/// The values an evaluation sees, by slot.
public struct Activation: Sendable {
    /// One for each variable of the environment, in its order. Nil leaves a variable unbound,
    /// which is an error only when the variable is read.
    public var values: [Value?]
    /// State of the host that its functions read through ``EvaluationContext/host``.
    public var host: (any AnyObject & Sendable)?

    public init(_ values: [Value?] = [], host: (any AnyObject & Sendable)? = nil) {
        self.values = values
        self.host = host
    }
}

/// One evaluation under way: what functions of the host may use.
public struct EvaluationContext {
    let variables: [Value?]
    /// The variables of macros, by slot.
    var locals: [Value]
    /// Units of work left.
    var budget: Int
    /// What the activation carried.
    public let host: (any AnyObject & Sendable)?

    /// Counts work against the limit of the environment. A function whose work grows with its
    /// arguments charges for it, about one unit for each element or sixteen bytes.
    public mutating func charge(_ units: Int) throws(EvaluationError) {
        // Saturating, so that no argument can wrap the count around.
        let (left, overflow) = budget.subtractingReportingOverflow(units)
        guard left >= 0, !overflow else { throw .costLimit }
        budget = left
    }

    mutating func charge(text: String) throws(EvaluationError) {
        try charge(text.utf8.count / 16)
    }
}
