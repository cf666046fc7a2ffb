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
    var startedAt: Instant
    var startedBy: String
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
}
