public import WorkflowCalendar

/// What lists show of an item, and what it can be found by.
public struct ItemRow: Hashable, Sendable {
    public var id: String
    /// The number of its last event.
    public var version: Int
    public var workflow: String
    public var workflowVersion: Int
    public var definition: String
    public var plan: String?
    public var section: String?
    /// One line: what the item is about.
    public var title: String
    /// Folded text that a search looks in.
    public var searchText: String
    /// Names of the active states, outermost first, hidden ones left out.
    public var states: [String]
    /// The innermost visible state, for people.
    public var stateTitleVi: String
    public var stateTitleEn: String
    /// The agency that leads it.
    public var lead: String?
    /// The agency whose desk it lies on.
    public var owner: String?
    /// The end of the nearest running deadline: the instant by which it must be met.
    public var dueAt: Instant?
    /// The date people call due.
    public var dueOn: CalendarDate?
    /// Counted over days off that are expected, not decreed; nil when it was kept before this was.
    public var isProvisional: Bool?
    public var isOverdue: Bool
    public var isPaused: Bool
    /// The outcome once it is finished.
    public var outcome: String?
    public var startedAt: Instant
    public var updatedAt: Instant
    /// Expected and delivered quantity as written, for the board.
    public var expected: String?
    public var delivered: String?
    /// The item it was opened below.
    public var parent: String?

    public init(
        id: String, version: Int, workflow: String, workflowVersion: Int, definition: String,
        plan: String?, section: String?, title: String, searchText: String, states: [String],
        stateTitleVi: String, stateTitleEn: String, lead: String?, owner: String?, dueAt: Instant?,
        dueOn: CalendarDate?, isProvisional: Bool?, isOverdue: Bool, isPaused: Bool,
        outcome: String?, startedAt: Instant, updatedAt: Instant, expected: String?,
        delivered: String?, parent: String? = nil
    ) {
        self.id = id
        self.version = version
        self.workflow = workflow
        self.workflowVersion = workflowVersion
        self.definition = definition
        self.plan = plan
        self.section = section
        self.title = title
        self.searchText = searchText
        self.states = states
        self.stateTitleVi = stateTitleVi
        self.stateTitleEn = stateTitleEn
        self.lead = lead
        self.owner = owner
        self.dueAt = dueAt
        self.dueOn = dueOn
        self.isProvisional = isProvisional
        self.isOverdue = isOverdue
        self.isPaused = isPaused
        self.outcome = outcome
        self.startedAt = startedAt
        self.updatedAt = updatedAt
        self.expected = expected
        self.delivered = delivered
        self.parent = parent
    }
}

/// An item as the engine reads it before a decision.
public struct ItemRecord: Hashable, Sendable {
    public var row: ItemRow
    public var snapshot: [UInt8]

    public init(row: ItemRow, snapshot: [UInt8]) {
        self.row = row
        self.snapshot = snapshot
    }
}

/// An item that wants to be looked at, with what the next decision needs.
public struct DueItem: Hashable, Sendable {
    public var id: String
    public var definition: String
    /// When its first timer is due.
    public var wakeAt: Instant
    public var snapshot: [UInt8]

    public init(id: String, definition: String, wakeAt: Instant, snapshot: [UInt8]) {
        self.id = id
        self.definition = definition
        self.wakeAt = wakeAt
        self.snapshot = snapshot
    }

    /// Where it stands among those that are due.
    public struct Place: Comparable, Hashable, Sendable {
        public var wakeAt: Instant
        public var id: String

        public init(wakeAt: Instant, id: String) {
            self.wakeAt = wakeAt
            self.id = id
        }

        public static func < (left: Place, right: Place) -> Bool {
            left.wakeAt != right.wakeAt
                ? left.wakeAt < right.wakeAt : left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
        }
    }

    public var place: Place { Place(wakeAt: wakeAt, id: id) }
}

/// One open task: an item on a desk.
public struct TaskRow: Hashable, Sendable {
    public var item: String
    /// The state that opened it, or the name of what it asked, or of what a ladder asked for.
    public var state: String
    public var titleVi: String
    public var titleEn: String
    /// The agency whose desk it is.
    public var agency: String
    /// Roles, or people, that can act on it; both empty: everybody of the agency.
    public var roles: [String]
    public var people: [String]
    public var openedAt: Instant
    public var dueAt: Instant?
    public var dueOn: CalendarDate?
    /// As of an item.
    public var isProvisional: Bool?
    public var isOverdue: Bool
    /// Whom of those a state asked it is for; nil for the work of a state itself.
    public var member: String?
    /// The person who has taken it; nil while it is everybody's whose desk it lies on.
    public var claimedBy: String?
    /// That of its item; nil when it says nothing of it.
    public var priority: TaskPriority?

    public init(
        item: String, state: String, titleVi: String, titleEn: String, agency: String,
        roles: [String], people: [String], openedAt: Instant, dueAt: Instant?,
        dueOn: CalendarDate?, isProvisional: Bool?, isOverdue: Bool, member: String? = nil,
        claimedBy: String? = nil, priority: TaskPriority? = nil
    ) {
        self.item = item
        self.state = state
        self.titleVi = titleVi
        self.titleEn = titleEn
        self.agency = agency
        self.roles = roles
        self.people = people
        self.openedAt = openedAt
        self.dueAt = dueAt
        self.dueOn = dueOn
        self.isProvisional = isProvisional
        self.isOverdue = isOverdue
        self.member = member
        self.claimedBy = claimedBy
        self.priority = priority
    }
}

/// How urgent an item is besides its deadlines.
public struct TaskPriority: Hashable, Sendable {
    /// The smaller the more urgent.
    public var rank: Int64
    public var titleVi: String
    public var titleEn: String

    public init(rank: Int64, titleVi: String, titleEn: String) {
        self.rank = rank
        self.titleVi = titleVi
        self.titleEn = titleEn
    }
}

/// An armed timer. Its key is unique within the item.
public struct TimerRow: Hashable, Sendable {
    public var item: String
    /// `deadline:NAME` or `after:STATE:INDEX`.
    public var key: String
    public var dueAt: Instant

    public init(item: String, key: String, dueAt: Instant) {
        self.item = item
        self.key = key
        self.dueAt = dueAt
    }

    /// Of a timed transition, not of a deadline.
    public var isTransition: Bool { key.utf8.starts(with: "after:".utf8) }

    /// The order of `Store.timedTransitions`.
    package static func goesBefore(_ left: TimerRow, _ right: TimerRow) -> Bool {
        if left.dueAt != right.dueAt { return left.dueAt < right.dueAt }
        if left.item != right.item {
            return left.item.utf8.lexicographicallyPrecedes(right.item.utf8)
        }
        return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
}

/// Which items to list. Everything given must hold.
public struct ItemQuery: Hashable, Sendable {
    /// The name of an active state.
    public var state: String?
    /// An agency that leads or owns.
    public var agency: String?
    public var workflow: String?
    public var plan: String?
    public var section: String?
    /// The item they were opened below.
    public var parent: String?
    public var isOverdue: Bool?
    public var isFinished: Bool?
    public var dueBefore: Instant?
    /// Folded words, all of which must occur.
    public var words: [String]
    /// Continue after this item (in the order of `id`).
    public var after: String?
    public var limit: Int

    public init(
        state: String? = nil, agency: String? = nil, workflow: String? = nil, plan: String? = nil,
        section: String? = nil, parent: String? = nil, isOverdue: Bool? = nil,
        isFinished: Bool? = nil,
        dueBefore: Instant? = nil, words: [String] = [], after: String? = nil, limit: Int = 50
    ) {
        self.state = state
        self.agency = agency
        self.workflow = workflow
        self.plan = plan
        self.section = section
        self.parent = parent
        self.isOverdue = isOverdue
        self.isFinished = isFinished
        self.dueBefore = dueBefore
        self.words = words
        self.after = after
        self.limit = limit
    }
}

/// Whose open tasks to list.
public struct TaskQuery: Hashable, Sendable {
    public var agency: String
    public var roles: [String]
    public var person: String
    /// Everything on the desk of the agency, whosever it is there.
    public var isWholeAgency: Bool
    /// Only what one of these has taken, or was given to `person` by name, whoever has it; nil for
    /// whatever fits.
    public var holders: [String]?
    public var limit: Int

    public init(
        agency: String, roles: [String], person: String, isWholeAgency: Bool = false,
        holders: [String]? = nil, limit: Int = 100
    ) {
        self.holders = holders
        self.agency = agency
        self.roles = roles
        self.person = person
        self.isWholeAgency = isWholeAgency
        self.limit = limit
    }
}
