public import Diagnostics
public import WorkflowCalendar

/// A deadline as written, before it is known which workflow it stands in: one of
/// `rules/deadlines.yaml`, or one written inside a state.
public struct DeadlineTemplate: Sendable {
    public enum Length: Sendable {
        case limit(Limit)
        case date(CalendarDate)
        /// CEL over the item, compiled for each workflow that uses the deadline.
        case expression(ExpressionText)
    }

    public var name: Located<String>
    /// The title of its state when absent.
    public var title: LocalizedText?
    public var length: Length
    public var source: LocalizedText
    public var escalation: Located<String>?
    /// Names of states.
    public var restarts: [Located<String>]
    public var pauses: [Located<String>]
    public var stops: [Located<String>]
    public var range: SourceRange

    public init(
        name: Located<String>, title: LocalizedText?, length: Length, source: LocalizedText,
        escalation: Located<String>?, restarts: [Located<String>], pauses: [Located<String>],
        stops: [Located<String>], range: SourceRange
    ) {
        self.name = name
        self.title = title
        self.length = length
        self.source = source
        self.escalation = escalation
        self.restarts = restarts
        self.pauses = pauses
        self.stops = stops
        self.range = range
    }
}
