import JSON
import WorkflowCalendar
import WorkflowStorage

/// How lists within a row are written: as canonical JSON.
enum StoredText {
    // MARK: States: ["implementation","work"]

    static func states(_ states: [String]) -> JSONWriter {
        var writer = JSONWriter(reserving: 128)
        writer.strings(states)
        return writer
    }

    static func states(from text: String) -> [String]? {
        strings(try? JSONView.parse(text))
    }

    // MARK: Timers: [["deadline:proposal",1618367400000]]

    static func timers(_ timers: [TimerRow]) -> JSONWriter {
        var writer = JSONWriter(reserving: 256)
        writer.beginArray()
        for timer in timers {
            writer.beginArray()
            writer.string(timer.key)
            writer.int(timer.dueAt.millisecondsSinceEpoch)
            writer.endArray()
        }
        writer.endArray()
        return writer
    }

    static func timers(from text: String, of item: String) -> [TimerRow]? {
        all((try? JSONView.parse(text))?.array) { timer in
            guard let key = timer[0].string, let dueAt = timer[1].int else { return nil }
            return TimerRow(
                item: item, key: key, dueAt: Instant(millisecondsSinceEpoch: dueAt))
        }
    }

    // MARK: Tasks: a list of objects

    static func tasks(_ tasks: [TaskRow]) -> JSONWriter {
        var writer = JSONWriter(reserving: 512)
        writer.beginArray()
        for task in tasks { write(task, to: &writer) }
        writer.endArray()
        return writer
    }

    private static func write(_ task: TaskRow, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("agency", task.agency)
        if let claimedBy = task.claimedBy { writer.member("claimedBy", claimedBy) }
        if let dueAt = task.dueAt { writer.member("dueAt", dueAt.millisecondsSinceEpoch) }
        if let dueOn = task.dueOn { writer.member("dueOn", dueOn.daysSinceEpoch) }
        if let member = task.member { writer.member("member", member) }
        writer.member("openedAt", task.openedAt.millisecondsSinceEpoch)
        writer.member("overdue", task.isOverdue)
        writer.key("people")
        writer.strings(task.people)
        if let priority = task.priority {
            writer.member("priority", priority.rank)
            writer.member("priorityEn", priority.titleEn)
            writer.member("priorityVi", priority.titleVi)
        }
        if let isProvisional = task.isProvisional { writer.member("provisional", isProvisional) }
        writer.key("roles")
        writer.strings(task.roles)
        writer.member("state", task.state)
        writer.member("titleEn", task.titleEn)
        writer.member("titleVi", task.titleVi)
        writer.endObject()
    }

    static func tasks(from text: String, of item: String) -> [TaskRow]? {
        all((try? JSONView.parse(text))?.array) { task(from: $0, of: item) }
    }

    private static func task(from json: JSONView, of item: String) -> TaskRow? {
        guard let state = json["state"].string, let titleVi = json["titleVi"].string,
            let titleEn = json["titleEn"].string, let agency = json["agency"].string,
            let roles = strings(json["roles"]), let people = strings(json["people"]),
            let openedAt = json["openedAt"].int, let isOverdue = json["overdue"].bool
        else { return nil }
        return TaskRow(
            item: item, state: state, titleVi: titleVi, titleEn: titleEn, agency: agency,
            roles: roles, people: people, openedAt: Instant(millisecondsSinceEpoch: openedAt),
            dueAt: json["dueAt"].int.map(Instant.init(millisecondsSinceEpoch:)),
            dueOn: json["dueOn"].int.map {
                CalendarDate(daysSinceEpoch: Int32(truncatingIfNeeded: $0))
            },
            isProvisional: json["provisional"].bool, isOverdue: isOverdue,
            member: json["member"].string, claimedBy: json["claimedBy"].string,
            priority: priority(json))
    }

    private static func priority(_ json: JSONView) -> TaskPriority? {
        json["priority"].int.map {
            TaskPriority(
                rank: $0, titleVi: json["priorityVi"].string ?? "",
                titleEn: json["priorityEn"].string ?? "")
        }
    }

    // MARK: Lists

    private static func strings(_ json: JSONView?) -> [String]? {
        all(json?.array) { $0.string }
    }

    /// Every element read, or nil if there is no list or one of them cannot be read.
    private static func all<Value>(_ list: JSONView.Elements?, _ read: (JSONView) -> Value?)
        -> [Value]?
    {
        guard let list else { return nil }
        var values: [Value] = []
        for element in list {
            guard let value = read(element) else { return nil }
            values.append(value)
        }
        return values
    }
}

extension JSONWriter {
    fileprivate mutating func strings(_ strings: [String]) {
        beginArray()
        for string in strings { self.string(string) }
        endArray()
    }
}
