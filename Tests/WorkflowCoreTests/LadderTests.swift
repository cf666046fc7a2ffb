import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

/// What the steps of a ladder do besides telling people.
@Suite("Steps of a ladder")
struct LadderTests {
    static let body = """
        fields: {lead: {type: agency, default: so-a}}
        states:
          a:
            owner: so-a
            deadline: {within: 10 working days, source: office setting, escalate: standard}
            actions:
              finish: {by: {role: specialist, agency: so-a}, to: b}
              forward: {automatic: true, by: {role: head}, to: c}
          b: {}
          c: {}
        """

    static func ladder(_ steps: String) -> String {
        """
        escalations:
          standard:
            steps:
        \(steps)
        """
    }

    @Test("A step repeats as often as it says and no oftener")
    func repeated() throws {
        let ladder = Self.ladder(
            "      - {after: 2 working days, every: 3 working days, times: 4, notify: [owner]}")
        var item = try Item(Self.body, rules: [ladder])
        let escalation = try #require(item.library.rules.escalations["standard"])
        #expect(
            escalation.steps.map(\.moment)
                == [2, 5, 8, 11].map { .after(.workingDays($0)) })
        let types = try item.tick("2021-12-31T08:00:00+07:00")
        #expect(types == ["deadline.overdue"] + Array(repeating: "deadline.escalated", count: 4))
    }

    @Test("A late tick takes each step with its own due time, in order")
    func ownDueTime() throws {
        let ladder = Self.ladder(
            """
                  - {before: 1 working day, remind: [owner]}
                  - {after: 1 working day, notify: [owner]}
                  - {after: 2 working hours, notify: [owner]}
            """)
        var item = try Item(Self.body, rules: [ladder])
        var due: [String] = []
        item.now = try Item.instant("2021-06-01T08:00:00+07:00")
        while let wake = item.state.wakeUps.first {
            due.append(wake.dueAt.formatted(in: .vietnam))
            try item.tick("2021-06-01T08:00:00+07:00", atMost: 1)
        }
        #expect(
            due == [
                // Due 29/4; the day off on 30/4 is not in this calendar.
                "07:30 28/04/2021", "00:00 30/04/2021", "07:30 30/04/2021", "09:30 30/04/2021",
            ])
    }

    @Test(
        "Steps in hours happen inside office hours",
        arguments: [
            ("before: 2 hours", "16:59 29/04/2021"), ("after: 2 hours", "07:30 30/04/2021"),
            ("after: 9 working hours", "09:00 03/05/2021"),
        ])
    func officeHours(_ row: (moment: String, at: String)) throws {
        let ladder = Self.ladder("      - {\(row.moment), notify: [owner]}")
        var item = try Item(Self.body, rules: [ladder])
        var moments = item.state.wakeUps.map { $0.dueAt.formatted(in: .vietnam) }
        try item.tick("2021-04-30T00:00:00+07:00")
        moments += item.state.wakeUps.map { $0.dueAt.formatted(in: .vietnam) }
        #expect(moments.contains(row.at))
    }

    @Test("A step opens a task; whoever holds it completes it with the document it asks for")
    func opens() throws {
        let ladder = Self.ladder(
            """
                  - after: 1 working day
                    open:
                      task: don-doc
                      title: {vi: Soạn công văn đôn đốc, en: Draft the reminder letter}
                      to: {role: head, agency: owner}
                      document: cong-van
            """)
        var item = try Item(Self.body, rules: [ladder])
        try item.tick("2021-05-04T08:00:00+07:00")
        let task = try #require(item.state.tasks.last)
        #expect(task.order?.name == "don-doc")
        #expect(task.agency == "so-a" && task.roles == ["head"])
        let letter = DocumentRecord(kind: "cong-van", name: "1.pdf", sha256: "00", size: 1)
        let others = #expect(throws: Refusal.self) {
            try item.act("don-doc", as: "an", documents: [letter])
        }
        #expect(others?.code == .notPermitted)
        #expect(others?.reasons.first?.whoCould == ["binh", "dung"])
        let empty = #expect(throws: Refusal.self) { try item.act("don-doc", as: "binh") }
        #expect(empty?.code == .missing)
        try item.act("don-doc", as: "binh", documents: [letter])
        #expect(item.state.tasks.allSatisfy { $0.order == nil })
        #expect(item.state.documents.map(\.name) == ["1.pdf"])
    }

    @Test("The task is over with the deadline that asked for it")
    func closes() throws {
        let ladder = Self.ladder(
            "      - {after: 1 working day, open: {task: don-doc, to: {agency: so-b}}}")
        var item = try Item(Self.body, rules: [ladder])
        try item.tick("2021-05-04T08:00:00+07:00")
        #expect(item.state.tasks.count == 2)
        try item.act("finish", as: "an")
        #expect(item.state.tasks.isEmpty)
    }

    @Test("The one-stop shop's apology is asked for on the last working day before (S08)")
    func apology() throws {
        let ladder = Self.ladder(
            "      - {before: 1 day, open: {task: xin-loi, to: {role: head, agency: owner}}}")
        // 31/3 + 30 days is 30/4; this calendar works then.
        var item = try Item(
            Self.body.replacing("10 working days", "30 days"), rules: [ladder],
            at: "2021-04-02T08:00:00+07:00")
        #expect(item.deadline("a")?.due == CalendarDate(parsing: "2021-05-03"))
        // 2/5 is a Sunday.
        #expect(try item.tick("2021-04-30T07:29:00+07:00").isEmpty)
        #expect(try item.tick("2021-04-30T07:30:00+07:00") == ["deadline.escalated"])
        #expect(item.state.tasks.last?.order?.name == "xin-loi")
    }

    @Test("A step moves the work to another desk, whose people may then do it")
    func reassigns() throws {
        let ladder = Self.ladder(
            "      - {after: 1 working day, reassign: {role: appraiser, agency: so-b}}")
        var item = try Item(Self.body, rules: [ladder])
        let before = #expect(throws: Refusal.self) { try item.act("finish", as: "chi") }
        #expect(before?.code == .notPermitted)
        try item.tick("2021-05-04T08:00:00+07:00")
        #expect(item.state.tasks.map(\.agency) == ["so-b"])
        #expect(item.state.tasks.map(\.roles) == [["appraiser"]])
        try item.act("finish", as: "chi")
        #expect(item.leaves == ["b"])
    }

    @Test("A step takes an action that may be taken by itself, in nobody's name")
    func acts() throws {
        let ladder = Self.ladder("      - {after: 1 working day, act: forward}")
        var item = try Item(Self.body, rules: [ladder])
        let types = try item.tick("2021-05-04T08:00:00+07:00")
        #expect(types == ["deadline.overdue", "deadline.escalated", "item.advanced"])
        #expect(item.leaves == ["c"])
    }

    @Test("Where the action is not possible, the step says why and nothing else happens")
    func actsNot() throws {
        let ladder = Self.ladder("      - {after: 1 working day, act: forward}")
        let body = Self.body.replacing("automatic: true,", "automatic: true, requires: [note],")
        var item = try Item(body, rules: [ladder])
        item.now = try Item.instant("2021-05-04T08:00:00+07:00")
        try item.tick("2021-05-04T08:00:00+07:00", atMost: 1)
        let events = try decide(
            item.state, .reach(deadline: 0), item.circumstances(nil))
        #expect(events.count == 1)
        guard case .deadlineReached(let reached)? = events.first?.body else {
            Issue.record("a step of the ladder")
            return
        }
        #expect(reached.refusal?.en.contains("--note") == true)
        #expect(item.leaves == ["a"])
    }

    @Test("A clock that jumps back fires nothing twice and nothing early")
    func clockBack() throws {
        let ladder = Self.ladder(
            """
                  - {before: 3 working days, remind: [owner]}
                  - {after: 1 working day, notify: [owner]}
            """)
        var item = try Item(Self.body, rules: [ladder])
        #expect(try item.tick("2021-04-30T08:00:00+07:00").count == 3)
        #expect(try item.tick("2021-04-26T08:00:00+07:00").isEmpty)
        #expect(try item.tick("2021-04-30T08:00:00+07:00").isEmpty)
    }
}

extension String {
    func replacing(_ text: String, _ other: String) -> String {
        split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
    }
}
