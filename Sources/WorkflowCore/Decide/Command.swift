import CEL
public import WorkflowCalendar
public import WorkflowModel

/// What is asked of an item that exists. What comes with it lies apart, so that handing it on costs
/// one reference.
public enum Command: Sendable {
    case act(ActCommand)
    /// A task changes hands.
    indirect case handle(TaskCommand)
    /// The moment a timed transition waited for.
    indirect case fire(ArmedTimer)
    /// The next step of the ladder of a deadline, by index.
    case reach(deadline: Int)
    /// Another edition of the calendar is in force: deadlines and timed transitions that end
    /// elsewhere by it are moved.
    case recount
    /// A person changes fields outside an action.
    indirect case set(SetCommand)
    /// A person takes their own last action back.
    indirect case undo(UndoCommand)
}

/// A person takes an action. A reference, because all parts of a decision look at the same one.
public final class ActCommand: Sendable {
    public let action: String
    /// Values by field name.
    public let fields: [(name: String, value: FieldValue?)]
    public let note: String?
    public let documents: [DocumentRecord]
    /// To be taken although permissions or constraints stand against it, together with others.
    public let breaksGlass: Bool
    /// What a task came to; nil for an action.
    public let outcome: String?
    /// Whom of those a state asked the task is done for, where that is not the actor's own.
    public let member: String?

    public init(
        action: String, fields: [(name: String, value: FieldValue?)] = [], note: String? = nil,
        documents: [DocumentRecord] = [], breaksGlass: Bool = false, outcome: String? = nil,
        member: String? = nil
    ) {
        self.action = action
        self.fields = fields
        self.note = note
        self.documents = documents
        self.breaksGlass = breaksGlass
        self.outcome = outcome
        self.member = member
    }
}

/// A task is taken, given to somebody, or handed back.
public struct TaskCommand: Sendable {
    public enum Act: Hashable, Sendable {
        case claim
        /// To this person.
        case assign(String)
        case handBack
    }

    public var act: Act
    /// The name of the task: of a ladder, of a state that asks several, else its state. Nil: the
    /// only one it can be.
    public var task: String?
    /// Whom of those a state asked; nil: the only one it can be.
    public var member: String?
    public var note: String?

    public init(_ act: Act, task: String? = nil, member: String? = nil, note: String? = nil) {
        self.act = act
        self.task = task
        self.member = member
        self.note = note
    }
}

/// How an item begins.
public struct StartCommand: Sendable {
    public var id: String
    public var plan: String?
    /// The schedule that starts it; then nobody does.
    public var schedule: String?
    /// The item it is opened below; then nobody need start it.
    public var parent: String?
    public var fields: [(name: String, value: FieldValue?)]
    /// Limits by deadline name, in place of the workflow's.
    public var limits: [String: FixedLimit]

    public init(
        id: String, plan: String? = nil, schedule: String? = nil,
        fields: [(name: String, value: FieldValue?)] = [],
        limits: [String: FixedLimit] = [:]
    ) {
        self.id = id
        self.plan = plan
        self.schedule = schedule
        self.fields = fields
        self.limits = limits
    }
}

/// What a decision is made with besides the item itself: who, when, under which rules.
public final class Circumstances: Sendable {
    /// Who acts, in the capacity they are asked about first; nil for the clock.
    public let actor: Actor?
    /// What else they may act as: their other positions, then those of whom they stand in for.
    public let others: [Actor]
    /// Who stands in for whom, now and later.
    public let standIns: StandIns
    /// What the actor was given and is over, to say so.
    public let lapsed: [Delegation]
    public let now: Instant
    public let rules: Rules
    /// The calendar of the item's workflow.
    public let calendar: WorkingCalendar
    /// The date of `now` where the calendar is kept.
    public let today: CalendarDate
    /// The variables of expressions that are the same for every item.
    let variables: [Value?]

    public init(
        actor: Actor?, others: [Actor] = [], standIns: StandIns = .none,
        lapsed: [Delegation] = [], now: Instant, rules: Rules, calendar: WorkingCalendar
    ) {
        self.actor = actor
        self.others = others
        self.standIns = standIns
        self.lapsed = lapsed
        self.now = now
        self.rules = rules
        self.calendar = calendar
        today = now.date(in: calendar.zone)
        let actorObject =
            actor.map { actor in
                ActorObject(
                    id: actor.id, name: actor.name, agency: actor.agency, roles: actor.roles,
                    principal: actor.principal?.id)
            } ?? .nobody
        var variables = [Value?](repeating: nil, count: ExpressionSlots.count)
        variables[ExpressionSlots.actor] = .object(actorObject)
        variables[ExpressionSlots.now] = now.timestamp.map(Value.timestamp)
        variables[ExpressionSlots.today] = .date(today)
        self.variables = variables
    }

    /// The same for somebody else, or in another capacity.
    func replacing(actor: Actor) -> Circumstances {
        Circumstances(
            actor: actor, standIns: standIns, lapsed: lapsed, now: now, rules: rules,
            calendar: calendar)
    }
}
