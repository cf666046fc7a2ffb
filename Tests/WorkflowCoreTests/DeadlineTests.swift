import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

@Suite("Deadlines")
struct DeadlineTests {
    static let body = """
        states:
          open:
            initial: appraisal
            states:
              appraisal:
                deadline:
                  within: 10 working days
                  source: TT 342/2016/TT-BTC, art. 13(4)
                  escalate: standard
                  restarts: [review]
                  pauses: [supplement, suspended]
                initial: review
                states:
                  review:
                    actions:
                      return: {by: anyone, to: supplement}
                      pass: {by: anyone, to: approval}
                  supplement: {actions: {resubmit: {by: anyone, to: review}}}
              approval: {}
              back: {history: deep, default: appraisal}
            actions: {suspend: {by: anyone, to: suspended}}
          suspended: {actions: {resume: {by: anyone, to: back}}}
          cancelled: {final: cancelled}
        actions: {cancel: {by: anyone, to: cancelled}}
        """

    static let ladder = """
        escalations:
          standard:
            title: Standard
            steps:
              - {before: 3 working days, remind: [owner]}
              - {at: due, remind: [owner]}
              - {after: 1 working day, overdue: true, notify: [owner]}
              - {after: 3 working days, notify: [{role: head, agency: so-a}]}
        """

    @Test("Ten working days from 14/04/2021 end on 29/04/2021 (S01: Giỗ Tổ lies between)")
    func scenario01() throws {
        let item = try Item(Self.body, rules: [Self.ladder])
        let deadline = try #require(item.deadline("appraisal"))
        #expect(deadline.due == CalendarDate(parsing: "2021-04-29"))
        #expect(deadline.dueAt == Instant(parsing: "2021-04-30T00:00:00+07:00", in: .vietnam))
        #expect(deadline.calendar == "test.1")
    }

    @Test("Returned, the clock stands still; the complete dossier starts it from zero (S03)")
    func restart() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        try item.act("return", on: "2021-04-16T09:00:00+07:00")
        #expect(item.deadline("appraisal")?.isPaused == true)
        try item.act("resubmit", on: "2021-04-20T09:00:00+07:00")
        let deadline = try #require(item.deadline("appraisal"))
        #expect(deadline.isRunning)
        #expect(deadline.startedOn == CalendarDate(parsing: "2021-04-20"))
        #expect(deadline.due == CalendarDate(parsing: "2021-05-05"))
    }

    @Test("An item read before keeps its deadline as it was")
    func aCopyIsAValue() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        let before = item.state
        let due = before.deadlines[0]?.due
        try item.act("return", on: "2021-04-20T09:00:00+07:00")
        try item.act("resubmit", on: "2021-04-22T09:00:00+07:00")
        #expect(item.state.deadlines[0]?.due != due)
        #expect(before.deadlines[0]?.due == due)
        #expect(before.deadlines[0]?.isRunning == true)
        #expect(before.deadlines[0] != item.state.deadlines[0])
    }

    @Test("Suspended and resumed where it was, what was left goes on")
    func suspend() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        // 15/4, 16/4, 19/4 are counted: seven days are left.
        try item.act("suspend", on: "2021-04-19T09:00:00+07:00")
        guard case .paused(let remaining, _)? = item.deadline("appraisal")?.status else {
            Issue.record("the deadline should stand still")
            return
        }
        #expect(remaining == 7)
        try item.act("resume", on: "2021-05-10T09:00:00+07:00")
        #expect(item.leaves == ["review"])
        #expect(item.deadline("appraisal")?.due == CalendarDate(parsing: "2021-05-19"))
    }

    @Test("Entered by way of a state in which it stands still, it waits with all its time left")
    func enteredPaused() throws {
        var item = try Item(
            """
            states:
              a: {actions: {go: {by: anyone, to: wait}}}
              b:
                deadline: {within: 5 working days, source: office setting, pauses: [wait]}
                states:
                  wait: {actions: {ready: {by: anyone, to: work}}}
                  work: {}
            """)
        try item.act("go")
        #expect(item.deadline("b")?.isPaused == true)
        #expect(item.state.wakeUps.isEmpty)
        try item.act("ready", on: "2021-05-10T09:00:00+07:00")
        #expect(item.deadline("b")?.due == CalendarDate(parsing: "2021-05-17"))
    }

    @Test("Suspended inside a pausing state, it still stands still when resumed there")
    func resumedPaused() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        try item.act("return", on: "2021-04-16T09:00:00+07:00")
        try item.act("suspend", on: "2021-04-19T09:00:00+07:00")
        try item.act("resume", on: "2021-04-20T09:00:00+07:00")
        #expect(item.leaves == ["supplement"])
        #expect(item.deadline("appraisal")?.isPaused == true)
    }

    @Test("A deadline left behind is finished, and scored: early 2, on the day 1, late 0")
    func score() throws {
        for (day, score) in [("2021-04-28", 2), ("2021-04-29", 1), ("2021-05-04", 0)] {
            var item = try Item(Self.body, rules: [Self.ladder])
            try item.act("pass", on: "\(day)T09:00:00+07:00")
            #expect(item.deadline("appraisal")?.score == score)
        }
    }

    @Test("Cancelled from anywhere, a running deadline no longer matters or rings")
    func cancelled() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        try item.act("cancel")
        #expect(item.state.outcome == "cancelled")
        #expect(item.deadline("appraisal")?.status == .cancelled)
        #expect(item.deadline("appraisal")?.score == nil)
        #expect(item.state.wakeUps.isEmpty)
    }

    @Test("The ladder is climbed in order, each step once, late steps too")
    func ladder() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        #expect(try item.tick("2021-04-23T09:00:00+07:00").isEmpty)
        #expect(try item.tick("2021-04-26T07:30:00+07:00") == ["deadline.reminder"])
        #expect(try item.tick("2021-04-26T08:00:00+07:00").isEmpty)
        #expect(
            try item.tick("2021-05-12T08:00:00+07:00") == [
                "deadline.reminder", "deadline.overdue", "deadline.escalated", "deadline.escalated",
            ])
        #expect(item.deadline("appraisal")?.isOverdue == true)
        #expect(item.state.wakeUps.isEmpty)
        #expect(try item.tick("2021-06-12T08:00:00+07:00").isEmpty)
    }

    @Test("Steps already past when a deadline starts are passed over")
    func pastSteps() throws {
        let body = """
            states:
              a: {deadline: {within: 1 working day, source: office setting, escalate: standard}}
            """
        var item = try Item(body, rules: [Self.ladder])
        #expect(try item.tick("2021-04-15T08:00:00+07:00") == ["deadline.reminder"])
    }

    @Test("One extension, asked for before the end; a second one is refused (S08)")
    func extensionOnce() throws {
        let body = """
            fields: {until: {type: date}}
            states:
              a:
                deadline: {within: 10 working days, source: office setting}
                actions:
                  extend:
                    by: anyone
                    requires: [until]
                    extends_deadline: {name: a, to: item.until, times: 1}
            """
        func day(_ text: String) -> FieldValue? { CalendarDate(parsing: text).map { .date($0) } }
        var item = try Item(body)
        try item.act("extend", on: "2021-04-28T09:00:00+07:00", [("until", day("2021-05-14"))])
        #expect(item.deadline("a")?.due == CalendarDate(parsing: "2021-05-14"))
        #expect(item.deadline("a")?.extensions == 1)
        let second = #expect(throws: Refusal.self) {
            try item.act("extend", [("until", day("2021-06-14"))])
        }
        #expect(second?.code == .extensionRefused)
        #expect(
            try item.state.why("extend", item.circumstances("an")).map(\.code)
                == [.extensionRefused])
        var late = try Item(body)
        try late.tick("2021-05-04T08:00:00+07:00")
        let refused = #expect(throws: Refusal.self) {
            try late.act("extend", [("until", day("2021-05-14"))])
        }
        #expect(refused?.code == .extensionRefused)
    }

    @Test(
        "The apology with a new date goes out at latest one day before the end, once (S08)",
        arguments: [("2021-04-28", true), ("2021-04-29", false)])
    func apology(_ row: (day: String, isPossible: Bool)) throws {
        var item = try Item(
            """
            fields: {until: {type: date}}
            states:
              a:
                deadline: {within: 10 working days, source: office setting}
                actions:
                  apologise:
                    by: anyone
                    requires: [until]
                    extends_deadline: {name: a, to: item.until, notice: 1 day}
            """)
        let until = CalendarDate(parsing: "2021-05-14").map { FieldValue.date($0) }
        if row.isPossible {
            try item.act("apologise", on: "\(row.day)T09:00:00+07:00", [("until", until)])
            #expect(item.deadline("a")?.due == CalendarDate(parsing: "2021-05-14"))
            #expect(throws: Refusal.self) { try item.act("apologise", [("until", until)]) }
        } else {
            let late = #expect(throws: Refusal.self) {
                try item.act("apologise", on: "\(row.day)T09:00:00+07:00", [("until", until)])
            }
            #expect(late?.code == .extensionRefused)
            #expect(late?.message.en.contains("28/04/2021") == true)
        }
    }

    @Test("A deadline on a date that is not yet known does not run")
    func unknownDate() throws {
        let item = try Item(
            """
            fields: {until: {type: date}}
            states: {a: {deadline: {on: item.until, source: office setting}}}
            """)
        #expect(item.deadline("a") == nil)
    }
}
