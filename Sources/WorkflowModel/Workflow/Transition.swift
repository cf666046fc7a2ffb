public import Diagnostics

/// Where a transition may lead, under which condition, and what it assigns on the way.
public final class Transition: Sendable {
    public let source: StateID
    /// True when absent.
    public let guardExpression: Expression?
    /// Empty: the item stays where it is.
    public let targets: [StateID]
    public let assignments: [Assignment]
    public let range: SourceRange

    package init(
        source: StateID, guardExpression: Expression?, targets: [StateID],
        assignments: [Assignment], range: SourceRange
    ) {
        self.source = source
        self.guardExpression = guardExpression
        self.targets = targets
        self.assignments = assignments
        self.range = range
    }
}

/// A transition taken by itself some time after its state was entered.
public struct TimedTransition: Sendable {
    public var within: LimitSource
    public var transition: Transition

    package init(within: LimitSource, transition: Transition) {
        self.within = within
        self.transition = transition
    }
}

/// Gives a field a value when a transition is taken or a state is entered or left.
public struct Assignment: Sendable {
    /// The index of the field in `Workflow.fields`.
    public var field: Int
    public var value: Expression

    package init(field: Int, value: Expression) {
        self.field = field
        self.value = value
    }
}
