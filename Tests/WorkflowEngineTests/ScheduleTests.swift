import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowStorage

@Suite("Starting by schedule")
struct ScheduleTests {
    static let rules = [
        (
            "rules/organisation.yaml",
            """
            organisation: province
            roles: {clerk: Clerk}
            agencies: [{code: so-a, name: A}, {code: so-b, name: B}]
            people: [{id: an, name: An, agency: so-a, roles: [clerk], demo: true}]
            """
        ),
        (
            "rules/calendar.yaml",
            """
            calendar: office
            version: 2021.1
            known_on: 2020-12-01
            week:
              monday: ["07:30-11:30", "13:30-17:00"]
              tuesday: ["07:30-11:30", "13:30-17:00"]
              wednesday: ["07:30-11:30", "13:30-17:00"]
              thursday: ["07:30-11:30", "13:30-17:00"]
              friday: ["07:30-11:30", "13:30-17:00"]
            years: {2021: {off: []}, 2022: {off: []}}
            """
        ),
        (
            "rules/notifications.yaml",
            """
            notifications:
              sinks: {log: {type: log, path: log}}
              rules:
                - {name: told, on: [wf.item.started], to: [owner, starter], sinks: [log], text: x}
            """
        ),
        (
            "workflows/report.yaml",
            """
            workflow: report
            version: 1
            fields:
              lead: {type: agency, required: true}
              period: {type: string}
              due_on: {type: date, required: true}
            initial: drafting
            states:
              drafting:
                owner: item.lead
                deadline: {on: item.due_on, source: office setting}
                actions: {send: {by: anyone, to: sent}}
              sent: {final: sent}
            """
        ),
    ]

    /// Quarters by the decree, from the second of 2021 (15/03 to 14/06) on, started on the 1st of
    /// their last month.
    static let quarterly = """
        schedules:
          quarterly:
            workflow: report
            every: quarter
            window: decree09
            start: day 1 of the last month
            from: 2021-01-01
            due: {day: 20}
            id: "BC-{{year}}-Q{{number}}"
            fields: {lead: so-a, period: "{{period}}", due_on: "{{due}}"}
        """

    static let forEach = """
        schedules:
          monthly:
            workflow: report
            every: month
            window: calendar
            start: first day
            from: 2021-01-01
            due: {day: 20}
            for_each: [so-a, so-b]
            id: "{{agency}}-{{year}}-{{number}}"
            fields: {lead: "{{agency}}", due_on: "{{due}}"}
        """

    static func library(
        _ schedules: String, _ more: (String, String)..., workflows: Bool = true
    ) throws -> Library {
        let files = rules + [("rules/schedules.yaml", schedules)] + more
        var library = try Library.load(
            from: MemorySources(files.map { DefinitionSource(path: $0.0, text: $0.1) }))
        if !workflows { library.workflows = [:] }
        return library
    }

    static func engine(
        _ library: Library, _ store: any Store, at time: String
    ) throws -> Engine {
        let now = try #require(Instant(parsing: time, in: .vietnam))
        return Engine(library: library, store: store, clock: .fixed(now))
    }

    @Test("An item is started when its day has come, once")
    func once() async throws {
        let library = try Self.library(Self.quarterly)
        let store = MemoryStore()
        let early = try Self.engine(library, store, at: "2021-06-01T07:29:00+07:00")
        #expect(try await early.startDue().started == [])
        let engine = try Self.engine(library, store, at: "2021-06-01T07:30:00+07:00")
        let outcome = try await engine.startDue()
        #expect(outcome.started == ["BC-2021-Q2"])
        #expect(outcome.events.map(\.event.type) == ["item.started"])
        #expect(outcome.notifications == 1)
        #expect(try await engine.startDue().started == [])
        let state = try await engine.state(of: "BC-2021-Q2")
        #expect(state[field: "period"] == .string("Quý II năm 2021"))
        #expect(state.deadlines[0]?.due == CalendarDate(parsing: "2021-06-21"))
    }

    @Test("Nobody stands behind it: its history names the schedule, and so does what is kept of it")
    func nobody() async throws {
        let library = try Self.library(Self.quarterly)
        let engine = try Self.engine(library, MemoryStore(), at: "2021-06-01T08:00:00+07:00")
        let started = try await engine.startDue().events[0]
        #expect(started.event.actor == nil)
        #expect(started.event.data.contains(#""schedule":"quarterly""#))
        #expect(!started.event.data.contains(#""agency":"so-a","armed""#))
        let state = try await engine.state(of: "BC-2021-Q2")
        #expect(state.startedBy == nil)
        #expect(state.schedule == "quarterly")
        // Goes on as any other, and can be rebuilt from its history.
        let sent = try await engine.advance("BC-2021-Q2", "send", as: "an")
        #expect(sent.item.outcome == "sent")
        #expect(sent.item.schedule == "quarterly")
        #expect(try await engine.verify().isClean)
    }

    @Test("A person who starts an item is named as ever")
    func person() async throws {
        let engine = try Self.engine(
            try Self.library(Self.quarterly), MemoryStore(), at: "2021-06-01T08:00:00+07:00")
        let outcome = try await engine.start(
            "report", id: "X",
            fields: [
                ("lead", .string("so-a")),
                ("due_on", CalendarDate(parsing: "2021-07-01").map { .date($0) }),
            ],
            as: "an")
        #expect(outcome.item.startedBy == "an")
        #expect(outcome.item.schedule == nil)
        #expect(!outcome.events[0].event.data.contains("schedule"))
    }

    @Test("After a year of silence everything missing is started, the earliest first")
    func silence() async throws {
        let library = try Self.library(Self.quarterly)
        let store = MemoryStore()
        _ = try await Self.engine(library, store, at: "2021-06-02T08:00:00+07:00").startDue()
        let late = try Self.engine(library, store, at: "2022-06-02T08:00:00+07:00")
        #expect(
            try await late.startDue().started == [
                "BC-2021-Q3", "BC-2021-Q4", "BC-2022-Q1", "BC-2022-Q2",
            ])
        #expect(try await late.startDue().started == [])
        let progress = try await late.scheduleProgress()
        #expect(progress.map(\.last?.id) == ["BC-2022-Q2"])
        #expect(progress.flatMap(\.missing).isEmpty)
    }

    @Test("Nothing is started for periods that began before the schedule, however late it is")
    func from() async throws {
        let engine = try Self.engine(
            try Self.library(Self.quarterly), MemoryStore(), at: "2021-12-31T08:00:00+07:00")
        #expect(
            try await engine.startDue().started == ["BC-2021-Q2", "BC-2021-Q3", "BC-2021-Q4"])
    }

    @Test("When all is there, a look costs one question for each series")
    func cost() async throws {
        let library = try Self.library(Self.forEach)
        let memory = MemoryStore()
        _ = try await Self.engine(library, memory, at: "2021-12-31T08:00:00+07:00").startDue()
        let questions = Questions()
        let counting = RacingStore(memory) { () async throws(StoreError) in await questions.add() }
        let engine = try Self.engine(library, counting, at: "2021-12-31T08:15:00+07:00")
        #expect(try await engine.startDue().started == [])
        #expect(await questions.count == 2)
    }

    private actor Questions {
        private(set) var count = 0
        func add() { count += 1 }
    }

    @Test("One item for each agency, each with its own way back")
    func agencies() async throws {
        let library = try Self.library(Self.forEach)
        let store = MemoryStore()
        let engine = try Self.engine(library, store, at: "2021-02-01T08:00:00+07:00")
        #expect(
            try await engine.startDue().started == [
                "so-a-2021-01", "so-a-2021-02", "so-b-2021-01", "so-b-2021-02",
            ])
        let fewer = Self.forEach.replacing("[so-a, so-b]", with: "[so-a]")
        let march = try Self.engine(
            try Self.library(fewer), store, at: "2021-03-01T08:00:00+07:00")
        #expect(try await march.startDue().started == ["so-a-2021-03"])
        let again = try Self.engine(library, store, at: "2021-03-02T08:00:00+07:00")
        #expect(try await again.startDue().started == ["so-b-2021-03"])
        let state = try await again.state(of: "so-b-2021-03")
        #expect(state.tasks.map(\.agency) == ["so-b"])
    }

    @Test("Two engines that see the same day start everything once")
    func race() async throws {
        let library = try Self.library(Self.forEach)
        let store = MemoryStore()
        let rival = try Self.engine(library, store, at: "2021-03-01T08:00:00+07:00")
        let racing = RacingStore(store) { () async throws(StoreError) in
            do {
                _ = try await rival.startDue()
            } catch {
                throw StoreError(.io, subject: "rival", detail: "\(error)")
            }
        }
        // The rival starts everything between the question and the start.
        let outcome = try await Self.engine(library, racing, at: "2021-03-01T08:00:00+07:00")
            .startDue()
        #expect(outcome.started == [])
        #expect(outcome.faults.isEmpty)
        let items = try await rival.items(ItemQuery(limit: 100))
        #expect(items.count == 6)
        #expect(items.allSatisfy { $0.version == 1 })
        #expect(try await rival.verify().events == 6)
    }

    @Test(
        "What cannot be started is told of, passed over by nobody, and holds up no other schedule")
    func faults() async throws {
        let both =
            Self.quarterly
            + Self.forEach.replacing("schedules:", with: "")
            .replacing("workflow: report", with: "workflow: other")
        let other = Self.rules[3].1.replacing("workflow: report", with: "workflow: other")
        let whole = try Self.library(both, ("workflows/other.yaml", other))
        var library = whole
        library.workflows["report"] = nil
        let store = MemoryStore()
        let outcome = try await Self.engine(library, store, at: "2021-12-31T08:00:00+07:00")
            .startDue()
        #expect(outcome.started.count == 24)
        // Of three missing quarters the first is told of; those after it wait for it.
        #expect(outcome.faults.map(\.start.id) == ["BC-2021-Q2"])
        guard case .notFound(.workflow, "report", _)? = outcome.faults.first?.error else {
            Issue.record("the workflow should be missing")
            return
        }
        let mended = try await Self.engine(whole, store, at: "2021-12-31T08:15:00+07:00").startDue()
        #expect(mended.started == ["BC-2021-Q2", "BC-2021-Q3", "BC-2021-Q4"])
    }
}

@Suite("An edition of the calendar that becomes known")
struct NewEditionTests {
    static let swap = """
        calendar: office
        version: 2021.2
        extends: 2021.1
        known_on: 2021-06-01
        years: {2021: {off: [{date: 2021-06-10, reason: Nghỉ}]}}
        """

    static let workflow = """
        workflow: task
        version: 1
        initial: open
        states:
          open:
            deadline: {within: 10 working days, source: office setting}
            actions: {send: {by: anyone, to: sent}}
          sent: {final: sent}
        """

    @Test("counts for what is computed from then on; what runs keeps its date")
    func inForce() async throws {
        let library = try ScheduleTests.library(
            "schedules: {}", ("rules/calendar-2.yaml", Self.swap),
            ("workflows/task.yaml", Self.workflow))
        let store = MemoryStore()
        func start(_ id: String, at time: String) async throws -> DeadlineState? {
            let engine = try ScheduleTests.engine(library, store, at: time)
            try await engine.start("task", id: id, as: "an")
            return try await engine.state(of: id).deadlines[0]
        }
        let before = try #require(try await start("A", at: "2021-05-31T23:59:00+07:00"))
        #expect(before.calendar == "2021.1")
        #expect(before.due == CalendarDate(parsing: "2021-06-14"))
        let after = try #require(try await start("B", at: "2021-06-01T00:00:00+07:00"))
        #expect(after.calendar == "2021.2")
        #expect(after.due == CalendarDate(parsing: "2021-06-16"))
        let later = try ScheduleTests.engine(library, store, at: "2021-06-02T08:00:00+07:00")
        #expect(try await later.state(of: "A").deadlines[0]?.due == before.due)
        #expect(try await later.state(of: "A").deadlines[0]?.calendar == "2021.1")
    }
}
