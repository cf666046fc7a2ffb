import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

/// Another edition of the calendar comes while deadlines run.
@Suite("A new edition of the calendar")
struct RecountTests {
    static let body = """
        fields: {waiting: {type: bool, default: false}, until: {type: date}}
        states:
          a:
            owner: so-a
            deadline:
              within: 10 working days
              source: office setting
              pauses: item.waiting
              escalate: standard
            actions:
              note: {by: anyone, input: [waiting]}
              extend:
                by: anyone
                extends_deadline: {name: a, to: limit('5 working days'), times: 9}
              date:
                by: anyone
                input: [until]
                extends_deadline: {name: a, to: item.until, times: 9}
              finish: {by: anyone, to: b}
              return: {by: anyone, to: a}
          b: {}
        """

    static let ladder = """
        escalations:
          standard: {steps: [{before: 3 working days, remind: [owner]}]}
        """

    /// The calendar of the tests with further days off.
    static func edition(_ version: String, off: [String]) -> WorkingCalendar {
        let days = (["2021-04-21"] + off).compactMap { CalendarDate(parsing: $0) }
        return WorkingCalendar(
            name: "office", version: version, title: LocalizedText("Office"),
            decreed: [
                CalendarYear(
                    year: 2021, basis: .decreed(LocalizedText(version)),
                    off: Dictionary(
                        days.map { ($0, DayReason(.holiday, LocalizedText("off"))) },
                        uniquingKeysWith: { first, _ in first }))
            ])
    }

    @Test("A running deadline moves; history keeps the date before beside the new one")
    func moves() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        #expect(item.deadline("a")?.due == CalendarDate(parsing: "2021-04-29"))
        let swapped = Self.edition("test.2", off: ["2021-04-26", "2021-04-27"])
        let events = try item.adopt(swapped, on: "2021-04-20T08:00:00+07:00")
        guard case .recounted(let recounted)? = events.first?.body else {
            Issue.record("the deadline should move")
            return
        }
        #expect(recounted.before == [CalendarDate(parsing: "2021-04-29")])
        #expect(recounted.calendar == "test.2")
        #expect(item.deadline("a")?.due == CalendarDate(parsing: "2021-05-03"))
        #expect(item.deadline("a")?.calendar == "test.2")
        #expect(events.first?.actor == "an")
        #expect(try item.adopt(swapped).isEmpty, "adopted again it changes nothing")
    }

    @Test("Days off outside what is counted change nothing")
    func outside() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        let edition = Self.edition("test.2", off: ["2021-04-13", "2021-05-03"])
        #expect(try item.adopt(edition).isEmpty)
    }

    @Test("What stands still keeps what was left, and is counted by the new edition afterwards")
    func paused() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        try item.act("note", on: "2021-04-19T09:00:00+07:00", [("waiting", .bool(true))])
        #expect(try item.adopt(Self.edition("test.2", off: ["2021-05-12"])).isEmpty)
        try item.act("note", on: "2021-05-10T09:00:00+07:00", [("waiting", .bool(false))])
        #expect(item.deadline("a")?.due == CalendarDate(parsing: "2021-05-20"))
    }

    @Test("An extension in working days moves with the rest; a date that was set does not")
    func extended() throws {
        let edition = Self.edition("test.2", off: ["2021-04-26"])
        var byLimit = try Item(Self.body, rules: [Self.ladder])
        try byLimit.act("extend")
        #expect(byLimit.deadline("a")?.due == CalendarDate(parsing: "2021-05-06"))
        try byLimit.adopt(edition)
        #expect(byLimit.deadline("a")?.due == CalendarDate(parsing: "2021-05-07"))
        var byDate = try Item(Self.body, rules: [Self.ladder])
        let until = try #require(CalendarDate(parsing: "2021-05-06"))
        try byDate.act("date", [("until", .date(until))])
        #expect(try byDate.adopt(edition).isEmpty)
    }

    @Test("A step already taken is not taken again because the date moved")
    func stepsOnce() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        #expect(try item.tick("2021-04-26T08:00:00+07:00") == ["deadline.reminder"])
        try item.adopt(Self.edition("test.2", off: ["2021-04-28"]))
        #expect(item.deadline("a")?.due == CalendarDate(parsing: "2021-04-30"))
        #expect(try item.tick("2021-04-30T08:00:00+07:00").isEmpty)
        #expect(try item.tick("2021-05-03T08:00:00+07:00") == ["deadline.overdue"])
    }

    @Test("What was overdue and no longer is will be overdue at its new end")
    func noLongerOverdue() throws {
        var item = try Item(Self.body, rules: [Self.ladder])
        try item.tick("2021-04-30T08:00:00+07:00")
        #expect(item.deadline("a")?.isOverdue == true)
        try item.adopt(Self.edition("test.2", off: ["2021-04-28", "2021-04-29"]))
        #expect(item.deadline("a")?.isOverdue == false)
        #expect(try item.tick("2021-05-04T08:00:00+07:00").last == "deadline.overdue")
    }
}
