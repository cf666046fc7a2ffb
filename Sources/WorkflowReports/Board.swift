public import Diagnostics
public import WorkflowCalendar
public import WorkflowModel
public import WorkflowStorage

/// How a plan stands, section by section: what was expected, what was delivered, where every item
/// is and when it is due.
public struct Board: Sendable {
    public struct Entry: Hashable, Sendable {
        public var id: String
        /// The number the document gives the activity, as text; nil where it leaves it blank.
        public var number: String?
        public var title: String
        /// The agency that leads it: a code.
        public var lead: String?
        /// As written in the plan; nil where it is blank.
        public var expected: String?
        public var delivered: String?
        /// Nil while the activity has no item.
        public var item: ItemRow?
        public var status: DueStatus
    }

    public struct Section: Hashable, Sendable {
        /// Empty for items of no section.
        public var id: String
        public var title: LocalizedText?
        public var entries: [Entry]
        public var tally: Tally { Tally(entries) }
    }

    /// How many activities there are, and how they stand.
    public struct Tally: Hashable, Sendable {
        public var total = 0
        public var notStarted = 0
        public var finished = 0
        public var overdue = 0
        public var dueSoon = 0
        public var paused = 0

        public init(_ entries: some Sequence<Entry>) {
            for entry in entries {
                total += 1
                if entry.item == nil { notStarted += 1 }
                switch entry.status {
                case .overdue: overdue += 1
                case .soon: dueSoon += 1
                case .paused: paused += 1
                case .early, .onTime, .late, .closed: finished += 1
                case .none, .inTime: break
                }
            }
        }
    }

    public var plan: String
    public var number: String?
    public var title: LocalizedText
    public var issuedOn: CalendarDate?
    /// The day it shows.
    public var today: CalendarDate
    public var sections: [Section]

    public var tally: Tally { Tally(sections.lazy.flatMap(\.entries)) }

    /// The board of a plan: its activities in the order of the document, with their items, and then
    /// the items that belong to the plan without standing in it.
    public init(_ plan: Plan, items: [ItemRow], clock: DueClock) {
        self.plan = plan.name
        number = plan.number
        title = plan.title
        issuedOn = plan.issuedOn
        today = clock.today
        let rows = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var entries = plan.activities.map { activity in
            (
                section: activity.text("section") ?? "",
                entry: Entry(activity, item: rows[activity.id], clock)
            )
        }
        let planned = Set(plan.activities.map(\.id))
        // What was opened below an item is part of it, and not counted again.
        for row in items where !planned.contains(row.id) && row.parent == nil {
            entries.append((section: row.section ?? "", entry: Entry(row, clock)))
        }
        var sections = plan.sections.map { Section(id: $0.id, title: $0.title, entries: []) }
        for (section, entry) in entries {
            if let index = sections.firstIndex(where: { $0.id == section }) {
                sections[index].entries.append(entry)
            } else {
                sections.append(Section(id: section, title: nil, entries: [entry]))
            }
        }
        self.sections = sections
    }
}

extension Board.Entry {
    fileprivate init(_ activity: PlannedActivity, item: ItemRow?, _ clock: DueClock) {
        self.init(
            id: activity.id, number: activity.text("stt"),
            title: activity.text("content") ?? item?.title ?? activity.id,
            lead: item?.lead ?? activity.text("lead"),
            expected: item?.expected ?? activity.text("quantity"), delivered: item?.delivered,
            item: item, status: item.map(clock.status(of:)) ?? .none)
    }

    fileprivate init(_ row: ItemRow, _ clock: DueClock) {
        self.init(
            id: row.id, number: nil, title: row.title, lead: row.lead, expected: row.expected,
            delivered: row.delivered, item: row, status: clock.status(of: row))
    }
}

extension PlannedActivity {
    /// A field as plain text; nil when it has no value.
    fileprivate func text(_ name: String) -> String? {
        switch fields[name] {
        case .string(let text): text.isEmpty ? nil : text
        case .int(let number): String(number)
        case .quantity(let quantity): quantity.text.isEmpty ? nil : quantity.text
        default: nil
        }
    }
}
