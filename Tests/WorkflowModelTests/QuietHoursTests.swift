import Testing
import WorkflowCalendar
import WorkflowModel

@Suite("Quiet hours")
struct QuietHoursTests {
    @Test(
        "are over when they end, on the next day if need be",
        arguments: [
            ("18:00-07:00", "2021-04-28T17:59", "2021-04-28T17:59"),
            ("18:00-07:00", "2021-04-28T18:00", "2021-04-29T07:00"),
            ("18:00-07:00", "2021-04-28T23:59", "2021-04-29T07:00"),
            ("18:00-07:00", "2021-04-29T00:00", "2021-04-29T07:00"),
            ("18:00-07:00", "2021-04-29T06:59", "2021-04-29T07:00"),
            ("18:00-07:00", "2021-04-29T07:00", "2021-04-29T07:00"),
            ("11:30-13:30", "2021-04-29T12:00", "2021-04-29T13:30"),
            ("11:30-13:30", "2021-04-29T13:30", "2021-04-29T13:30"),
            ("20:00-24:00", "2021-12-31T22:00", "2022-01-01T00:00"),
            ("20:00-00:00", "2021-12-31T22:00", "2022-01-01T00:00"),
            ("24:00 – 5:00", "2021-04-29T04:00", "2021-04-29T05:00"),
        ])
    func end(_ text: String, _ moment: String, _ expected: String) throws {
        let quiet = try #require(QuietHours(parsing: text))
        let moment = try #require(Instant(parsing: moment, in: .vietnam))
        #expect(
            quiet.end(onOrAfter: moment, in: .vietnam) == Instant(parsing: expected, in: .vietnam))
    }

    @Test("are counted where the calendar is kept")
    func zone() throws {
        let quiet = try #require(QuietHours(parsing: "18:00-07:00"))
        let moment = try #require(Instant(parsing: "2021-04-28T20:00", in: .utc))
        #expect(
            quiet.end(onOrAfter: moment, in: .vietnam)
                == Instant(
                    parsing: "2021-04-29T00:00", in: .utc))
    }

    @Test(
        "leave some of the day, and take some",
        arguments: [
            "07:00-07:00", "00:00-24:00", "24:00-00:00", "7-8", "", "-", "07:00", "25:00-26:00",
        ])
    func refused(_ text: String) {
        #expect(QuietHours(parsing: text) == nil)
    }

    @Test(
        "are read back from their text",
        arguments: ["18:00-07:00", "00:00-05:30", "11:30-13:30"])
    func text(_ text: String) {
        #expect(QuietHours(parsing: text)?.description == text)
    }

    @Test(
        "cover a session of office hours that lies in them",
        arguments: [
            ("07:00-17:30", true), ("07:30-11:30", true), ("07:31-12:00", false),
            ("18:00-07:00", false), ("07:00-06:00", true), ("13:00-12:00", true),
            ("13:00-11:00", false),
        ])
    func cover(_ text: String, _ expected: Bool) throws {
        let session = try #require(WorkSession(start: 450, end: 690))
        #expect(try #require(QuietHours(parsing: text)).cover(session) == expected)
    }
}
