import Diagnostics
import JSON
import Testing
import WorkflowCalendar
import WorkflowModel

@testable import WorkflowCore

/// Another edition of the calendar comes while a timed transition waits.
@Suite("A new edition of the calendar and what happens by itself")
struct TimerRecountTests {
    /// Started on Wednesday 14/4; 21/4 is off.
    static func item(after limit: String) throws -> Item {
        try Item(
            """
            fields: {length: {type: string, default: 6 working days}}
            states:
              a:
                after: {within: \(limit), to: b}
                actions: {finish: {by: anyone, to: b}, edit: {by: anyone, input: [length]}}
              b: {}
            """)
    }

    struct Limit: Sendable, CustomTestStringConvertible {
        var text: String
        var before: String
        var after: String
        var testDescription: String { text }

        init(_ text: String, _ before: String, _ after: String) {
            self.text = text
            self.before = before
            self.after = after
        }
    }

    @Test(
        "A timed transition moves, and happens at its new moment, once",
        arguments: [
            Limit("5 working days", "2021-04-23T00:00", "2021-04-24T00:00"),
            Limit("limit(item.length)", "2021-04-24T00:00", "2021-04-27T00:00"),
            // The new edition also has longer hours.
            Limit("30 working hours", "2021-04-20T08:00", "2021-04-20T16:00"),
            // It ends on the day that was taken off.
            Limit("5 days", "2021-04-20T00:00", "2021-04-21T00:00"),
        ])
    func moves(_ limit: Limit) throws {
        var item = try Self.item(after: limit.text)
        let before = try Item.instant(limit.before)
        let after = try Item.instant(limit.after)
        #expect(item.state.timers.map(\.dueAt) == [before])
        let edition = RecountTests.edition("test.2", off: ["2021-04-19"])
        item.now = try Item.instant("2021-04-15T08:00")
        #expect(
            item.state.timerEnds(try Item.circumstances(item.library, nil, item.now, edition)) == [
                after
            ])
        let events = try item.adopt(edition)
        guard case .recounted(let recounted)? = events.first?.body else {
            Issue.record("the timer should move")
            return
        }
        #expect(recounted.deadlines.isEmpty)
        #expect(recounted.timers.map(\.before.dueAt) == [before])
        #expect(recounted.timers.map(\.after.dueAt) == [after])
        #expect(item.state.timers.map(\.dueAt) == [after])
        #expect(try item.adopt(edition).isEmpty, "adopted again it changes nothing")
        #expect(try item.tick(after.adding(milliseconds: -1).iso8601(in: .vietnam)).isEmpty)
        #expect(try item.tick(limit.after) == ["item.moved"])
        #expect(item.leaves == ["b"])
    }

    @Test("A limit is the one it was armed with, whatever became of its field")
    func keepsItsLimit() throws {
        var item = try Self.item(after: "limit(item.length)")
        try item.act("edit", [("length", .string("1 working day"))])
        let edition = RecountTests.edition("test.2", off: ["2021-04-19"])
        #expect(try item.adopt(edition).count == 1)
        #expect(item.state.timers.map(\.dueAt) == [try Item.instant("2021-04-27T00:00")])
    }

    @Test("Days off outside what is counted change nothing")
    func outside() throws {
        var item = try Self.item(after: "5 working days")
        let edition = RecountTests.edition("test.2", off: ["2021-04-13", "2021-04-26"])
        #expect(try item.adopt(edition).isEmpty)
    }

    @Test("What was armed before its count was kept can be read, and stays where it is")
    func oldHistory() throws {
        let started = try Self.item(after: "5 working days")
        let first = try #require(started.history.first)
        let text = first.data(started.state.workflow)
        let count = try #require(try JSON.parse(text)["armed"][0]["limit"].string)
        #expect(count == "5 working days")
        let from = first.at.millisecondsSinceEpoch
        let old = text.replacing("\"from\":\(from),", with: "")
            .replacing(",\"limit\":\"5 working days\"", with: "")
        #expect(try JSON.parse(old)["armed"][0].object?.count == 3)
        let event = try #require(
            Event(
                version: 1, type: first.type, at: first.at, actor: first.actor,
                data: JSONView.parse(old), workflow: started.state.workflow))
        #expect(event.data(started.state.workflow) == old, "it is written as it was")
        let state = try #require(
            ItemState(id: "I.1", workflow: started.state.workflow, first: event))
        #expect(state.timers.map(\.dueAt) == started.state.timers.map(\.dueAt))
        let circumstances = try Item.circumstances(
            started.library, "an", started.now,
            RecountTests.edition("test.2", off: ["2021-04-19"]))
        #expect(try decide(state, .recount, circumstances).isEmpty)
    }
}
