public import Diagnostics
public import WorkflowCalendar

/// A deadline as written, before it is known which workflow it stands in: one of
/// `rules/deadlines.yaml`, or one written inside a state.
public struct DeadlineTemplate: Sendable {
    public enum Length: Sendable {
        case fixed(FixedLimit)
        /// CEL over the item, compiled for each workflow that uses the deadline.
        case expression(ExpressionText)
    }

    /// One of several states or conditions on which something happens to the deadline.
    public struct Condition: Sendable {
        public enum Test: Sendable {
            /// The name of a state.
            case state(Located<String>)
            case expression(ExpressionText)
        }

        public var test: Test
        /// What to call it, for a pause.
        public var reason: LocalizedText?

        public init(test: Test, reason: LocalizedText?) {
            self.test = test
            self.reason = reason
        }
    }

    public var name: Located<String>
    /// The title of its state when absent.
    public var title: LocalizedText?
    public var length: Length
    public var origin: ExpressionText?
    public var source: LocalizedText
    public var escalation: Located<String>?
    public var starts: [Condition]
    public var restarts: [Condition]
    public var pauses: [Condition]
    public var resumes: [Condition]
    public var stops: [Condition]
    public var cancels: [Condition]
    public var receipt: ReceiptRule?
    public var roll: Roll?
    public var range: SourceRange

    /// The states it names anywhere.
    public var namedStates: [Located<String>] {
        [starts, restarts, pauses, resumes, stops, cancels].joined().compactMap { condition in
            if case .state(let name) = condition.test { name } else { nil }
        }
    }

    public init(
        name: Located<String>, title: LocalizedText?, length: Length, origin: ExpressionText?,
        source: LocalizedText, escalation: Located<String>?, starts: [Condition],
        restarts: [Condition], pauses: [Condition], resumes: [Condition], stops: [Condition],
        cancels: [Condition], receipt: ReceiptRule?, roll: Roll?, range: SourceRange
    ) {
        self.name = name
        self.title = title
        self.length = length
        self.origin = origin
        self.source = source
        self.escalation = escalation
        self.starts = starts
        self.restarts = restarts
        self.pauses = pauses
        self.resumes = resumes
        self.stops = stops
        self.cancels = cancels
        self.receipt = receipt
        self.roll = roll
        self.range = range
    }
}
