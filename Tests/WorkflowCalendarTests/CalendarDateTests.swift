import Diagnostics
import Testing
import WorkflowCalendar

@Suite struct CalendarDateTests {
    @Test(arguments: [
        ("1970-01-01", Int32(0), Weekday.thursday), ("2000-02-29", 11_016, .tuesday),
        ("2021-04-14", 18_731, .wednesday), ("1969-12-31", -1, .wednesday),
        ("0001-01-01", -719_162, .monday), ("9999-12-31", 2_932_896, .friday),
    ])
    func countsDaysFrom1970(_ text: String, _ days: Int32, _ weekday: Weekday) {
        #expect(date(text).daysSinceEpoch == days)
        #expect(CalendarDate(daysSinceEpoch: days).description == text)
        #expect(date(text).weekday == weekday)
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() {
        var previous = date("1899-12-31")
        while previous < date("2300-01-01") {
            let next = previous.adding(days: 1)
            let isNextDay = next.day == previous.day + 1 && next.month == previous.month
            let isNextMonth = next.day == 1 && previous == previous.endOfMonth
            #expect(isNextDay || isNextMonth)
            #expect(CalendarDate(year: next.year, month: next.month, day: next.day) == next)
            previous = next
        }
    }

    @Test(arguments: ["2021-04-14", "14/04/2021", "14/4/2021"])
    func readsIsoAndVietnameseOrder(_ text: String) {
        #expect(CalendarDate(parsing: text) == CalendarDate(year: 2021, month: 4, day: 14))
    }

    @Test(arguments: [
        "", "2021", "2021-4-14", "2021-02-29", "31/04/2021", "0000-01-01", "14/04/21", "14-04-2021",
        "2021/04/14", "2021-04-14 ", "01-02", "２０21-04-14", "2021-04-14T00:00:00Z",
        "99999999999999999999-01-01",
    ])
    func refusesWhatIsNotADate(_ text: String) {
        #expect(CalendarDate(parsing: text) == nil)
    }

    @Test(
        "Why there is no such day",
        arguments: [
            (
                "31/02/2021", "tháng 2 năm 2021 chỉ có 28 ngày (năm nhuận có 29)",
                "February 2021 has only 28 days (29 in a leap year)"
            ),
            ("30/02/2024", "tháng 2 năm 2024 chỉ có 29 ngày", "February 2024 has only 29 days"),
            ("32/01/2021", "tháng 1 năm 2021 chỉ có 31 ngày", "January 2021 has only 31 days"),
            ("2021-04-31", "tháng 4 năm 2021 chỉ có 30 ngày", "April 2021 has only 30 days"),
            ("31/4/2021 14:00", "tháng 4 năm 2021 chỉ có 30 ngày", "April 2021 has only 30 days"),
            (
                "04/14/2021", "một năm chỉ có 12 tháng, viết ngày trước tháng như 30/11/2021",
                "a year has only 12 months; write the day before the month, as 30/11/2021"
            ),
            (
                "00/00/0000", "ngày, tháng và năm đều tính từ 1",
                "days, months and years begin at 1"
            ),
        ])
    func tellsWhyThereIsNone(_ text: String, _ vi: String, _ en: String) throws {
        let absence = try #require(CalendarDate.absence(of: text))
        let day = text.prefix { $0 != " " }
        #expect(absence.vi == "không có ngày \(day): \(vi)")
        #expect(absence.en == "there is no day \(day): \(en)")
    }

    @Test(arguments: ["14/04/2021", "2024-02-29", "", "hôm nay", "31-02-2021", "31/02/21"])
    func tellsItOfNoOtherText(_ text: String) {
        #expect(CalendarDate.absence(of: text) == nil)
    }

    @Test(arguments: [
        ("2021-04-14", "14/04/2021", "ngày 14 tháng 4 năm 2021", "14 April 2021"),
        ("2021-02-05", "05/02/2021", "ngày 05 tháng 02 năm 2021", "5 February 2021"),
        ("2021-12-01", "01/12/2021", "ngày 01 tháng 12 năm 2021", "1 December 2021"),
    ])
    func writesDatesAsDecree30Does(
        _ text: String, _ slashed: String, _ formal: String, _ english: String
    ) {
        #expect(date(text).formatted(.slashed) == slashed)
        #expect(date(text).formatted(.formal) == formal)
        #expect(date(text).formatted(.english) == english)
    }

    /// Civil Code 2015, art. 148(3).
    @Test(arguments: [
        ("2021-01-31", 1, "2021-02-28"), ("2020-01-31", 1, "2020-02-29"),
        ("2021-04-14", 2, "2021-06-14"), ("2021-11-30", 3, "2022-02-28"),
        ("2021-03-31", -1, "2021-02-28"), ("2021-01-15", -13, "2019-12-15"),
        ("2020-02-29", 12, "2021-02-28"),
    ])
    func monthsEndOnTheSameDayNumberOrTheLast(_ start: String, _ months: Int, _ end: String) {
        #expect(date(start).adding(months: months) == date(end))
    }

    @Test func staysWithinItsRangeInsteadOfOverflowing() {
        #expect(date("2021-04-14").adding(days: .max) == CalendarDate(daysSinceEpoch: .max))
        #expect(date("2021-04-14").adding(days: .min) == CalendarDate(daysSinceEpoch: .min))
        #expect(date("2021-04-14").adding(months: .max) > date("9999-12-31"))
        #expect(date("2021-04-14").adding(years: .min) < date("0001-01-01"))
    }
}
