import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

/// What starts, pauses, resumes, restarts, stops and cancels a deadline besides its state.
@Suite("Conditions of deadlines")
struct DeadlineConditionTests {
    /// One state in which anything can be set, and a deadline of ten working days on it.
    static func body(_ conditions: String, fields: String = "") -> String {
        """
        fields:
          waiting: {type: bool, default: false}
          ready: {type: bool, default: false}
          closed: {type: bool, default: false}
          received: {type: date}
        states:
          a:
            deadline:
              within: 10 working days
              source: office setting
              \(conditions)
            actions:
              note: {by: anyone, input: [waiting, ready, closed, received]}
              leave: {by: anyone, to: b}
          b: {actions: {back: {by: anyone, to: a}}}
        """
    }

    private func set(_ item: inout Item, _ field: String, _ value: Bool, on day: String) throws {
        try item.act("note", on: "\(day)T09:00:00+07:00", [(field, .bool(value))])
    }

    @Test("By a condition it starts inside its state, once the condition comes to hold")
    func starts() throws {
        var item = try Item(Self.body("starts: item.ready"))
        #expect(item.deadline("a") == nil)
        try set(&item, "waiting", true, on: "2021-04-15")
        #expect(item.deadline("a") == nil)
        try set(&item, "ready", true, on: "2021-04-19")
        #expect(item.deadline("a")?.startedOn == CalendarDate(parsing: "2021-04-19"))
        // It still holds: nothing starts again.
        try set(&item, "waiting", false, on: "2021-04-22")
        #expect(item.deadline("a")?.startedOn == CalendarDate(parsing: "2021-04-19"))
    }

    @Test("By a condition it stands still, with a reason, and goes on with what was left")
    func pauses() throws {
        var item = try Item(
            Self.body("pauses: {when: item.waiting, reason: Chờ bổ sung hồ sơ}"))
        try set(&item, "waiting", true, on: "2021-04-19")
        guard case .paused(let remaining, let why)? = item.deadline("a")?.status else {
            Issue.record("the deadline should stand still")
            return
        }
        #expect(remaining == 7)
        #expect(why?.vi == "Chờ bổ sung hồ sơ")
        try set(&item, "waiting", false, on: "2021-05-10")
        #expect(item.deadline("a")?.due == CalendarDate(parsing: "2021-05-19"))
    }

    @Test("With `resumes` it stands still until that holds, not only until the pause ends")
    func resumes() throws {
        var item = try Item(Self.body("pauses: item.waiting\n      resumes: item.ready"))
        try set(&item, "waiting", true, on: "2021-04-19")
        try set(&item, "waiting", false, on: "2021-04-20")
        #expect(item.deadline("a")?.isPaused == true)
        try set(&item, "ready", true, on: "2021-05-10")
        #expect(item.deadline("a")?.due == CalendarDate(parsing: "2021-05-19"))
    }

    @Test("By a condition it is counted from zero, each time the condition comes to hold")
    func restarts() throws {
        var item = try Item(Self.body("restarts: item.ready"))
        try set(&item, "ready", true, on: "2021-04-19")
        #expect(item.deadline("a")?.startedOn == CalendarDate(parsing: "2021-04-19"))
        try set(&item, "ready", false, on: "2021-04-20")
        try set(&item, "ready", true, on: "2021-04-22")
        #expect(item.deadline("a")?.startedOn == CalendarDate(parsing: "2021-04-22"))
    }

    @Test("By a condition it is over: kept when it stops, of no matter when it is cancelled")
    func ends() throws {
        var stopped = try Item(Self.body("stops: item.closed"))
        try set(&stopped, "closed", true, on: "2021-04-28")
        #expect(stopped.deadline("a")?.score == 2)
        var cancelled = try Item(Self.body("cancels: item.closed"))
        try set(&cancelled, "closed", true, on: "2021-04-28")
        #expect(cancelled.deadline("a")?.status == .cancelled)
        #expect(cancelled.state.wakeUps.isEmpty)
    }

    @Test("Entering a state cancels it where that is said")
    func cancelsByState() throws {
        var item = try Item(
            """
            states:
              a:
                deadline: {within: 10 working days, source: office setting, cancels: [y]}
                states:
                  x: {actions: {go: {by: anyone, to: y}}}
                  y: {}
            """)
        try item.act("go")
        #expect(item.deadline("a")?.status == .cancelled)
    }

    @Test("It counts from the day the dossier came, though it was registered later")
    func retroactive() throws {
        let day = try #require(CalendarDate(parsing: "2021-04-12"))
        let item = try Item(
            Self.body("counts_from: item.received"), fields: [("received", .date(day))])
        let deadline = try #require(item.deadline("a"))
        #expect(deadline.startedOn == day)
        #expect(deadline.due == CalendarDate(parsing: "2021-04-27"))
    }

    @Test("Begun so far back that it is over, it is overdue at the next look")
    func retroactiveOverdue() throws {
        let day = try #require(CalendarDate(parsing: "2021-03-01"))
        var item = try Item(
            Self.body("counts_from: item.received"), fields: [("received", .date(day))])
        #expect(try item.tick("2021-04-14T08:01:00+07:00") == ["deadline.overdue"])
    }

    @Test("Without a value to count from it counts from the moment it starts")
    func noOrigin() throws {
        let item = try Item(Self.body("counts_from: item.received"))
        #expect(item.deadline("a")?.startedOn == CalendarDate(parsing: "2021-04-14"))
    }

    @Test("What stops it wins over what pauses it")
    func stopBeforePause() throws {
        var item = try Item(Self.body("pauses: item.closed\n      stops: item.closed"))
        try set(&item, "closed", true, on: "2021-04-28")
        #expect(item.deadline("a")?.score == 2)
    }
}

@Suite("Limits one after the other")
struct ChainTests {
    static let body = """
        fields: {waiting: {type: bool, default: false}}
        states:
          a:
            deadline:
              within: [30 days, 3 working days, 15 working days]
              source: office setting
              pauses: item.waiting
            actions: {note: {by: anyone, input: [waiting]}}
        """

    @Test("Each is counted from the end of the one before")
    func chain() throws {
        // 14/4 + 30 days = 14/5 (Friday); 17, 18, 19/5; then fifteen working days: 9/6.
        let item = try Item(Self.body)
        #expect(item.deadline("a")?.due == CalendarDate(parsing: "2021-06-09"))
    }

    @Test(
        "Paused in any part, the rest of that part and the parts after it go on",
        arguments: [
            // Of the 30 days 20 are left on 24/4: 1/5 + 20 = 21/5, + 3, + 15.
            ("2021-04-24", "2021-05-01", "2021-06-16", 20),
            // One of the three is left on 18/5: 25/5 + 1, + 15 from 26/5.
            ("2021-05-18", "2021-05-25", "2021-06-16", 1),
            // Ten of the last fifteen are left on 26/5.
            ("2021-05-26", "2021-06-07", "2021-06-21", 10),
        ])
    func pause(_ row: (paused: String, resumed: String, due: String, left: Int)) throws {
        var item = try Item(Self.body)
        try item.act("note", on: "\(row.paused)T09:00:00+07:00", [("waiting", .bool(true))])
        guard case .paused(let remaining, _)? = item.deadline("a")?.status else {
            Issue.record("the deadline should stand still")
            return
        }
        #expect(remaining == row.left)
        try item.act("note", on: "\(row.resumed)T09:00:00+07:00", [("waiting", .bool(false))])
        #expect(item.deadline("a")?.due == CalendarDate(parsing: row.due))
    }

    @Test(
        "They are read in either language, and written as they are read",
        arguments: [
            "30 days, then 3 working days", "30 ngày, rồi 3 ngày làm việc",
            "30 days, 3 working days",
        ])
    func text(_ text: String) throws {
        let limit = try #require(FixedLimit(parsing: text))
        #expect(limit == .chain([.days(30), .workingDays(3)]))
        #expect(FixedLimit(parsing: limit.text.en) == limit)
        #expect(FixedLimit(parsing: limit.text.vi) == limit)
    }

    @Test("What is not one is refused", arguments: ["", ",", "30 days,", "then 3 days", "soon"])
    func noText(_ text: String) {
        #expect(FixedLimit(parsing: text) == nil)
    }
}
