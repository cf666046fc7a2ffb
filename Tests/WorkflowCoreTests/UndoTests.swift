import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

@Suite("One's own last action taken back")
struct UndoTests {
    static let workflow = """
        fields:
          sum: {type: money}
          seen: {type: date}
        initial: draft
        states:
          draft:
            title: Draft
            owner: so-a
            deadline: {within: 5 working days, source: office setting, escalate: ladder}
            after: {within: 30 days, to: dropped}
            actions:
              submit:
                by: {role: specialist}
                requires: [sum, document paper]
                undo: true
                to: check
              tell: {by: {role: specialist}, to: check}
              change: {by: {role: specialist}, input: [sum], undo: true}
          check:
            title: Check
            owner: so-b
            entry: {set: {seen: today}}
            deadline: {within: 3 working days, source: office setting, escalate: ladder}
            actions:
              pass: {by: {role: appraiser}, undo: within 1 working day, to: done}
              return: {by: {role: appraiser}, undo: true, to: draft}
          done: {final: done}
          dropped: {final: dropped}
        """
    static let ladder = """
        escalations:
          ladder:
            steps:
              - {before: 2 working days, remind: owner}
              - {at: due, remind: owner}
        """

    func submitted(on day: String = "2021-04-14T09:00:00+07:00") throws -> Item {
        var item = try Item(Self.workflow, rules: [Self.ladder])
        let paper = DocumentRecord(kind: "paper", name: "a.pdf", sha256: "1", size: 1)
        try item.act("submit", on: day, [("sum", .money(5))], documents: [paper])
        return item
    }

    @Test("the item is as it was before, and the history has both")
    func restored() throws {
        var item = try Item(Self.workflow, rules: [Self.ladder])
        let before = item.state
        let paper = DocumentRecord(kind: "paper", name: "a.pdf", sha256: "1", size: 1)
        try item.act("submit", [("sum", .money(5))], documents: [paper])
        let events = try item.undo(as: "an", note: "wrong file")
        #expect(events.map(\.type) == ["item.undone"])
        #expect(item.history.map(\.type) == ["item.started", "item.advanced", "item.undone"])
        #expect(item.state.version == 3)
        #expect(item.state.configuration == before.configuration)
        #expect(item.state.visited == before.visited)
        #expect(item.state.fields == before.fields)
        #expect(item.state.deadlines == before.deadlines)
        #expect(item.state.timers == before.timers)
        #expect(item.state.tasks == before.tasks)
        #expect(item.state.acts == before.acts)
        #expect(item.state.wakeUps.map(\.key) == before.wakeUps.map(\.key))
    }

    @Test("what was handed in is still there, and serves when the action is taken again")
    func documents() throws {
        var item = try submitted()
        try item.undo(as: "an")
        #expect(item.state.documents.count == 1)
        try item.act("submit", [("sum", .money(6))])
        #expect(item.leaves == ["check"])
    }

    @Test("a second round goes back to what the first one left")
    func secondRound() throws {
        var item = try submitted()
        try item.act("return", as: "chi")
        let act = item.state.acts
        try item.act(
            "submit", [],
            documents: [DocumentRecord(kind: "paper", name: "b.pdf", sha256: "2", size: 1)])
        try item.undo(as: "an")
        #expect(item.state.acts == act)
        #expect(item.deadline("check")?.isRunning == false)
    }

    @Test("an action that ended the item opens it again")
    func finished() throws {
        var item = try submitted()
        try item.act("pass", as: "chi", on: "2021-04-15T09:00:00+07:00")
        #expect(item.state.outcome == "done")
        try item.undo(as: "chi", on: "2021-04-16T16:00:00+07:00")
        #expect(item.state.outcome == nil)
        #expect(item.leaves == ["check"])
    }

    @Test("reminders in between do not stand in the way, and none is sent twice")
    func reminders() throws {
        var item = try Item(Self.workflow, rules: [Self.ladder])
        // Due on 22/04, as 21/04 is a day off: the reminder is on 19/04.
        #expect(try item.tick("2021-04-19T10:00:00+07:00") == ["deadline.reminder"])
        let paper = DocumentRecord(kind: "paper", name: "a.pdf", sha256: "1", size: 1)
        try item.act("submit", [("sum", .money(5))], documents: [paper])
        #expect(try item.tick("2021-04-20T10:00:00+07:00") == ["deadline.reminder"])
        try item.undo(as: "an")
        #expect(try item.tick("2021-04-20T17:00:00+07:00") == [])
        #expect(
            try item.tick("2021-04-23T08:00:00+07:00")
                == ["deadline.reminder", "deadline.overdue"])
    }

    @Test("time that went by meanwhile counts: what is over is overdue at once")
    func overdueMeanwhile() throws {
        var item = try submitted()
        item.now = try Item.instant("2021-05-05T09:00:00+07:00")
        try item.undo(as: "an")
        #expect(try item.tick("2021-05-05T09:00:00+07:00") == ["deadline.overdue"])
        #expect(item.deadline("draft")?.due == CalendarDate(parsing: "2021-04-22"))
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var code = Refusal.Code.undoRefused
        var says: String
        var prepare: @Sendable (inout Item) throws -> Void
        var actor = "an"
    }

    @Test(
        "is refused",
        arguments: [
            Refused(
                testDescription: "when nothing was done yet", says: "no action to take back",
                prepare: { _ in }),
            Refused(
                testDescription: "when somebody acted since", says: "since then there was “return”",
                prepare: {
                    try $0.submit()
                    try $0.act("return", as: "chi")
                }),
            Refused(
                testDescription: "when it is another person's", says: "Only one's own action",
                prepare: { try $0.submit() }, actor: "dung"),
            Refused(
                testDescription: "when the workflow does not allow it",
                says: "does not let “tell” be taken back", prepare: { try $0.act("tell") }),
            Refused(
                testDescription: "when it is too late",
                says: "within 1 working day, until 15/04/2021",
                prepare: {
                    try $0.submit()
                    try $0.act("pass", as: "chi", on: "2021-04-14T10:00:00+07:00")
                    $0.now = try Item.instant("2021-04-16T00:00:00+07:00")
                }, actor: "chi"),
            Refused(
                testDescription: "when it was taken back already",
                says: "“took an action back”",
                prepare: {
                    try $0.submit()
                    try $0.undo(as: "an")
                }),
        ])
    func refused(_ case: Refused) throws {
        var item = try Item(Self.workflow, rules: [Self.ladder])
        try `case`.prepare(&item)
        let version = item.state.version
        let refusal = #expect(throws: Refusal.self) { try item.undo(as: `case`.actor) }
        #expect(refusal?.code == `case`.code)
        #expect(refusal?.message.en.contains(`case`.says) == true, "\(refusal?.message.en ?? "")")
        #expect(item.state.version == version)
    }

    @Test("separation of duties still counts it")
    func separation() throws {
        let rule = """
            constraints:
              - {name: no-self-check, title: No self check, source: test, did: [submit], may_not: [pass]}
            """
        var item = try Item(Self.workflow, rules: [Self.ladder, rule])
        try item.submit(as: "dung")
        try item.undo(as: "dung")
        try item.submit(as: "an")
        let refusal = #expect(throws: Refusal.self) { try item.act("pass", as: "dung") }
        #expect(refusal?.code == .separationOfDuties)
    }
}

extension Item {
    @discardableResult
    mutating func submit(as actor: String = "an") throws -> [Event] {
        try act(
            "submit", as: actor, [("sum", .money(5))],
            documents: [DocumentRecord(kind: "paper", name: "a.pdf", sha256: "1", size: 1)])
    }
}
