import Diagnostics
import Testing
import WorkflowCalendar

@Suite struct ReportingPeriodTests {
    /// Decree 09/2019/NĐ-CP, art. 12.
    @Test(arguments: [
        (ReportingPeriod.Cycle.month, 4, "2021-03-15", "2021-04-14", "Tháng 4 năm 2021"),
        (.month, 1, "2020-12-15", "2021-01-14", "Tháng 1 năm 2021"),
        (.quarter, 1, "2020-12-15", "2021-03-14", "Quý I năm 2021"),
        (.quarter, 2, "2021-03-15", "2021-06-14", "Quý II năm 2021"),
        (.halfYear, 1, "2020-12-15", "2021-06-14", "6 tháng đầu năm 2021"),
        (.halfYear, 2, "2021-06-15", "2021-12-14", "6 tháng cuối năm 2021"),
        (.year, 1, "2020-12-15", "2021-12-14", "Năm 2021"),
    ])
    func runsFromThe15thToThe14th(
        _ cycle: ReportingPeriod.Cycle, _ number: Int, _ first: String, _ last: String,
        _ title: String
    ) throws {
        let period = try #require(ReportingPeriod(cycle, number, of: 2021))
        #expect(period.first == date(first))
        #expect(period.last == date(last))
        #expect(period.title.vi == title)
        #expect(ReportingPeriod(cycle, containing: date(first)) == period)
        #expect(ReportingPeriod(cycle, containing: date(last)) == period)
    }

    @Test(arguments: [
        (ReportingPeriod.Cycle.month, 2, "2021-02-01", "2021-02-28"),
        (.quarter, 4, "2021-10-01", "2021-12-31"),
        (.halfYear, 1, "2021-01-01", "2021-06-30"),
        (.year, 1, "2021-01-01", "2021-12-31"),
    ])
    func calendarPeriodsAreWholeMonths(
        _ cycle: ReportingPeriod.Cycle, _ number: Int, _ first: String, _ last: String
    ) throws {
        let period = try #require(
            ReportingPeriod(cycle, number, of: 2021, window: .calendar))
        #expect(period.first == date(first))
        #expect(period.last == date(last))
        #expect(ReportingPeriod(cycle, containing: date(last), window: .calendar) == period)
    }

    @Test(arguments: ReportingPeriod.Cycle.allCases, ReportingPeriod.Window.allCases)
    func followOneAnotherWithoutAGap(
        _ cycle: ReportingPeriod.Cycle, _ window: ReportingPeriod.Window
    ) throws {
        var period = try #require(ReportingPeriod(cycle, of: 2019, window: window))
        for _ in 0..<40 {
            #expect(period.next.first == period.last.adding(days: 1))
            #expect(period.next.previous == period)
            period = period.next
        }
    }

    @Test func sendingDatesAreDaysOfTheLastMonth() throws {
        let quarter = try #require(ReportingPeriod(.quarter, 1, of: 2021))
        #expect(quarter.dayOfLastMonth(20) == date("2021-03-20"))
        #expect(quarter.dayOfLastMonth(31, monthsLater: 1) == date("2021-04-30"))
    }

    @Test(arguments: [(ReportingPeriod.Cycle.quarter, 5), (.month, 0), (.year, 2), (.halfYear, 3)])
    func refusesPeriodsAYearDoesNotHave(_ cycle: ReportingPeriod.Cycle, _ number: Int) {
        #expect(ReportingPeriod(cycle, number, of: 2021) == nil)
    }
}
