public import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// That break-glass was asked for or used, which whoever verifies a history is told.
public struct BrokenGlass: Hashable, Sendable {
    public var item: String
    public var sequence: Int64
    public var at: Instant
    public var action: String
    /// Who took part, those asked first first.
    public var people: [String]
    /// The names of the constraints that were, or would be, overridden.
    public var constraints: [String]
    /// The permissions were overridden, too.
    public var lacksPermission: Bool
    /// False when it was asked for only.
    public var isTaken: Bool

    /// Nil for any other event.
    init?(_ sealed: SealedEvent, _ event: Event, _ state: ItemState) {
        item = sealed.event.item
        sequence = sealed.sequence
        at = event.at
        let actions = state.workflow.actionNames
        switch event.body {
        case .breakGlassRequested(let requested):
            action = actions[requested.request.action]
            people = requested.request.people
            constraints = requested.request.constraints
            lacksPermission = requested.request.lacksPermission
            isTaken = false
        case .advanced(let advanced):
            guard let override = advanced.override else { return nil }
            action = actions[advanced.action]
            people = override.others.flatMap(\.people) + [event.actor].compactMap { $0 }
            constraints = override.constraints
            lacksPermission = override.lacksPermission
            isTaken = true
        default:
            return nil
        }
    }
}
