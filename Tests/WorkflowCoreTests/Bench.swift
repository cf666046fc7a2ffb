import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowLoading
import WorkflowModel

/// One item of a workflow written in the test, driven by hand under a clock that stands still.
struct Item {
    static let organisation = """
        organisation: test
        roles: {specialist: Specialist, head: Head, appraiser: Appraiser}
        agencies:
          - {code: so-a, name: Sở A}
          - {code: so-b, name: Sở B, parent: so-a}
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist], demo: true}
          - {id: binh, name: Bình, agency: so-a, roles: [head], demo: true}
          - {id: chi, name: Chi, agency: so-b, roles: [appraiser], demo: true}
          - {id: dung, name: Dung, agency: so-a, roles: [specialist, appraiser, head], demo: true}
        """

    static let calendar = """
        calendar: office
        version: test.1
        zone: Asia/Ho_Chi_Minh
        title: Office
        week:
          monday: ["07:30-11:30", "13:30-17:00"]
          tuesday: ["07:30-11:30", "13:30-17:00"]
          wednesday: ["07:30-11:30", "13:30-17:00"]
          thursday: ["07:30-11:30", "13:30-17:00"]
          friday: ["07:30-11:30", "13:30-17:00"]
        years:
          2021:
            decision: {text: test, known_on: 2020-12-01}
            off: [{date: 2021-04-21, reason: Giỗ Tổ Hùng Vương}]
        """

    let library: Library
    private(set) var state: ItemState
    /// All that happened, as it would be read back.
    private(set) var history: [Event] = []
    var now: Instant
    /// The edition of the calendar in force; that of the rules when nil.
    var edition: WorkingCalendar?
    /// Who stands in for whom.
    var delegations: [Delegation] = []

    /// - Parameters:
    ///   - body: the workflow below its name, version and title.
    ///   - organisation: in place of the usual one.
    ///   - rules: further rule files.
    init(
        _ body: String, organisation: String = Item.organisation, rules: [String] = [],
        fields: [(name: String, value: FieldValue?)] = [],
        at time: String = "2021-04-14T08:00:00+07:00"
    ) throws {
        let workflow = "workflow: test\nversion: 1\ntitle: Test\n" + body
        let texts = [organisation, Self.calendar, workflow] + rules
        let sources = texts.enumerated().map {
            DefinitionSource(path: "file\($0).yaml", text: $1)
        }
        library = try Library.load(from: MemorySources(sources))
        now = try Self.instant(time)
        guard let definition = library.workflows["test"] else { throw Missing() }
        let circumstances = try Self.circumstances(library, "an", now)
        let events = try decideStart(
            StartCommand(id: "I.1", fields: fields), workflow: definition, circumstances)
        guard let first = events.first,
            let state = ItemState(id: "I.1", workflow: definition, first: first)
        else { throw Missing() }
        self.state = state
        history = [first]
    }

    struct Missing: Error {}

    static func instant(_ text: String) throws -> Instant {
        guard let instant = Instant(parsing: text, in: .vietnam) else { throw Missing() }
        return instant
    }

    static func circumstances(
        _ library: Library, _ actor: String?, _ now: Instant, _ edition: WorkingCalendar? = nil
    ) throws -> Circumstances {
        guard let calendar = edition ?? library.rules.calendars["office"]?.all.first else {
            throw Missing()
        }
        let person = actor.flatMap { library.rules.organisation.person($0) }
        return Circumstances(
            actor: person.map {
                Actor(id: $0.id, name: $0.name, agency: $0.agency, roles: $0.roles)
            },
            now: now, rules: library.rules, calendar: calendar)
    }

    func circumstances(_ actor: String?) throws -> Circumstances {
        try Self.circumstances(library, actor, now, edition)
    }

    /// With all in which somebody may act.
    ///
    /// - Parameter principal: only for this person.
    func circumstances(_ actor: String?, for principal: String?) throws -> Circumstances {
        let plain = try circumstances(actor)
        let organisation = library.rules.organisation
        let today = plain.today
        let standIns = StandIns(delegations.filter { $0.lastDay >= today }, version: 1)
        let person = actor.flatMap { organisation.person($0) }
        var capacities =
            person.map { person in
                Actor.capacities(of: person, in: organisation, on: today)
                    + standIns.capacities(of: person, in: organisation, on: today)
            } ?? []
        if let principal { capacities = capacities.filter { $0.principal?.id == principal } }
        return Circumstances(
            actor: capacities.first, others: Array(capacities.dropFirst()), standIns: standIns,
            lapsed: delegations.filter { $0.deputy == actor && $0.lastDay < today }, now: now,
            rules: library.rules, calendar: plain.calendar)
    }

    /// Counts the running deadlines by another edition of the calendar.
    @discardableResult
    mutating func adopt(_ edition: WorkingCalendar, on day: String? = nil) throws -> [Event] {
        if let day { now = try Self.instant(day) }
        self.edition = edition
        return try apply(decide(state, .recount, circumstances("an")))
    }

    /// Takes an action; the events are read back from their JSON before they are applied, so that
    /// every test also tests that.
    @discardableResult
    mutating func act(
        _ action: String, as actor: String = "an", for principal: String? = nil,
        on day: String? = nil, _ fields: [(name: String, value: FieldValue?)] = [],
        note: String? = nil, documents: [DocumentRecord] = [], breakGlass: Bool = false,
        outcome: String? = nil, member: String? = nil
    ) throws -> [Event] {
        if let day { now = try Self.instant(day) }
        let command = ActCommand(
            action: action, fields: fields, note: note, documents: documents,
            breaksGlass: breakGlass, outcome: outcome, member: member)
        return try apply(
            decide(state, .act(command), circumstances(actor, for: principal)))
    }

    /// A task changes hands.
    @discardableResult
    mutating func handle(
        _ act: TaskCommand.Act, _ task: String? = nil, as actor: String,
        for principal: String? = nil, member: String? = nil
    ) throws -> [Event] {
        let command = Command.handle(TaskCommand(act, task: task, member: member))
        return try apply(decide(state, command, circumstances(actor, for: principal)))
    }

    /// Changes fields outside an action.
    @discardableResult
    mutating func set(
        _ fields: [(name: String, value: FieldValue?)], as actor: String, on day: String? = nil,
        note: String? = nil
    ) throws -> [Event] {
        if let day { now = try Self.instant(day) }
        let command = Command.set(SetCommand(fields: fields, note: note))
        return try apply(decide(state, command, circumstances(actor)))
    }

    /// Takes the last action back.
    @discardableResult
    mutating func undo(
        as actor: String, on day: String? = nil, note: String? = nil
    ) throws -> [Event] {
        if let day { now = try Self.instant(day) }
        let command = Command.undo(UndoCommand(history: history, note: note))
        return try apply(decide(state, command, circumstances(actor)))
    }

    /// Fires everything due by a moment, in order; answers the types of the events.
    @discardableResult
    mutating func tick(_ time: String, atMost limit: Int = .max) throws -> [String] {
        now = try Self.instant(time)
        var types: [String] = []
        var left = limit
        while left > 0,
            let due = state.wakeUps.filter({ $0.dueAt <= now }).min(by: { $0.dueAt < $1.dueAt }),
            let command = state.command(forTimer: due.key)
        {
            left -= 1
            types += try apply(decide(state, command, circumstances(nil))).map(\.type)
        }
        return types
    }

    @discardableResult
    private mutating func apply(_ events: [Event]) throws -> [Event] {
        for event in events {
            let data = try JSONView.parse(event.data(state.workflow))
            guard
                let read = Event(
                    version: event.version, type: event.type, at: event.at, actor: event.actor,
                    data: data, workflow: state.workflow)
            else { throw Missing() }
            let kept = evolve(state, event).snapshot
            guard
                let restored = ItemState(
                    id: state.id, workflow: state.workflow, snapshot: kept)
            else { throw Missing() }
            state.apply(read)
            history.append(read)
            guard restored.snapshot == state.snapshot else { throw Missing() }
        }
        return events
    }

    /// The names of the innermost active states.
    var leaves: [String] { state.leaves.map { state.workflow[$0].name } }

    func deadline(_ name: String) -> DeadlineState? {
        state.workflow.deadlineIndex[name].flatMap { state.deadlines[$0] }
    }
}
