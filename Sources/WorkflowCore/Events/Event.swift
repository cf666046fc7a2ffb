public import Diagnostics
public import WorkflowCalendar
public import WorkflowModel

/// One fact in the history of an item. Carries everything that was worked out when it happened,
/// so that applying it again needs no rule, no calendar and no clock.
public struct Event: Sendable {
    /// The version of the item once this has happened: 1, 2, 3 …
    public var version: Int
    public var at: Instant
    /// Nil when the clock caused it.
    public var actor: String? {
        get { person.isEmpty ? nil : person }
        set { person = newValue ?? "" }
    }
    /// Whom the actor acted for; nil for themselves.
    public var principal: String? {
        get { represented.isEmpty ? nil : represented }
        set { represented = newValue ?? "" }
    }
    public var body: EventBody
    /// Nobody's identifier is empty; a plain text copies for less than one that may be missing.
    private var person: String
    private var represented: String

    init(
        version: Int, at: Instant, actor: String?, for principal: String? = nil, body: EventBody
    ) {
        self.version = version
        self.at = at
        self.body = body
        person = actor ?? ""
        represented = principal ?? ""
    }

    public var type: String { body.type }

    /// Everybody behind it: who acted, then whom they acted for.
    var people: [String] { [person, represented].filter { !$0.isEmpty } }
}

extension Event {
    /// What somebody did to an item that no rule of its workflow has a say in.
    package init(_ body: EventBody, after state: ItemState, at now: Instant, by actor: Actor) {
        self.init(
            version: state.version + 1, at: now, actor: actor.id, for: actor.principal?.id,
            body: body)
    }
}

public enum EventBody: Sendable {
    case started(Started)
    case advanced(Advanced)
    case moved(Moved)
    case deadlineReached(DeadlineReached)
    case taskCompleted(TaskCompleted)
    case taskHandled(TaskHandled)
    case recounted(Recounted)
    case documentRegistered(DocumentRegistered)
    case documentWithdrawn(DocumentWithdrawn)
    case approvalGiven(ApprovalGiven)
    case breakGlassRequested(BreakGlassRequested)
    case childrenChanged(ChildrenChanged)
    case childAdded(ChildAdded)
    case changed(FieldsChanged)
    case undone(ActionUndone)

    public var type: String {
        switch self {
        case .started: "item.started"
        case .advanced: "item.advanced"
        case .moved: "item.moved"
        case .deadlineReached(let reached):
            switch reached.step {
            case .reminder: "deadline.reminder"
            case .overdue: "deadline.overdue"
            case .escalation: "deadline.escalated"
            }
        case .taskCompleted: "task.completed"
        case .taskHandled(let handled): "task.\(handled.kind.rawValue)"
        case .recounted: "deadline.recounted"
        case .documentRegistered: "document.registered"
        case .documentWithdrawn: "document.withdrawn"
        case .approvalGiven: "approval.given"
        case .breakGlassRequested: "break-glass.requested"
        case .childrenChanged: "child.changed"
        case .childAdded: "child.added"
        case .changed: "item.changed"
        case .undone: "item.undone"
        }
    }
}

// What happened is a reference: events are handed around, what they say is large and never changes.

/// An item came into being.
public final class Started: Sendable {
    /// The agency of who started it; nil when a schedule did.
    public let agency: String?
    public let plan: String?
    /// The schedule that started it; nil when a person did.
    public let schedule: String?
    /// The item it was opened below.
    public let parent: String?
    public let limits: [Int: FixedLimit]
    public let step: Step

    init(
        agency: String?, plan: String?, schedule: String?, parent: String? = nil,
        limits: [Int: FixedLimit], step: Step
    ) {
        self.agency = agency
        self.plan = plan
        self.schedule = schedule
        self.parent = parent
        self.limits = limits
        self.step = step
    }
}

/// A person took an action.
public final class Advanced: Sendable {
    /// The index of its name in the workflow.
    public let action: Int
    public let agency: String
    public let note: String?
    public let documents: [DocumentRecord]
    /// For an action that asks for documents: how many the item has with these. They have served
    /// it; when it is taken again, it asks for others.
    public let served: Int?
    /// The event of the parent that had it taken, in nobody's name.
    public let cause: EventCause?
    /// Several people took it together against the rules; nil for nearly all.
    public let override: Override?
    public let step: Step

    init(
        action: Int, agency: String, note: String?, documents: [DocumentRecord],
        served: Int? = nil, cause: EventCause? = nil, override: Override? = nil,
        step: consuming Step
    ) {
        self.action = action
        self.agency = agency
        self.note = note
        self.documents = documents
        self.served = served
        self.cause = cause
        self.override = override
        self.step = step
    }
}

/// The time of a timed transition came.
public final class Moved: Sendable {
    public let timer: ArmedTimer
    /// False when its guard was false: the timer is over and nothing else happened.
    public let isTaken: Bool
    public let step: Step

    init(timer: ArmedTimer, isTaken: Bool, step: Step) {
        self.timer = timer
        self.isTaken = isTaken
        self.step = step
    }
}

/// A step of the ladder of a deadline was due.
public final class DeadlineReached: Sendable {
    public enum Step: String, Hashable, Sendable {
        case reminder, overdue, escalation
    }

    /// What a step did with the open tasks.
    public enum Deed: String, Hashable, Sendable {
        case opened, reassigned
    }

    /// The index of the deadline in the workflow.
    public let deadline: Int
    public let step: Step
    /// Which step of the ladder, from 0; nil for the end of the deadline itself.
    public let ladderStep: Int?
    /// When it was due; the event may be later when nobody looked.
    public let dueAt: Instant
    public let after: DeadlineState
    /// All open tasks afterwards, when the step opened one or moved one to another desk.
    public let tasks: [OpenTask]?
    /// Which of the two; nil when it did neither, and in events written before this was.
    public let did: Deed?
    /// Why the action the step was to take was not taken.
    public let refusal: LocalizedText?

    init(
        deadline: Int, step: Step, ladderStep: Int?, dueAt: Instant, after: DeadlineState,
        tasks: [OpenTask]? = nil, did: Deed? = nil, refusal: LocalizedText? = nil
    ) {
        self.deadline = deadline
        self.step = step
        self.ladderStep = ladderStep
        self.dueAt = dueAt
        self.after = after
        self.tasks = tasks
        self.did = did
        self.refusal = refusal
    }
}

/// A person did what a step of a ladder, or a state, had asked for.
public final class TaskCompleted: Sendable {
    /// The name of the task.
    public let task: String
    public let agency: String
    public let note: String?
    public let documents: [DocumentRecord]
    /// Who of the round of a state was asked; nil for what a step of a ladder asked for.
    public let member: String?
    /// Nil for a task without outcomes.
    public let outcome: String?
    /// Enough was done before, or the state was left.
    public let isLate: Bool
    /// Somebody else did it for the member.
    public let isOnBehalf: Bool
    /// What followed; nil when nothing did.
    public let step: Step?

    init(
        task: String, agency: String, note: String?, documents: [DocumentRecord],
        member: String? = nil, outcome: String? = nil, isLate: Bool = false,
        isOnBehalf: Bool = false, step: Step? = nil
    ) {
        self.task = task
        self.agency = agency
        self.note = note
        self.documents = documents
        self.member = member
        self.outcome = outcome
        self.isLate = isLate
        self.isOnBehalf = isOnBehalf
        self.step = step
    }
}

/// Deadlines and timed transitions were counted anew by another edition of the calendar.
public final class Recounted: Sendable {
    /// The edition.
    public let calendar: String
    /// Those whose end moved.
    public let deadlines: [DeadlineChange]
    /// When each of them was due before, in the same order.
    public let before: [CalendarDate]
    /// The timed transitions whose moment moved.
    public let timers: [TimerChange]

    init(
        calendar: String, deadlines: [DeadlineChange], before: [CalendarDate],
        timers: [TimerChange]
    ) {
        self.calendar = calendar
        self.deadlines = deadlines
        self.before = before
        self.timers = timers
    }
}
