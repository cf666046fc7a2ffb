public import Diagnostics
public import WorkflowCalendar

/// A time limit on a state, as written. A reference, as states are.
///
/// What moves it is looked at whenever something happens to the item, in this order: it is over
/// when its scope is left, or by `stops` and `cancels`; it begins when its scope is entered, or by
/// `starts` inside; `restarts` counts it from zero; `pauses` makes it stand still and `resumes`,
/// or else the end of the pause, lets it go on.
public final class DeadlineDefinition: Sendable {
    public let name: String
    /// What its timer is called: `deadline:NAME`.
    public let timerKey: String
    public let title: LocalizedText
    /// The state it counts for; the root is the whole item.
    public let scope: StateID
    public let limit: LimitSource
    /// CEL giving the date or instant it counts from; the moment it starts when absent, or when
    /// the expression has no value.
    public let origin: Expression?
    /// The law and article the limit comes from, or `office setting`.
    public let source: LocalizedText
    /// A ladder of `rules/escalations.yaml`.
    public let escalation: String?
    /// Empty: it starts as its scope is entered.
    public let starts: DeadlineConditions
    public let restarts: DeadlineConditions
    public let pauses: DeadlineConditions
    /// What to call the pauses; others are called after their state.
    public let pauseReasons: [PauseReason]
    /// Empty: it goes on as soon as nothing makes it stand still.
    public let resumes: DeadlineConditions
    public let stops: DeadlineConditions
    public let cancels: DeadlineConditions
    /// What arrives late in the day; as the calendar says when nil.
    public let receipt: ReceiptRule?
    /// Where a limit goes that ends on a day off; as the calendar says when nil.
    public let roll: Roll?
    public let range: SourceRange

    package init(
        name: String, title: LocalizedText, scope: StateID, limit: LimitSource,
        origin: Expression? = nil, source: LocalizedText, escalation: String? = nil,
        starts: DeadlineConditions = .none, restarts: DeadlineConditions = .none,
        pauses: DeadlineConditions = .none, pauseReasons: [PauseReason] = [],
        resumes: DeadlineConditions = .none, stops: DeadlineConditions = .none,
        cancels: DeadlineConditions = .none, receipt: ReceiptRule? = nil, roll: Roll? = nil,
        range: SourceRange
    ) {
        self.name = name
        timerKey = "deadline:" + name
        self.title = title
        self.scope = scope
        self.limit = limit
        self.origin = origin
        self.source = source
        self.escalation = escalation
        self.starts = starts
        self.restarts = restarts
        self.pauses = pauses
        self.pauseReasons = pauseReasons
        self.resumes = resumes
        self.stops = stops
        self.cancels = cancels
        self.receipt = receipt
        self.roll = roll
        self.range = range
    }
}

/// Where a time limit comes from.
public enum LimitSource: Sendable {
    case fixed(FixedLimit)
    /// CEL that gives a `limit` or a `date`.
    case expression(Expression)
}
