import Testing
import WorkflowCalendar

@Suite struct LunarCalendarTests {
    let calendar = LunarCalendar.vietnamese
    /// The same sky on the clock of Beijing.
    let chinese = Zone("+08:00").map(LunarCalendar.init)

    @Test(arguments: [
        (1900, "1900-01-31"), (1945, "1945-02-13"), (1968, "1968-01-29"), (1976, "1976-01-31"),
        (1985, "1985-01-21"), (2000, "2000-02-05"), (2007, "2007-02-17"), (2019, "2019-02-05"),
        (2020, "2020-01-25"), (2021, "2021-02-12"), (2022, "2022-02-01"), (2023, "2023-01-22"),
        (2024, "2024-02-10"), (2025, "2025-01-29"), (2026, "2026-02-17"), (2027, "2027-02-06"),
        (2030, "2030-02-02"), (2053, "2053-02-18"),
    ])
    func newYear(_ year: Int, _ expected: String) {
        #expect(calendar.newYear(year) == date(expected))
    }

    /// Between Hanoi's midnight and Beijing's the new moon, or in 1984 the solstice, fell.
    @Test(arguments: [
        (1968, "1968-01-30"), (1969, "1969-02-17"), (1985, "1985-02-20"), (2007, "2007-02-18"),
        (2030, "2030-02-03"), (2053, "2053-02-19"),
    ])
    func newYearIsAnotherDayInChina(_ year: Int, _ expected: String) throws {
        let chinese = try #require(chinese)
        #expect(chinese.newYear(year) == date(expected))
        #expect(calendar.newYear(year) != date(expected))
    }

    /// Every leap month of a generation, and the hard case of 2033.
    @Test(
        arguments: [
            (1984, nil), (1985, 2), (1987, 7), (1990, 5), (1993, 3), (1995, 8), (1998, 5),
            (2001, 4),
            (2004, 2), (2006, 7), (2009, 5), (2012, 4), (2014, 9), (2017, 6), (2020, 4), (2023, 2),
            (2025, 6), (2026, nil), (2028, 5), (2031, 3), (2033, 11), (2034, nil), (2036, 6),
            (2050, 3), (2099, 2),
        ] as [(Int, Int?)])
    func leapMonth(_ year: Int, _ month: Int?) {
        let found = (1...12).filter {
            calendar.solar(of: LunarDate(day: 1, month: $0, isLeap: true, year: year)) != nil
        }
        #expect(found == (month.map { [$0] } ?? []))
    }

    @Test func chinasLeapMonthOf1984WasVietNamsOf1985() throws {
        let chinese = try #require(chinese)
        let leap10 = LunarDate(day: 1, month: 10, isLeap: true, year: 1984)
        #expect(chinese.solar(of: leap10) == date("1984-11-23"))
        #expect(calendar.solar(of: leap10) == nil)
    }

    @Test func hungKingsDay() {
        let lunar = LunarDate(day: 10, month: 3, year: 2021)
        #expect(calendar.solar(of: lunar) == date("2021-04-21"))
        #expect(calendar.lunar(of: date("2021-04-21")) == lunar)
    }

    @Test func everyDayOfThreeCenturiesFollowsTheOneBefore() throws {
        var day = date("1900-01-01")
        var previous = try #require(calendar.lunar(of: day))
        while day < date("2199-12-31") {
            day = day.adding(days: 1)
            let lunar = try #require(calendar.lunar(of: day))
            if lunar.day == 1 {
                #expect(previous.day == 29 || previous.day == 30, "\(day)")
                let isNext = lunar.month == previous.month % 12 + 1 && !lunar.isLeap
                let isLeap = lunar.month == previous.month && lunar.isLeap && !previous.isLeap
                #expect(isNext || isLeap, "\(day)")
                #expect(calendar.solar(of: lunar) == day)
                #expect(calendar.solar(of: previous) == day.adding(days: -1))
            } else {
                #expect(lunar.day == previous.day + 1, "\(day)")
            }
            previous = lunar
        }
    }

    @Test func thereIsNothingOutsideTheCenturiesItIsRightFor() {
        #expect(calendar.lunar(of: date("1899-12-31")) == nil)
        #expect(calendar.lunar(of: date("2200-01-01")) == nil)
        #expect(calendar.lunar(of: CalendarDate(daysSinceEpoch: .max)) == nil)
        #expect(calendar.solar(of: LunarDate(day: 1, month: 1, year: 2200)) == nil)
        #expect(calendar.newYear(.min) == nil)
    }

    @Test(arguments: [
        LunarDate(day: 30, month: 1, year: 2021), LunarDate(day: 31, month: 2, year: 2021),
        LunarDate(day: 0, month: 1, year: 2021), LunarDate(day: 1, month: 13, year: 2021),
        LunarDate(day: 1, month: 2, isLeap: true, year: 2021),
    ])
    func aDateTheYearDoesNotHaveHasNoDay(_ lunar: LunarDate) {
        #expect(calendar.solar(of: lunar) == nil)
    }

    @Test(arguments: [
        ("10/3/2021", LunarDate(day: 10, month: 3, year: 2021)),
        ("1/2 nhuận/2023", LunarDate(day: 1, month: 2, isLeap: true, year: 2023)),
        ("1/2n/2023", LunarDate(day: 1, month: 2, isLeap: true, year: 2023)),
    ])
    func isReadAsItIsWritten(_ text: String, _ lunar: LunarDate) {
        #expect(LunarDate(parsing: text) == lunar)
        #expect(LunarDate(parsing: lunar.description) == lunar)
    }

    @Test(arguments: ["", "10/3", "31/1/2021", "1/13/2021", "1/1/21", "10-3-2021", "a/1/2021"])
    func refusesWhatIsNotALunarDate(_ text: String) {
        #expect(LunarDate(parsing: text) == nil)
    }
}
