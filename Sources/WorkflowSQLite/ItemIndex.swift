import WorkflowCalendar
import WorkflowStorage

/// What an item is found by: the rows that the tables beside `items` must have for it.
///
/// A pure function of what `items` holds. A commit writes the difference between the index before
/// and after, which for most is a row or two.
struct ItemIndex {
    var facets: [Facet]
    var place: Place
    /// Milliseconds since 1970, beside the place.
    var dueAt: Int64?
    var desks: [DeskEntry]
    /// When the first timer fires, in milliseconds since 1970.
    var wake: Int64?

    init(_ projection: Projection) {
        self.init(row: projection.row, tasks: projection.tasks, timers: projection.timers)
    }

    init(row: ItemRow, tasks: [TaskRow], timers: [TimerRow]) {
        facets = Facet.all(of: row)
        place = Place(owner: row.owner, states: row.states)
        dueAt = row.dueAt?.millisecondsSinceEpoch
        desks = tasks.enumerated().flatMap { DeskEntry.all(of: $1, position: $0) }
        wake = timers.lazy.map(\.dueAt.millisecondsSinceEpoch).min()
    }
}

/// A property of an item that lists are filtered by and that seldom changes.
struct Facet: Hashable {
    enum Kind: String {
        /// The agency that leads.
        case lead
        case workflow, plan, section
        /// `open` or `finished`.
        case phase
        /// Of overdue items only: there are few, and of the others one would rather know more.
        case overdue
    }

    var kind: Kind
    var value: String

    /// As in the table.
    var text: String { kind.rawValue + ":" + value }

    static func phase(isFinished: Bool) -> Facet {
        Facet(kind: .phase, value: isFinished ? "finished" : "open")
    }

    static let overdue = Facet(kind: .overdue, value: "yes")

    static func all(of row: ItemRow) -> [Facet] {
        var facets = [
            phase(isFinished: row.isFinished), Facet(kind: .workflow, value: row.workflow),
        ]
        if let lead = row.lead { facets.append(Facet(kind: .lead, value: lead)) }
        if let plan = row.plan { facets.append(Facet(kind: .plan, value: plan)) }
        if let section = row.section { facets.append(Facet(kind: .section, value: section)) }
        if row.isOverdue { facets.append(overdue) }
        return facets
    }
}

/// Where an item is: whose desk and which states. Items are many, places few.
struct Place: Hashable {
    var owner: String?
    var states: [String]

    init(owner: String?, states: [String]) {
        self.owner = owner
        self.states = states
    }

    /// From the table.
    init(_ text: String) {
        let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false)
        owner = parts.first.flatMap { $0.isEmpty ? nil : String($0) }
        states = parts.dropFirst().map(String.init)
    }

    /// As in the table.
    var text: String {
        states.reduce(into: owner ?? "") { $0 += "\(Self.separator)\($1)" }
    }

    /// The unit separator of ASCII, which no name has.
    private static let separator: Character = "\u{1F}"
}

/// A task as it lies on one of the desks where it can be taken up.
struct DeskEntry: Hashable {
    var agency: String
    var holder: String
    /// Milliseconds since 1970; what is not due comes last.
    var dueAt: Int64
    var openedAt: Int64
    /// The place of the task among those of its item.
    var position: Int

    /// Whose desks they are: a role's, a person's, or that of everybody in the agency.
    static func all(of task: TaskRow, position: Int) -> [DeskEntry] {
        let isForAll = task.roles.isEmpty && task.people.isEmpty
        let holders =
            isForAll ? [everybody] : task.roles.map(role(_:)) + task.people.map(person(_:))
        return holders.map { holder in
            DeskEntry(
                agency: task.agency, holder: holder,
                dueAt: task.dueAt?.millisecondsSinceEpoch ?? .max,
                openedAt: task.openedAt.millisecondsSinceEpoch, position: position)
        }
    }

    static func holders(of query: TaskQuery) -> [String] {
        [everybody, person(query.person)] + Set(query.roles).sorted().map(role(_:))
    }

    private static let everybody = ""
    private static func role(_ name: String) -> String { "role:" + name }
    private static func person(_ id: String) -> String { "person:" + id }
}

/// What to take out of a table and what to put in; each row once.
struct Difference<Element: Hashable> {
    private(set) var removed: [Element] = []
    private(set) var added: [Element] = []

    init(from old: [Element], to new: [Element]) {
        if old == new { return }
        let before = Set(old)
        var after: Set<Element> = []
        for element in new where after.insert(element).inserted && !before.contains(element) {
            added.append(element)
        }
        var seen: Set<Element> = []
        for element in old where !after.contains(element) && seen.insert(element).inserted {
            removed.append(element)
        }
    }
}
