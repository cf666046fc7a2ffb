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
        var text = ""
        append(to: &text)
        return text
    }

    fileprivate func append(to text: inout String) {
        text += desk.agency
        text += Self.separator
        text += desk.holder
        text += Self.separator
        if let owner { text += owner }
        for state in states {
            text += Self.separator
            text += state
        }
    }

    /// The unit separator of ASCII, which no name has.
    fileprivate static let separator = "\u{1F}"
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
        var lines = ""
        lines.reserveCapacity(160)
        var desks: [Place.Desk] = []
        for task in tasks.count > 1 ? tasks.sorted(by: TaskRow.isMoreUrgent) : tasks {
            for desk in Place.Desk.all(of: task) where !desks.contains(desk) {
                desks.append(desk)
                append(row, task, on: desk, to: &lines)
            }
        }
        if desks.isEmpty { append(row, nil, on: .none, to: &lines) }
        return lines
    }

    /// What is not due comes last among the tasks of a desk.
    private static func append(
        _ row: ItemRow, _ task: TaskRow?, on desk: Place.Desk, to lines: inout String
    ) {
        if !lines.isEmpty { lines += "\n" }
        Place(desk: desk, owner: row.owner, states: row.states).append(to: &lines)
        lines += "\t"
        if let dueAt = row.dueAt { lines += String(dueAt.millisecondsSinceEpoch) }
        lines += "\t"
        lines += String(task?.dueAt?.millisecondsSinceEpoch ?? .max)
        lines += "\t"
        lines += String(task?.openedAt.millisecondsSinceEpoch ?? .max)
    }

    /// The row as the table has it.
    struct Columns: Hashable {
        var place: String
        /// Of the item, in milliseconds since 1970, as all here.
        var dueAt: Int64?
        /// Of the most urgent of its tasks on the desk.
        var taskDueAt, taskOpenedAt: Int64?

        /// A line of `lines`.
        init(line: Substring) {
            let parts = Lines.fields(line)
            place = parts.first.map(String.init) ?? ""
            dueAt = parts.count > 1 ? Int64(parts[1]) : nil
            taskDueAt = parts.count > 2 ? Int64(parts[2]) : nil
            taskOpenedAt = parts.count > 3 ? Int64(parts[3]) : nil
        }
    }
}
