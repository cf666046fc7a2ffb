import Diagnostics
import JSON
import WorkflowCalendar
public import WorkflowModel

// A snapshot says nothing that the events do not say: it can always be made again from them. So it
// is written for the next decision to read, and not for people. Its first byte is the form it is
// in; that of older stores is JSON, whose first is a brace.

extension ItemState {
    private static let form: UInt8 = 2
    /// Since the first form of bytes.
    private static let readableForms: ClosedRange<UInt8> = 1...form

    /// The state in bytes, for the next decision to start from without its history. The same state
    /// gives the same bytes.
    public var snapshot: [UInt8] {
        var writer = SnapshotWriter(reserving: 1_024)
        writer.byte(Self.form)
        writer.number(version)
        writer.optional(plan)
        writer.optional(schedule)
        writer.instant(startedAt)
        writer.optional(startedBy)
        writer.instant(updatedAt)
        writer.optional(outcome)
        writer.states(configuration, workflow)
        writer.states(visited, workflow)
        writer.list(memory) { writer, memory in
            writer.state(memory.state, workflow)
            writer.states(memory.remembered, workflow)
        }
        writer.present(fields) { writer, index, value in
            writer.name(workflow.fields[index].name, at: index)
            writer.value(value)
        }
        writer.present(acts) { writer, index, history in
            writer.name(workflow.actionNames[index], at: index)
            writer.act(history)
        }
        writer.present(deadlines) { writer, index, deadline in
            writer.name(workflow.deadlines[index].name, at: index)
            writer.deadline(deadline)
        }
        writer.list(timers) { writer, timer in
            writer.state(timer.state, workflow)
            writer.number(timer.index)
            writer.instant(timer.dueAt)
            writer.flag(timer.count != nil)
            guard let count = timer.count else { return }
            writer.instant(count.from)
            writer.limit(count.limit)
        }
        writer.list(tasks) { $0.task($1, workflow) }
        writer.list(documents) { writer, document in
            writer.text(document.kind)
            writer.text(document.name)
            writer.text(document.sha256)
            writer.integer(document.size)
            writer.optional(document.registered?.description)
            writer.flag(document.isWithdrawn)
        }
        writer.number(limits.count)
        for (index, limit) in limits.sorted(by: { $0.key < $1.key }) {
            writer.name(workflow.deadlines[index].name, at: index)
            writer.limit(limit)
        }
        writer.oversight(content.oversight, workflow)
        writer.optional(parent)
        writer.list(children) { $0.child($1, workflow) }
        writer.list(rounds) { $0.round($1, workflow) }
        writer.list(priorParts) { $0.priorPart($1, workflow) }
        return writer.bytes
    }

    /// Reads a snapshot back; nil when it does not fit the workflow.
    public init?(id: String, workflow: Workflow, snapshot: [UInt8]) {
        guard let form = snapshot.first, Self.readableForms.contains(form) else {
            guard let json = try? JSONView.parse(String(decoding: snapshot, as: UTF8.self)) else {
                return nil
            }
            self.init(id: id, workflow: workflow, oldSnapshot: json)
            return
        }
        let state = snapshot.withUnsafeBytes { bytes in
            var reader = SnapshotReader(
                UnsafeRawBufferPointer(rebasing: bytes.dropFirst()), of: workflow, form: form)
            let state = reader.item(id)
            return reader.isDone ? state : nil
        }
        guard let state else { return nil }
        self = state
    }

    /// Whether a snapshot says the same as the state, be it in the form of an older store.
    public func agrees(with snapshot: [UInt8]) -> Bool {
        let own = self.snapshot
        if own == snapshot { return true }
        guard snapshot.first != Self.form,
            let other = ItemState(id: id, workflow: workflow, snapshot: snapshot)
        else { return false }
        // What older forms do not say of every history they cannot deny.
        var same = self
        for index in same.content.acts.indices { same.content.acts[index]?.earlierAgencies = [] }
        return other.snapshot == same.snapshot
    }
}

extension SnapshotWriter {
    fileprivate mutating func act(_ history: ActHistory) {
        text(history.last.actor)
        text(history.last.agency)
        instant(history.last.at)
        number(history.last.count)
        list(history.people) { $0.text($1) }
        number(history.served)
        list(history.earlierAgencies) { $0.text($1) }
    }

    fileprivate mutating func deadline(_ state: DeadlineState) {
        switch state.status {
        case .running: byte(0)
        case .paused(let remaining, let why):
            byte(1)
            integer(Int64(remaining))
            flag(why != nil)
            if let why { localized(why) }
        case .finished(let day):
            byte(2)
            date(day)
        case .cancelled: byte(3)
        }
        limit(state.limit)
        instant(state.from)
        limit(state.count)
        date(state.startedOn)
        date(state.due)
        instant(state.dueAt)
        flag(state.isProvisional)
        text(state.calendar)
        integer(Int64(state.extensions))
        flag(state.isOverdue)
        integer(Int64(state.stepsTaken))
        flag(state.nextAt != nil)
        if let nextAt = state.nextAt { instant(nextAt) }
    }

    fileprivate mutating func task(_ task: OpenTask, _ workflow: Workflow) {
        state(task.state, workflow)
        text(task.agency)
        list(task.roles) { $0.text($1) }
        list(task.people) { $0.text($1) }
        instant(task.openedAt)
        flag(task.isReassigned)
        hold(task)
        flag(task.order != nil)
        guard let order = task.order else { return }
        name(workflow.deadlines[order.deadline].name, at: order.deadline)
        text(order.name)
        localized(order.title)
        optional(order.document)
    }

    private mutating func localized(_ text: LocalizedText) {
        self.text(text.vi)
        self.text(text.en)
    }
}

extension SnapshotReader {
    /// Nil when something of it is not in the workflow.
    fileprivate mutating func item(_ id: String) -> ItemState? {
        let version = smallNumber()
        let plan = optionalText()
        let schedule = optionalText()
        let startedAt = instant()
        let startedBy = optionalText()
        let updatedAt = instant()
        let outcome = optionalText()
        let configuration = states()
        let visited = states()
        let memory = list { reader in
            reader.state().map { HistoryMemory(state: $0, remembered: reader.states()) }
        }
        var fields = [FieldValue?](repeating: nil, count: workflow.fields.count)
        while flag() {
            guard let index = field(), let value = value(as: workflow.fields[index].type) else {
                return nil
            }
            fields[index] = value
        }
        var acts = [ActHistory?](repeating: nil, count: workflow.actionNames.count)
        while flag() {
            guard let index = action() else { return nil }
            acts[index] = act()
        }
        var deadlines = [DeadlineState?](repeating: nil, count: workflow.deadlines.count)
        while flag() {
            guard let index = deadline(), let state = deadlineState() else { return nil }
            deadlines[index] = state
        }
        let timers = list { $0.timer() }
        let tasks = list { $0.task() }
        let documents = list { $0.document() }
        var limits: [Int: FixedLimit] = [:]
        for _ in 0..<count() {
            guard let index = deadline(), let limit = limit() else { return nil }
            limits[index] = limit
        }
        let hasMore = form >= 2
        return ItemState(
            ItemContent(
                id: id, workflow: workflow, version: version, plan: plan, schedule: schedule,
                startedAt: startedAt, startedBy: startedBy, updatedAt: updatedAt,
                configuration: configuration, visited: visited, memory: memory, fields: fields,
                acts: acts, deadlines: deadlines, timers: timers, tasks: tasks,
                documents: documents, limits: limits, outcome: outcome,
                oversight: hasMore ? oversight() : nil, parent: hasMore ? optionalText() : nil,
                children: hasMore ? list { $0.child() } : [],
                rounds: hasMore ? list { $0.round() } : [],
                priorParts: hasMore ? list { $0.priorPart() } : []))
    }

    private mutating func timer() -> ArmedTimer? {
        guard let state = state() else { return nil }
        var timer = ArmedTimer(state: state, index: smallNumber(), dueAt: instant())
        if flag() {
            let from = instant()
            guard let limit = limit() else { return nil }
            timer.count = TimerCount(from: from, limit: limit)
        }
        return timer
    }

    private mutating func act() -> ActHistory {
        let last = ActRecord(
            actor: text(), agency: text(), at: instant(), count: smallNumber())
        var history = ActHistory(
            last: last, people: list { $0.text() }, served: smallNumber())
        if form >= 2 { history.earlierAgencies = list { $0.text() } }
        return history
    }

    private mutating func document() -> DocumentRecord? {
        var document = DocumentRecord(
            kind: text(), name: text(), sha256: text(), size: integer())
        if let number = optionalText() {
            guard let id = RegisteredDocument.ID(parsing: number) else { return nil }
            document.registered = id
        }
        document.isWithdrawn = flag()
        return document
    }

    private mutating func deadlineState() -> DeadlineState? {
        guard let status = status(), let limit = limit() else { return nil }
        let from = instant()
        guard let count = self.limit() else { return nil }
        return DeadlineState(
            status: status, limit: limit, from: from, count: count, startedOn: date(),
            due: date(), dueAt: instant(), isProvisional: flag(), calendar: text(),
            extensions: int(), isOverdue: flag(), stepsTaken: int(),
            nextAt: flag() ? instant() : nil)
    }

    private mutating func status() -> DeadlineState.Status? {
        switch byte() {
        case 0: .running
        case 1: .paused(remaining: int(), why: flag() ? localized() : nil)
        case 2: .finished(on: date())
        case 3: .cancelled
        default: nil
        }
    }

    private mutating func task() -> OpenTask? {
        guard let state = state() else { return nil }
        var task = OpenTask(
            state: state, agency: text(), roles: list { $0.text() }, people: list { $0.text() },
            openedAt: instant())
        task.isReassigned = flag()
        if form >= 2 { hold(&task) }
        if flag() {
            guard let deadline = deadline() else { return nil }
            task.order = OrderedTask(
                deadline: deadline, name: text(), title: localized(), document: optionalText())
        }
        return task
    }

    private mutating func localized() -> LocalizedText {
        LocalizedText(vi: text(), en: text())
    }
}
