import Diagnostics
import Testing
import WorkflowCalendar

@Suite struct HolidayProjectionTests {
    let calendar = WorkingCalendar.projected

    @Test func theProjectionOf2021IsWhatWasDecreed() throws {
        let projected = try #require(calendar.days(2021))
        #expect(projected.offDates == CalendarYear.decreed2021.offDates)
        #expect(projected.worked.isEmpty)
        for (day, reason) in CalendarYear.decreed2021.off {
            #expect(projected.off[day]?.kind == reason.kind, "\(day)")
        }
    }

    @Test func saysThatItIsProjectedAndFromWhat() throws {
        let days = try #require(calendar.days(2031))
        #expect(days.basis.isProjected)
        #expect(days.basis.name == "projected")
        #expect(days.basis.text.vi.contains("Bộ luật Lao động 2019"))
        let decreed = try #require(WorkingCalendar.decreed2021.days(2021))
        #expect(decreed.basis.name == "decreed")
    }

    /// 2 September and one day next to it: the longer rest, then the fewer days in lieu.
    @Test(arguments: [
        ("Thursday", 2021, ["2021-09-02", "2021-09-03"]),
        ("Friday", 2022, ["2022-09-01", "2022-09-02"]),
        ("Saturday", 2023, ["2023-09-01", "2023-09-04"]),
        ("Monday", 2024, ["2024-09-02", "2024-09-03"]),
        ("Tuesday", 2025, ["2025-09-01", "2025-09-02"]),
        ("Wednesday", 2026, ["2026-09-01", "2026-09-02"]),
        ("Sunday", 2029, ["2029-09-03", "2029-09-04"]),
    ])
    func nationalDay(_ weekday: String, _ year: Int, _ expected: [String]) throws {
        let days = try #require(calendar.days(year))
        let september = days.offDates.filter { $0.month == 9 }
        #expect(september == expected.map(date), "2 September on a \(weekday)")
        #expect(calendar.days(2020)?.offDates.filter { $0.month == 9 } == [date("2020-09-02")])
    }

    /// Giỗ Tổ, 30 April and 1 May in 2023: two rest days in a row, both made good afterwards.
    @Test func daysInLieuFollowTheHolidays() throws {
        let days = try #require(calendar.days(2023))
        let lieu = days.off.filter { $0.value.kind == .inLieu && $0.key.month == 5 }
        #expect(lieu.keys.sorted() == ["2023-05-02", "2023-05-03"].map(date))
        #expect(lieu[date("2023-05-02")]?.counterpart == date("2023-04-29"))
        #expect(lieu[date("2023-05-03")]?.text.vi == "nghỉ bù Ngày Chiến thắng 30/04")
    }

    @Test func vietNamCultureDayBeganIn2026() {
        #expect(calendar.reasonOff(date("2027-11-24"))?.text.vi == "Ngày Văn hóa Việt Nam")
        #expect(calendar.isWorkingDay(date("2025-11-24")))
    }

    @Test(arguments: 2021...2199)
    func everyYearHasAllDaysTheLawGrants(_ year: Int) throws {
        let days = try #require(calendar.days(year))
        #expect(days.off.count == (year < 2026 ? 11 : 12))
        #expect(days.offDates.allSatisfy { $0.year == year && $0.weekday <= .friday })
    }

    /// A holiday of an office's own at the end of December, made good in January.
    @Test func aDayInLieuMayFallInTheNextYear() throws {
        let title = LocalizedText(vi: "Ngày truyền thống", en: "Tradition Day")
        let law = HolidayLaw(
            title: title, holidays: [HolidayLaw.Holiday(.fixed(month: 12, day: 31), title)])
        // 31 December 2022 was a Saturday, 31 December 2021 a Friday.
        #expect(law.project(2023, week: .stateOffice).offDates == [date("2023-01-02")])
        #expect(law.project(2022, week: .stateOffice).offDates.isEmpty)
        #expect(law.project(2021, week: .stateOffice).offDates == [date("2021-12-31")])
    }

    @Test func withoutALawOnlyTheWeekCounts() {
        let plain = WorkingCalendar(
            name: "plain", version: "1", title: LocalizedText("plain"), law: .none)
        #expect(plain.days(2021)?.off.isEmpty == true)
        #expect(
            plain.due(from: date("2021-04-14"), limit: .workingDays(10)).due == date("2021-04-28"))
    }
}
