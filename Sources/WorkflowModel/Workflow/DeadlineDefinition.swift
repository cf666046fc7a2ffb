public import Diagnostics
public import WorkflowCalendar

/// A time limit on a state, as written.
public struct DeadlineDefinition: Sendable {
    public var name: String
    public var title: LocalizedText
    /// The state it counts for; the root is the whole item.
    public var scope: StateID
    public var limit: LimitSource
    /// The law and article the limit comes from, or `office setting`.
    public var source: LocalizedText
    /// A ladder of `rules/escalations.yaml`.
    public var escalation: String?
    public var restarts: StateSet
    public var pauses: StateSet
    public var stops: StateSet
    public var range: SourceRange

    package init(
        name: String, title: LocalizedText, scope: StateID, limit: LimitSource,
        source: LocalizedText, escalation: String?, restarts: StateSet, pauses: StateSet,
        stops: StateSet, range: SourceRange
    ) {
        self.name = name
        self.title = title
        self.scope = scope
        self.limit = limit
        self.source = source
        self.escalation = escalation
        self.restarts = restarts
        self.pauses = pauses
        self.stops = stops
        self.range = range
    }
}

/// Where a time limit comes from.
public enum LimitSource: Sendable {
    case limit(Limit)
    case date(CalendarDate)
    /// CEL that gives a `limit` or a `date`.
    case expression(Expression)
}
