public import WorkflowCalendar

/// Everything in `rules/`, checked: what holds now, for every item, whatever version of its
/// workflow it runs on.
public struct Rules: Sendable {
    public var organisation: Organisation
    /// The CSV files the organisation names for its people, as diagnostics name them.
    public var peopleFiles: [String] = []
    /// Every edition of every calendar, by name.
    public var calendars: [String: CalendarEditions]
    public var tables: [String: DecisionTable]
    public var escalations: [String: Escalation]
    public var notifications: NotificationRules
    public var constraints: [Constraint]
    /// Nil: no constraint is ever overridden.
    public var breakGlass: BreakGlass?
    /// The deadlines that workflows use by name.
    public var deadlines: [String: DeadlineTemplate]
    /// What starts by itself, in the order written.
    public var schedules: [Schedule]
    /// Files, types and numbers of documents.
    public var documents: DocumentRules
    /// By name.
    public var hooks: [String: InboundHook] = [:]
    /// All the texts, in the order of their paths.
    public var sources: [DefinitionSource]

    public init(
        organisation: Organisation, calendars: [String: CalendarEditions],
        tables: [String: DecisionTable], escalations: [String: Escalation],
        notifications: NotificationRules, constraints: [Constraint],
        deadlines: [String: DeadlineTemplate] = [:], schedules: [Schedule] = [],
        documents: DocumentRules = DocumentRules(), sources: [DefinitionSource] = []
    ) {
        self.organisation = organisation
        self.calendars = calendars
        self.tables = tables
        self.escalations = escalations
        self.notifications = notifications
        self.constraints = constraints
        self.deadlines = deadlines
        self.schedules = schedules
        self.documents = documents
        self.sources = sources
    }
}
