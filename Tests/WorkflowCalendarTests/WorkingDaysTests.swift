import Diagnostics
import Testing
import WorkflowCalendar

@Suite struct WorkingDaysTests {
    let calendar = WorkingCalendar.decreed2021

    @Test func saysWhyADayIsOff() {
        #expect(calendar.reasonOff(date("2021-04-21"))?.text.vi == "Giỗ Tổ Hùng Vương")
        #expect(calendar.reasonOff(date("2021-05-03"))?.kind == .inLieu)
        #expect(calendar.reasonOff(date("2021-05-03"))?.counterpart == date("2021-05-01"))
        #expect(calendar.reasonOff(date("2021-04-24"))?.text.vi == "Thứ Bảy")
        #expect(calendar.reasonOff(date("2021-04-22")) == nil)
    }

    @Test func countsBothWaysAndFromDaysOff() {
        let wednesday = date("2021-04-14")
        #expect(calendar.workingDays(after: wednesday, through: date("2021-04-29")) == 10)
        #expect(calendar.workingDays(after: date("2021-04-29"), through: wednesday) == -10)
        #expect(calendar.workingDays(after: wednesday, through: wednesday) == 0)
        #expect(calendar.adding(workingDays: 1, to: date("2021-04-24")) == date("2021-04-26"))
        #expect(calendar.adding(workingDays: -1, to: date("2021-04-25")) == date("2021-04-23"))
        #expect(calendar.nextWorkingDay(onOrAfter: date("2021-04-21")) == date("2021-04-22"))
        #expect(calendar.nextWorkingDay(onOrAfter: wednesday) == wednesday)
        #expect(calendar.previousWorkingDay(onOrBefore: date("2021-05-03")) == date("2021-04-29"))
    }

    @Test(arguments: [
        (Roll.forward, "2021-05-04"), (.backward, "2021-04-29"), (.stay, "2021-04-30"),
    ])
    func aLimitEndingOnADayOffMovesAsSet(_ roll: Roll, _ due: String) {
        let found = calendar.due(from: date("2021-03-31"), limit: .days(30), roll: roll)
        #expect(found.due == date(due))
        #expect(found.raw == date("2021-04-30"))
    }

    @Test(arguments: [
        ("2020-11-30", "3 months", "2021-03-01"), ("2021-01-31", "1 month", "2021-03-01"),
        ("2021-04-14", "2 months", "2021-06-14"), ("2020-05-03", "1 year", "2021-05-04"),
    ])
    func monthsAndYearsMoveOffDaysOff(_ start: String, _ length: String, _ due: String) {
        #expect(calendar.due(from: date(start), limit: limit(length)).due == date(due))
    }

    /// 20 March and 20 June 2021 are a Saturday and a Sunday.
    @Test(arguments: [
        ("2021-01-04", "day 20 of the last month", "2021-03-22"),
        ("2021-03-20", "day 20 of the last month", "2021-06-21"),
        ("2021-03-19", "day 20 of the month", "2021-03-22"),
        ("2021-02-10", "day 31 of the month", "2021-03-01"),
        ("2021-04-14", "day 15 of the last month of the year", "2021-12-15"),
        ("2021-12-15", "day 15 of the last month of the half-year", "2022-06-15"),
    ])
    func aDayOfTheLastMonthIsTheNextOneAfterTheEvent(
        _ start: String, _ text: String, _ due: String
    ) {
        #expect(calendar.due(from: date(start), limit: limit(text)).due == date(due))
    }

    @Test func aDayOfTheLastMonthIsCountedBackToTheOneBefore() {
        let last = limit("day 20 of the last month")
        #expect(calendar.due(before: date("2021-06-20"), limit: last).due == date("2021-03-19"))
        #expect(calendar.due(before: date("2021-06-21"), limit: last).due == date("2021-06-18"))
        let count = calendar.count(from: date("2021-04-14"), limit: last)
        #expect(
            count.text.vi
                == "14/4 → ngày 20 của tháng cuối quý = 20/6 [20 cuối tuần] → 21/6")
    }

    /// The exchange of 2024: Monday 29 April off for Saturday 4 May.
    @Test func anExchangedSaturdayIsWorkedWithTheHoursOfTheWeek() {
        let reason = LocalizedText(vi: "làm bù ngày 29/4", en: "worked for 29 April")
        let off = DayReason(
            .swap, LocalizedText(vi: "hoán đổi", en: "exchanged"), decision: "2450/VPCP-KGVX",
            counterpart: date("2024-05-04"))
        let year = CalendarYear(
            year: 2024, basis: .decreed(LocalizedText("2450/VPCP-KGVX")),
            off: [date("2024-04-29"): off],
            worked: [date("2024-05-04"): DayReason(.makeUp, reason, decision: "2450/VPCP-KGVX")])
        let calendar = WorkingCalendar(
            name: "test", version: "1", title: LocalizedText("test"), decreed: [year])
        #expect(!calendar.isWorkingDay(date("2024-04-29")))
        #expect(calendar.isWorkingDay(date("2024-05-04")))
        #expect(calendar.reasonWorked(date("2024-05-04"))?.text == reason)
        #expect(calendar.reasonOff(date("2024-04-29"))?.decision == "2450/VPCP-KGVX")
        #expect(
            calendar.due(from: date("2024-05-03"), limit: .workingDays(1)).due == date("2024-05-04")
        )
        #expect(calendar.closing(of: date("2024-05-04")) == instant("2024-05-04T17:30"))
    }

    /// An exchange over the turn of the year belongs to each day's own year.
    @Test func anExchangeMayReachIntoAYearThatIsNotDecided() {
        let worked = DayReason(.makeUp, LocalizedText("make-up"))
        let year = CalendarYear(
            year: 2021, basis: .decreed(LocalizedText("x")), off: [:],
            worked: [date("2022-01-08"): worked])
        let calendar = WorkingCalendar(
            name: "test", version: "1", title: LocalizedText("test"), decreed: [year])
        #expect(calendar.isWorkingDay(date("2022-01-08")))
        #expect(calendar.days(2022)?.basis.isProjected == true)
        #expect(calendar.days(2022)?.workedDates == [date("2022-01-08")])
    }

    @Test(arguments: [
        ("2021-12-29", 2, false), ("2021-12-30", 2, true), ("2020-12-31", 1, false),
        ("2020-12-30", 1, true),
    ])
    func aDateIsProvisionalWhenACountedDayIs(_ start: String, _ days: Int, _ expected: Bool) {
        let due = calendar.due(from: date(start), limit: .workingDays(days))
        #expect(due.isProvisional == expected)
    }

    @Test func onlyTheEndOfACalendarLimitMakesItProvisional() {
        #expect(!calendar.due(from: date("2019-01-02"), limit: .years(2)).isProvisional)
        #expect(calendar.due(from: date("2021-06-01"), limit: .years(1)).isProvisional)
    }

    @Test func pastTheCoveredYearsOnlyTheWeekCounts() {
        let friday = date("2250-01-04")
        #expect(friday.weekday == .friday)
        #expect(calendar.adding(workingDays: 5, to: friday) == date("2250-01-11"))
        #expect(calendar.adding(workingDays: -5, to: friday) == date("2249-12-28"))
        #expect(calendar.workingDays(after: friday, through: date("2250-01-11")) == 5)
        #expect(calendar.due(from: friday, limit: .workingDays(5)).isProvisional)
        #expect(calendar.days(2250) == nil)
    }
}
