public import Diagnostics
public import WorkflowCalendar
public import WorkflowModel

/// Everything the next decision about an item depends on. Built by applying its events in order.
///
/// A value: a copy shares its content until one of the two changes.
public struct ItemState: Sendable {
    /// `@unchecked`: changed only while one state holds it, as with the arrays of the standard
    /// library.
    private final class Box: @unchecked Sendable {
        // Without checks of exclusive access while running: it is reached only through `content`
        // of a value, whose own access the compiler has checked.
        @exclusivity(unchecked) var content: ItemContent
        init(_ content: ItemContent) { self.content = content }
    }

    private var box: Box

    init(_ content: ItemContent) { box = Box(content) }

    var content: ItemContent {
        _read { yield box.content }
        _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.content) }
            yield &box.content
        }
    }

    public var id: String { content.id }
    public var workflow: Workflow { content.workflow }
    /// The number of the last event applied.
    public var version: Int { content.version }
    public var plan: String? { content.plan }
    public var startedAt: Instant { content.startedAt }
    /// Nil when a schedule started it.
    public var startedBy: String? { content.startedBy }
    /// The schedule that started it; nil when a person did.
    public var schedule: String? { content.schedule }
    public var updatedAt: Instant { content.updatedAt }
    /// The active states, ancestors included.
    public var configuration: StateSet { content.configuration }
    /// Every state that was ever active.
    public var visited: StateSet { content.visited }
    /// What each history state remembers.
    public var memory: [HistoryMemory] { content.memory }
    /// One value for each field of the workflow; nil when it has none.
    public var fields: [FieldValue?] { content.fields }
    /// What was done, by the index of the action.
    public var acts: [ActHistory?] { content.acts }
    /// One for each deadline of the workflow; nil before it first started.
    public var deadlines: [DeadlineState?] { content.deadlines }
    /// The timed transitions that wait.
    public var timers: [ArmedTimer] { content.timers }
    public var tasks: [OpenTask] { content.tasks }
    public var documents: [DocumentRecord] { content.documents }
    /// Limits set for this item in place of the workflow's, by the index of the deadline.
    public var limits: [Int: FixedLimit] { content.limits }
    /// The outcome of the final state it reached; nil while it is open.
    public var outcome: String? { content.outcome }
    /// The item it was opened below; nil also when whoever it was read for does not see that one.
    public var parent: String? {
        guard !content.concealed.isEmpty, let parent = content.parent else { return content.parent }
        return content.concealed.contains(parent) ? nil : parent
    }
    /// What it knows of the items it opened, in the order it did, but for those that whoever it was
    /// read for does not see.
    public var children: [ChildState] {
        if content.concealed.isEmpty { return content.children }
        return content.children.filter { !content.concealed.contains($0.id) }
    }
    /// Whether what happens to it may concern other items.
    public var hasFamily: Bool { content.parent != nil || !content.workflow.children.isEmpty }

    /// The active states that have no active state inside, hidden ones included.
    public var leaves: [StateID] {
        let workflow = workflow
        let configuration = configuration
        return configuration.filter { state in
            !workflow[state].descendants.intersects(configuration)
        }
    }

    /// The innermost active states that people are shown.
    public var visibleLeaves: [StateID] {
        let workflow = workflow
        let configuration = configuration
        return configuration.filter { state in
            let node = workflow[state]
            return !node.isHidden && !node.descendants.intersects(configuration)
        }
    }

    public func isActive(_ name: String) -> Bool {
        workflow.stateIndex[name].map(configuration.contains) ?? false
    }

    public subscript(field name: String) -> FieldValue? {
        workflow.fieldIndex[name].flatMap { fields[$0] }
    }
}

public struct HistoryMemory: Hashable, Sendable {
    /// The history state.
    public var state: StateID
    public var remembered: StateSet

    package init(state: StateID, remembered: StateSet) {
        self.state = state
        self.remembered = remembered
    }
}

/// Who took an action on an item, ever, or had it taken by somebody who stood in for them.
/// Separation of duties looks at all of `people`.
public struct ActHistory: Hashable, Sendable {
    public var last: ActRecord
    /// Each person once, in the order of their first time.
    public var people: [String]
    /// How many documents of the item have served the action: those handed in by the last time it
    /// was taken, if it asks for any.
    public var served = 0
    /// The agencies it was taken in before it was taken in that of `last`, each once.
    public var earlierAgencies: [String] = []

    /// Every agency it was ever taken in.
    public var agencies: [String] { earlierAgencies + [last.agency] }
}

/// A timed transition waiting for its moment.
public struct ArmedTimer: Hashable, Sendable {
    public var state: StateID
    /// Which of the state's timed transitions.
    public var index: Int
    public var dueAt: Instant
    /// Nil when it was armed before this was kept: then it stays where it is.
    public var count: TimerCount?
}

/// What leads to the moment of a timed transition.
public struct TimerCount: Hashable, Sendable {
    /// When it was armed.
    public var from: Instant
    public var limit: FixedLimit
}

/// Work lying on a desk because a state is active.
public struct OpenTask: Hashable, Sendable {
    public var state: StateID
    public var agency: String
    /// Who there may act: holders of any of these roles, or these people; both empty is everybody.
    public var roles: [String]
    public var people: [String]
    public var openedAt: Instant
    /// A step of a ladder moved it here: who holds it may do the work of its state.
    public var isReassigned = false
    /// What is to be done when a step of a ladder opened it; nil for the work of the state itself.
    public var order: OrderedTask?
    /// Whom of the round of its state it is for; nil for the work of the state itself.
    public var member: String?
    /// Who has taken it; nil while it is everybody's whose desk it lies on.
    public var claim: TaskClaim?

    /// What is to be done, for people.
    public func title(_ workflow: Workflow) -> LocalizedText {
        order?.title ?? asked(workflow)?.title ?? workflow[state].title
    }

    /// Whether it lies on the desk of this person in this capacity.
    public func isHeld(by actor: Actor) -> Bool {
        actor.sits(in: agency)
            && (roles.isEmpty && people.isEmpty || people.contains(actor.holder)
                || roles.contains(where: actor.roles.contains))
    }
}

/// What a step of a ladder asked for. A reference: few tasks have one, and all are handed on.
public final class OrderedTask: Sendable {
    /// The index of the deadline.
    public let deadline: Int
    public let name: String
    public let title: LocalizedText
    /// The kind of document it is completed with.
    public let document: String?

    init(deadline: Int, name: String, title: LocalizedText, document: String?) {
        self.deadline = deadline
        self.name = name
        self.title = title
        self.document = document
    }
}

extension OrderedTask: Hashable {
    public static func == (left: OrderedTask, right: OrderedTask) -> Bool {
        left.deadline == right.deadline && left.name == right.name && left.title == right.title
            && left.document == right.document
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(deadline)
        hasher.combine(name)
    }
}

/// A document handed in with an action.
public struct DocumentRecord: Hashable, Sendable {
    /// Such as `to-trinh`.
    public var kind: String
    public var name: String
    /// SHA-256 of the content, in hexadecimal.
    public var sha256: String
    /// Bytes.
    public var size: Int64
    /// Its number, once it has one.
    public var registered: RegisteredDocument.ID?
    /// Withdrawn by the office whose document it is.
    public var isWithdrawn = false

    public init(kind: String, name: String, sha256: String, size: Int64) {
        self.kind = kind
        self.name = name
        self.sha256 = sha256
        self.size = size
    }
}
