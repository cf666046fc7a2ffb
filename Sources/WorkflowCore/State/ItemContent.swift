import WorkflowCalendar
import WorkflowModel

/// What an item state is made of. Kept apart so that passing a state around costs one reference.
struct ItemContent: Sendable {
    let id: String
    let workflow: Workflow
    /// What expressions see of it that never changes.
    let identity: ItemObject.Identity
    var version: Int
    var plan: String?
    var schedule: String?
    var startedAt: Instant
    var startedBy: String?
    var updatedAt: Instant
    var configuration: StateSet
    var visited: StateSet
    var memory: [HistoryMemory]
    var fields: [FieldValue?]
    var acts: [ActHistory?]
    var deadlines: [DeadlineState?]
    var timers: [ArmedTimer]
    var tasks: [OpenTask]
    var documents: [DocumentRecord]
    var limits: [Int: FixedLimit]
    var outcome: String?
    /// Approvals and break-glass; nil for most.
    var oversight: Oversight?
    /// The item it was opened below.
    var parent: String?
    var children: [ChildState]
    /// What its states asked of the members of lists.
    var rounds: [TaskRound]
    /// What people did besides the acts, for separation of duties.
    var priorParts: [PriorPart]
    /// Relatives that whoever looks at the item does not see. Kept of what is shown alone: what is
    /// decided and stored knows all.
    var concealed: Set<String> = []

    init(
        id: String, workflow: Workflow, version: Int, plan: String?, schedule: String?,
        startedAt: Instant, startedBy: String?, updatedAt: Instant, configuration: StateSet,
        visited: StateSet,
        memory: [HistoryMemory], fields: [FieldValue?], acts: [ActHistory?],
        deadlines: [DeadlineState?], timers: [ArmedTimer], tasks: [OpenTask],
        documents: [DocumentRecord], limits: [Int: FixedLimit], outcome: String?,
        oversight: Oversight? = nil, parent: String? = nil, children: [ChildState] = [],
        rounds: [TaskRound] = [], priorParts: [PriorPart] = []
    ) {
        self.id = id
        self.workflow = workflow
        identity = ItemObject.Identity(id: id, workflow: workflow.name, version: workflow.version)
        self.version = version
        self.plan = plan
        self.schedule = schedule
        self.startedAt = startedAt
        self.startedBy = startedBy
        self.updatedAt = updatedAt
        self.configuration = configuration
        self.visited = visited
        self.memory = memory
        self.fields = fields
        self.acts = acts
        self.deadlines = deadlines
        self.timers = timers
        self.tasks = tasks
        self.documents = documents
        self.limits = limits
        self.outcome = outcome
        self.oversight = oversight
        self.parent = parent
        self.children = children
        self.rounds = rounds
        self.priorParts = priorParts
    }
}
