import Diagnostics
import Testing
import WorkflowCalendar

/// Office hours are 07:30–11:30 and 13:30–17:30.
@Suite struct WorkingHoursTests {
    let calendar = WorkingCalendar.decreed2021

    @Test(arguments: [
        ("inside one session", "2021-04-14T08:00", 60, "2021-04-14T09:00"),
        ("over the midday break", "2021-04-14T11:00", 60, "2021-04-14T14:00"),
        ("used up at closing", "2021-04-14T16:30", 60, "2021-04-14T17:30"),
        ("used up at the midday break", "2021-04-14T10:30", 60, "2021-04-14T11:30"),
        ("overnight", "2021-04-14T16:30", 61, "2021-04-15T07:31"),
        ("from before opening", "2021-04-14T05:00", 60, "2021-04-14T08:30"),
        ("from the break", "2021-04-14T12:00", 60, "2021-04-14T14:30"),
        ("from a holiday", "2021-04-21T10:00", 60, "2021-04-22T08:30"),
        ("over a holiday", "2021-04-20T16:30", 120, "2021-04-22T08:30"),
        ("two full days", "2021-04-14T07:30", 960, "2021-04-15T17:30"),
        ("nothing", "2021-04-18T10:00", 0, "2021-04-18T10:00"),
        ("backwards in a session", "2021-04-14T09:00", -60, "2021-04-14T08:00"),
        ("backwards to opening", "2021-04-14T08:30", -60, "2021-04-14T07:30"),
        ("backwards over a holiday", "2021-04-22T08:30", -120, "2021-04-20T16:30"),
        ("backwards over the new year", "2021-01-04T08:30", -120, "2020-12-31T16:30"),
    ])
    func adding(_ name: String, _ start: String, _ minutes: Int, _ end: String) {
        let found = calendar.adding(workingMinutes: minutes, to: instant(start))
        #expect(found.iso8601(in: .vietnam) == instant(end).iso8601(in: .vietnam), "\(name)")
    }

    @Test func keepsMilliseconds() {
        let start = instant("2021-04-14T17:29:59.750+07:00")
        let end = calendar.adding(workingMilliseconds: 500, to: start)
        #expect(end == instant("2021-04-15T07:30:00.250+07:00"))
        #expect(calendar.workingMilliseconds(between: start, and: end) == 500)
    }

    @Test func sixteenWorkingHoursAreNotTwoWorkingDays() {
        let start = instant("2021-04-14T09:00")
        let hours = calendar.deadline(from: start, limit: .workingHours(16))
        let days = calendar.deadline(from: start, limit: .workingDays(2))
        #expect(hours.instant == instant("2021-04-16T09:00"))
        #expect(days.instant == instant("2021-04-17T00:00"))
        #expect(days.date.due == date("2021-04-16"))
    }

    @Test func hoursOfTheClockRunOverDaysOff() {
        let deadline = calendar.deadline(from: instant("2021-04-30T09:00"), limit: .hours(48))
        #expect(deadline.instant == instant("2021-05-02T09:00"))
        #expect(deadline.date.due == date("2021-05-02"))
        #expect(!deadline.date.isProvisional)
    }

    @Test func midnightEndsTheDayBefore() {
        #expect(calendar.due(from: date("2021-04-14"), limit: .hours(24)).due == date("2021-04-14"))
    }

    @Test func opensAndClosesWithItsSessions() {
        #expect(calendar.opening(of: date("2021-04-14")) == instant("2021-04-14T07:30"))
        #expect(calendar.closing(of: date("2021-04-14")) == instant("2021-04-14T17:30"))
        #expect(calendar.opening(of: date("2021-04-21")) == nil)
    }

    /// Exactly closing time is too late to be received that day.
    @Test(arguments: [
        ("2021-04-20T17:29:59", "2021-04-20"), ("2021-04-20T17:30", "2021-04-22"),
        ("2021-04-21T10:00", "2021-04-22"), ("2021-04-24T08:00", "2021-04-26"),
    ])
    func whatArrivesAfterClosingIsReceivedTheNextWorkingDay(_ moment: String, _ day: String) {
        #expect(calendar.receivedOn(instant(moment), .atClosing) == date(day))
    }

    @Test func explainsHoursByTheDaysTheyRunOn() {
        let count = calendar.count(from: instant("2021-04-20T15:00"), limit: .workingHours(12))
        #expect(count.text(.vi) == "20/4=2h30 [21 Giỗ Tổ Hùng Vương] 22=10h30 23=12h")
        #expect(count.due == date("2021-04-23"))
    }

    @Test func refusesAWeekThatCannotWork() {
        #expect(throws: WorkWeek.Invalid.neverWorks) { try WorkWeek([:]) }
        let overlapping = [(450, 690), (600, 800)].compactMap(WorkSession.init)
        #expect(throws: WorkWeek.Invalid.overlap(.tuesday)) {
            try WorkWeek([.tuesday: overlapping])
        }
        #expect(WorkSession(start: 690, end: 690) == nil)
        #expect(WorkSession(start: 690, end: 1_441) == nil)
    }
}
