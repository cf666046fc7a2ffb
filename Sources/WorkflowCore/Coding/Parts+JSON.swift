import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowModel

// The parts of events and snapshots, written with the names of the workflow, so that they can be
// read without it, and read back with it. Members stand in canonical order.

extension JSONWriter {
    mutating func states(_ set: StateSet, _ workflow: Workflow) {
        beginArray()
        for state in set { string(workflow[state].name) }
        endArray()
    }

    mutating func instant(_ name: StaticString, _ instant: Instant) {
        member(name, instant.millisecondsSinceEpoch)
    }

    mutating func date(_ name: StaticString, _ date: CalendarDate) {
        key(name)
        let (year, month, day) = date.components
        if (0...9999).contains(year) {
            self.date(year: year, month: month, day: day)
        } else {
            string(date.description)
        }
    }

    mutating func strings(_ values: [String]) {
        beginArray()
        for value in values { string(value) }
        endArray()
    }

    mutating func limit(_ limit: FixedLimit) {
        switch limit {
        case .limit(let length): string(length.description)
        case .chain(let lengths): strings(lengths.map(\.description))
        case .date(let date): string(date.description)
        }
    }

    mutating func localized(_ name: StaticString, _ text: LocalizedText) {
        key(name)
        beginObject()
        member("en", text.en)
        member("vi", text.vi)
        endObject()
    }

    mutating func deadline(_ state: DeadlineState, name: String, change: String?) {
        beginObject()
        member("calendar", state.calendar)
        if let change { member("change", change) }
        if state.count != state.limit {
            key("count")
            limit(state.count)
        }
        date("due", state.due)
        instant("due_at", state.dueAt)
        member("extensions", state.extensions)
        if case .finished(let day) = state.status { date("finished", day) }
        instant("from", state.from)
        key("limit")
        limit(state.limit)
        member("name", name)
        if let nextAt = state.nextAt { instant("next_at", nextAt) }
        member("overdue", state.isOverdue)
        if state.isProvisional { member("provisional", true) }
        if case .paused(let remaining, let why) = state.status {
            if let why { localized("reason", why) }
            member("remaining", remaining)
        }
        date("started", state.startedOn)
        member("status", state.status.word)
        member("steps", state.stepsTaken)
        endObject()
    }

    /// - Parameter before: when it was due, if it was moved.
    mutating func timer(_ timer: ArmedTimer, _ workflow: Workflow, before: Instant? = nil) {
        beginObject()
        instant("due_at", timer.dueAt)
        if let count = timer.count { instant("from", count.from) }
        member("index", timer.index)
        if let count = timer.count {
            key("limit")
            limit(count.limit)
        }
        member("state", workflow[timer.state].name)
        if let before { instant("was_due_at", before) }
        endObject()
    }

    mutating func task(_ task: OpenTask, _ workflow: Workflow) {
        beginObject()
        member("agency", task.agency)
        if let claim = task.claim { self.claim(claim) }
        if let member = task.member { self.member("member", member) }
        instant("opened_at", task.openedAt)
        if let order = task.order {
            key("order")
            self.order(order, workflow)
        }
        if !task.people.isEmpty {
            key("people")
            strings(task.people)
        }
        if task.isReassigned { member("reassigned", true) }
        if !task.roles.isEmpty {
            key("roles")
            strings(task.roles)
        }
        member("state", workflow[task.state].name)
        endObject()
    }

    private mutating func order(_ order: OrderedTask, _ workflow: Workflow) {
        beginObject()
        member("deadline", workflow.deadlines[order.deadline].name)
        if let document = order.document { member("document", document) }
        member("name", order.name)
        localized("title", order.title)
        endObject()
    }

    mutating func memory(_ memory: HistoryMemory, _ workflow: Workflow) {
        beginObject()
        key("remembered")
        states(memory.remembered, workflow)
        member("state", workflow[memory.state].name)
        endObject()
    }

    mutating func document(_ document: DocumentRecord) {
        beginObject()
        member("kind", document.kind)
        member("name", document.name)
        if let registered = document.registered { member("registered", registered.description) }
        member("sha256", document.sha256)
        member("size", document.size)
        if document.isWithdrawn { member("withdrawn", true) }
        endObject()
    }

    mutating func list<Element>(
        _ name: StaticString, _ elements: [Element],
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        key(name)
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }
}

extension DeadlineState.Status {
    var word: String {
        switch self {
        case .running: "running"
        case .paused: "paused"
        case .finished: "finished"
        case .cancelled: "cancelled"
        }
    }
}

/// Reads the parts back. What does not fit the workflow is nil, and the whole with it.
struct PartReader {
    let workflow: Workflow

    func state(_ json: JSONView) -> StateID? { json.string.flatMap { workflow.stateIndex[$0] } }

    func states(_ json: JSONView) -> StateSet? {
        guard let array = json.array else { return json.isNull ? StateSet() : nil }
        var set = StateSet()
        for element in array {
            guard let state = state(element) else { return nil }
            set.insert(state)
        }
        return set
    }

    func instant(_ json: JSONView) -> Instant? {
        json.int.map { Instant(millisecondsSinceEpoch: $0) }
    }

    func date(_ json: JSONView) -> CalendarDate? {
        json.string.flatMap { CalendarDate(parsing: $0) }
    }

    func strings(_ json: JSONView) -> [String] { json.array?.compactMap(\.string) ?? [] }

    func limit(_ json: JSONView) -> FixedLimit? {
        if json.array != nil { return all(json, length).flatMap { FixedLimit(parts: $0) } }
        if let date = date(json) { return .date(date) }
        return length(json).map { .limit($0) }
    }

    /// What is left after a pause of something that was overdue is less than nothing.
    private func length(_ json: JSONView) -> Limit? {
        guard let text = json.string else { return nil }
        return text.utf8.first == UInt8(ascii: "-")
            ? Limit(parsing: text.dropFirst())?.reversed : Limit(parsing: text)
    }

    func text(_ json: JSONView) -> LocalizedText? {
        guard let vi = json["vi"].string, let en = json["en"].string else { return nil }
        return LocalizedText(vi: vi, en: en)
    }

    func limits(_ json: JSONView) -> [Int: FixedLimit]? {
        var limits: [Int: FixedLimit] = [:]
        guard let members = json.members else { return limits }
        for (name, value) in members {
            guard let index = workflow.deadlineIndex[name], let limit = limit(value) else {
                return nil
            }
            limits[index] = limit
        }
        return limits
    }

    func deadline(_ json: JSONView) -> (index: Int, state: DeadlineState)? {
        guard let index = json["name"].string.flatMap({ workflow.deadlineIndex[$0] }),
            let limit = limit(json["limit"]), let started = date(json["started"]),
            let due = date(json["due"]), let dueAt = instant(json["due_at"]),
            let calendar = json["calendar"].string, let extensions = json["extensions"].int,
            let isOverdue = json["overdue"].bool, let steps = json["steps"].int,
            let status = status(json)
        else { return nil }
        // Histories from before these were kept: then the date stays where it is.
        let from = instant(json["from"])
        let count =
            json["count"].isNull ? (from == nil ? .date(due) : limit) : self.limit(json["count"])
        guard let count else { return nil }
        let state = DeadlineState(
            status: status, limit: limit, from: from ?? dueAt, count: count, startedOn: started,
            due: due, dueAt: dueAt,
            isProvisional: json["provisional"].bool ?? false, calendar: calendar,
            extensions: Int(extensions), isOverdue: isOverdue, stepsTaken: Int(steps),
            nextAt: instant(json["next_at"]))
        return (index, state)
    }

    private func status(_ json: JSONView) -> DeadlineState.Status? {
        switch json["status"].string {
        case "running": .running
        case "paused":
            json["remaining"].int.map { .paused(remaining: Int($0), why: text(json["reason"])) }
        case "finished": date(json["finished"]).map { .finished(on: $0) }
        case "cancelled": .cancelled
        default: nil
        }
    }

    func timer(_ json: JSONView) -> ArmedTimer? {
        guard let state = state(json["state"]), let index = json["index"].int,
            let dueAt = instant(json["due_at"])
        else { return nil }
        // Histories from before these were kept.
        let count = instant(json["from"]).flatMap { from in
            limit(json["limit"]).map { TimerCount(from: from, limit: $0) }
        }
        return ArmedTimer(state: state, index: Int(index), dueAt: dueAt, count: count)
    }

    func task(_ json: JSONView) -> OpenTask? {
        guard let state = state(json["state"]), let agency = json["agency"].string,
            let openedAt = instant(json["opened_at"])
        else { return nil }
        var task = OpenTask(
            state: state, agency: agency, roles: strings(json["roles"]),
            people: strings(json["people"]), openedAt: openedAt)
        task.isReassigned = json["reassigned"].bool ?? false
        task.member = json["member"].string
        if !json["claim"].isNull {
            guard let claim = claim(json["claim"]) else { return nil }
            task.claim = claim
        }
        if !json["order"].isNull {
            guard let order = order(json["order"]) else { return nil }
            task.order = order
        }
        return task
    }

    private func order(_ json: JSONView) -> OrderedTask? {
        guard let deadline = json["deadline"].string.flatMap({ workflow.deadlineIndex[$0] }),
            let name = json["name"].string, let title = text(json["title"])
        else { return nil }
        return OrderedTask(
            deadline: deadline, name: name, title: title, document: json["document"].string)
    }

    func memory(_ json: JSONView) -> HistoryMemory? {
        guard let state = state(json["state"]), let remembered = states(json["remembered"]) else {
            return nil
        }
        return HistoryMemory(state: state, remembered: remembered)
    }

    func document(_ json: JSONView) -> DocumentRecord? {
        guard let kind = json["kind"].string, let name = json["name"].string,
            let sha256 = json["sha256"].string, let size = json["size"].int
        else { return nil }
        var document = DocumentRecord(kind: kind, name: name, sha256: sha256, size: size)
        document.registered = json["registered"].string
            .flatMap(RegisteredDocument.ID.init(parsing:))
        document.isWithdrawn = json["withdrawn"].bool ?? false
        return document
    }

    /// Every element, or nil when one cannot be read.
    func all<Element>(_ json: JSONView, _ read: (JSONView) -> Element?) -> [Element]? {
        var elements: [Element] = []
        guard let list = json.array else { return elements }
        for element in list {
            guard let value = read(element) else { return nil }
            elements.append(value)
        }
        return elements
    }
}
