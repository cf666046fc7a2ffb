import WorkflowCalendar
import WorkflowStorage

/// Where items are: on whose desk, in which states, in whose hands. Items are many, places few, so
/// a list of what is somewhere goes through the places first.
package struct Place: Hashable, Sendable {
    /// Whose desk: an agency, and within it one of its roles, a person, or everybody.
    var desk: Desk
    /// The agency that owns the item.
    var owner: String?
    var states: [String]

    package init(desk: Desk, owner: String?, states: [String]) {
        self.desk = desk
        self.owner = owner
        self.states = states
    }

    /// From the table.
    init(_ text: String) {
        let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false)
            .map(String.init)
        desk = Desk(agency: parts.first ?? "", holder: parts.dropFirst().first ?? "")
        owner = parts.dropFirst(2).first.flatMap { $0.isEmpty ? nil : $0 }
        states = Array(parts.dropFirst(3))
    }

    /// As in the table. Places of one desk lie together.
    var text: String {
        var writer = LineWriter(reserving: 64)
        write(to: &writer)
        return writer.text
    }

    fileprivate func write(to writer: inout LineWriter) {
        writer.text(desk.agency)
        writer.byte(Self.separatorByte)
        writer.text(desk.holder)
        writer.byte(Self.separatorByte)
        if let owner { writer.text(owner) }
        for state in states {
            writer.byte(Self.separatorByte)
            writer.text(state)
        }
    }

    /// The unit separator of ASCII, which no name has.
    fileprivate static let separator = "\u{1F}"
    private static let separatorByte: UInt8 = 0x1F
}

extension Place {
    package struct Desk: Hashable, Sendable {
        var agency: String
        var holder: String

        /// The desk of items nobody has a task for.
        package static let none = Desk(agency: "", holder: "")

        fileprivate init(agency: String, holder: String) {
            self.agency = agency
            self.holder = holder
        }

        static func all(of task: TaskRow) -> [Desk] {
            if task.roles.isEmpty && task.people.isEmpty { return [everybody(in: task.agency)] }
            return task.roles.map { role($0, in: task.agency) }
                + task.people.map { person($0, in: task.agency) }
        }

        static func all(of query: TaskQuery) -> [Desk] {
            [everybody(in: query.agency), person(query.person, in: query.agency)]
                + query.roles.map { role($0, in: query.agency) }
        }

        /// Between which texts the places asked for lie.
        static func bounds(of query: TaskQuery) -> [(after: String, before: String)] {
            if query.isWholeAgency { return [(query.agency, query.agency + " ")] }
            return Set(all(of: query)).map(\.bounds)
        }

        private static func everybody(in agency: String) -> Desk {
            Desk(agency: agency, holder: "everybody")
        }

        private static func role(_ role: String, in agency: String) -> Desk {
            Desk(agency: agency, holder: "role:" + role)
        }

        private static func person(_ person: String, in agency: String) -> Desk {
            Desk(agency: agency, holder: "person:" + person)
        }

        fileprivate var text: String { agency + Place.separator + holder }

        /// The texts of its places are after the first and before the second: they go on with the
        /// separator, and what follows that in ASCII is the space.
        var bounds: (after: String, before: String) { (text, text + " ") }
    }
}

/// An item at a place: a row of `item_places`.
enum PlaceRow {
    /// A line for every desk the item lies on, or one for none.
    static func lines(of row: ItemRow, tasks: [TaskRow]) -> String {
        var lines = LineWriter(reserving: 256)
        var desks: [Place.Desk] = []
        for task in tasks.count > 1 ? tasks.sorted(by: TaskRow.isMoreUrgent) : tasks {
            for desk in Place.Desk.all(of: task) where !desks.contains(desk) {
                desks.append(desk)
                append(row, task, on: desk, to: &lines)
            }
        }
        if desks.isEmpty { append(row, nil, on: .none, to: &lines) }
        return lines.text
    }

    /// What is not due comes last among the tasks of a desk.
    private static func append(
        _ row: ItemRow, _ task: TaskRow?, on desk: Place.Desk, to lines: inout LineWriter
    ) {
        lines.beginLine()
        Place(desk: desk, owner: row.owner, states: row.states).write(to: &lines)
        lines.tab()
        if let dueAt = row.dueAt { lines.number(dueAt.millisecondsSinceEpoch) }
        lines.tab()
        lines.number(task?.dueAt?.millisecondsSinceEpoch ?? .max)
        lines.tab()
        lines.number(task?.openedAt.millisecondsSinceEpoch ?? .max)
    }

    /// The row as the table has it.
    struct Columns: Hashable {
        var place: String
        /// Of the item, in milliseconds since 1970, as all here.
        var dueAt: Int64?
        /// Of the most urgent of its tasks on the desk.
        var taskDueAt, taskOpenedAt: Int64?

        /// From a line of `lines`.
        init(_ fields: [Lines.Field]) {
            place = fields[0].text
            dueAt = fields.count > 1 ? fields[1].number : nil
            taskDueAt = fields.count > 2 ? fields[2].number : nil
            taskOpenedAt = fields.count > 3 ? fields[3].number : nil
        }
    }
}
