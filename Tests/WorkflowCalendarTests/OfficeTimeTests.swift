import Testing
import WorkflowCalendar

@Suite("When the office is open next")
struct OfficeTimeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var moment: String
        var expected: String
        var testDescription: String { "\(moment) → \(expected)" }

        init(_ moment: String, _ expected: String) {
            self.moment = moment
            self.expected = expected
        }
    }

    /// 07:30–11:30 and 13:30–17:30; 30/4 is a holiday, 3/5 a day off in lieu of 1/5.
    let calendar = WorkingCalendar.decreed2021

    @Test(
        "the same moment within office hours, else when it opens",
        arguments: [
            Case("2021-04-28T09:00", "2021-04-28T09:00"),
            Case("2021-04-28T07:30", "2021-04-28T07:30"),
            Case("2021-04-28T00:00", "2021-04-28T07:30"),
            Case("2021-04-28T11:29:59.999", "2021-04-28T11:29:59.999"),
            Case("2021-04-28T11:30", "2021-04-28T13:30"),
            Case("2021-04-28T12:00", "2021-04-28T13:30"),
            Case("2021-04-28T17:30", "2021-04-29T07:30"),
            Case("2021-04-28T23:59", "2021-04-29T07:30"),
            // Thursday evening before 30/4, a long weekend, and a day in lieu.
            Case("2021-04-29T17:30", "2021-05-04T07:30"),
            Case("2021-04-30T10:00", "2021-05-04T07:30"),
            Case("2021-05-01T10:00", "2021-05-04T07:30"),
        ])
    func open(_ example: Case) {
        let found = calendar.officeTime(onOrAfter: instant(example.moment))
        #expect(found == instant(example.expected))
    }

    @Test(
        "a time of the day comes on the next working day on which it is still to come",
        arguments: [
            ("07:30", Case("2021-04-28T07:30", "2021-04-28T07:30")),
            ("07:30", Case("2021-04-28T07:31", "2021-04-29T07:30")),
            ("16:00", Case("2021-04-28T07:31", "2021-04-28T16:00")),
            ("16:00", Case("2021-04-29T16:01", "2021-05-04T16:00")),
            ("16:00", Case("2021-04-30T09:00", "2021-05-04T16:00")),
            // Where the office is closed at that time: when it opens after it.
            ("06:00", Case("2021-04-28T05:00", "2021-04-28T07:30")),
            ("06:00", Case("2021-04-28T06:30", "2021-04-28T07:30")),
            ("12:00", Case("2021-04-28T07:30", "2021-04-28T13:30")),
            ("20:00", Case("2021-04-28T09:00", "2021-04-29T07:30")),
            ("20:00", Case("2021-04-29T21:00", "2021-05-04T07:30")),
        ] as [(String, Case)])
    func atTime(_ clock: String, _ example: Case) throws {
        let minute = try #require(MinuteOfDay.parse(clock))
        let found = calendar.officeTime(atMinute: minute, onOrAfter: instant(example.moment))
        #expect(found == instant(example.expected))
    }
}
