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
        states.reduce(into: desk.text + Self.separator + (owner ?? "")) {
            $0 += Self.separator
            $0 += $1
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
struct PlaceRow {
    var place: Place
    /// Of the item, in milliseconds since 1970, as all here.
    var dueAt: Int64?
    /// Of the most urgent of its tasks on the desk; what is not due comes last.
    var taskDueAt: Int64
    var taskOpenedAt: Int64

    /// A row for every desk the item lies on, or one for none.
    static func all(of row: ItemRow, tasks: [TaskRow]) -> [PlaceRow] {
        var rows: [PlaceRow] = []
        for task in tasks.sorted(by: TaskRow.isMoreUrgent) {
            for desk in Place.Desk.all(of: task) {
                let isTaken = rows.contains { $0.place.desk == desk }
                if !isTaken { rows.append(PlaceRow(of: row, task, on: desk)) }
            }
        }
        return rows.isEmpty ? [PlaceRow(of: row, nil, on: .none)] : rows
    }

    private init(of row: ItemRow, _ task: TaskRow?, on desk: Place.Desk) {
        place = Place(desk: desk, owner: row.owner, states: row.states)
        dueAt = row.dueAt?.millisecondsSinceEpoch
        taskDueAt = task?.dueAt?.millisecondsSinceEpoch ?? .max
        taskOpenedAt = task?.openedAt.millisecondsSinceEpoch ?? .max
    }

    var columns: Columns {
        Columns(
            place: place.text, dueAt: dueAt, taskDueAt: taskDueAt, taskOpenedAt: taskOpenedAt)
    }

    /// The row as the table has it.
    struct Columns: Hashable {
        var place: String
        var dueAt, taskDueAt, taskOpenedAt: Int64?

        init(place: String, dueAt: Int64?, taskDueAt: Int64?, taskOpenedAt: Int64?) {
            self.place = place
            self.dueAt = dueAt
            self.taskDueAt = taskDueAt
            self.taskOpenedAt = taskOpenedAt
        }

        /// What `line` gives, read back.
        init(line: Substring) {
            let parts = Lines.fields(line)
            place = parts.first.map(String.init) ?? ""
            dueAt = parts.count > 1 ? Int64(parts[1]) : nil
            taskDueAt = parts.count > 2 ? Int64(parts[2]) : nil
            taskOpenedAt = parts.count > 3 ? Int64(parts[3]) : nil
        }

        /// As kept in the row of the item.
        var line: String {
            var line = place
            for number in [dueAt, taskDueAt, taskOpenedAt] {
                line += "\t"
                if let number { line += String(number) }
            }
            return line
        }
    }
}
