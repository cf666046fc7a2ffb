public import Diagnostics

/// When something happens to a deadline: one of these states, or one of these conditions.
public struct DeadlineConditions: Sendable {
    public static let none = DeadlineConditions(states: StateSet(), expressions: [])

    public let states: StateSet
    /// Each gives a bool. Asked whenever something happens to the item.
    public let expressions: [Expression]
    public var isEmpty: Bool { states.isEmpty && expressions.isEmpty }

    package init(states: StateSet, expressions: [Expression]) {
        self.states = states
        self.expressions = expressions
    }
}

/// Why a deadline stands still, as written beside a pausing state or condition.
public struct PauseReason: Sendable {
    public enum Cause: Sendable {
        case state(StateID)
        case expression(Expression)
    }

    public let cause: Cause
    public let text: LocalizedText

    package init(cause: Cause, text: LocalizedText) {
        self.cause = cause
        self.text = text
    }
}
