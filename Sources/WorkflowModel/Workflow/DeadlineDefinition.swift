public import Diagnostics
public import WorkflowCalendar

/// A time limit on a state, as written. A reference, as states are.
public final class DeadlineDefinition: Sendable {
    public let name: String
    public let title: LocalizedText
    /// The state it counts for; the root is the whole item.
    public let scope: StateID
    public let limit: LimitSource
    /// The law and article the limit comes from, or `office setting`.
    public let source: LocalizedText
    /// A ladder of `rules/escalations.yaml`.
    public let escalation: String?
    public let restarts: StateSet
    public let pauses: StateSet
    public let stops: StateSet
    public let range: SourceRange

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
