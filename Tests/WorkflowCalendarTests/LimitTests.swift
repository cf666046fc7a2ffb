import Diagnostics
import Testing
import WorkflowCalendar

@Suite struct LimitTests {
    @Test(arguments: [
        ("10 working days", Limit.workingDays(10)), ("1 working day", .workingDays(1)),
        ("16 working hours", .workingHours(16)), ("90 working minutes", .workingMinutes(90)),
        ("30 days", .days(30)), ("2 weeks", .days(14)), ("2 months", .months(2)),
        ("1 year", .years(1)), ("48 hours", .hours(48)), ("15 minutes", .minutes(15)),
        ("10 ngày làm việc", .workingDays(10)), ("16 giờ làm việc", .workingHours(16)),
        ("30 ngày", .days(30)), ("2 tháng", .months(2)), ("1 năm", .years(1)),
        ("  10   Working  DAYS ", .workingDays(10)), ("0 days", .days(0)),
        ("day 20 of the last month", .dayOfLastMonth(20, .quarter)),
        ("day 20 of the last month of the half-year", .dayOfLastMonth(20, .halfYear)),
        ("Ngày 20 tháng cuối quý", .dayOfLastMonth(20, .quarter)),
        ("ngày 5 hằng tháng", .dayOfLastMonth(5, .month)),
    ])
    func readsBothLanguages(_ text: String, _ expected: Limit) {
        #expect(Limit(parsing: text) == expected)
    }

    /// Marks typed as separate characters, as macOS names and some keyboards give them.
    @Test func readsDecomposedVietnamese() {
        #expect(Limit(parsing: "10 nga\u{300}y la\u{300}m vie\u{323}\u{302}c") == .workingDays(10))
    }

    @Test(arguments: [
        "", "10", "days", "ten days", "-1 days", "1.5 days", "10 work days", "10workingdays",
        "10 days later", "day 0 of the month", "day 32 of the month", "day 20", "ngày 20 quý",
        "day 20 of the last week", "100001 days", "99999999999999999999 days",
    ])
    func refusesWhatIsNotALimit(_ text: String) {
        #expect(Limit(parsing: text) == nil)
    }

    @Test(arguments: [
        (Limit.workingDays(1), "1 ngày làm việc", "1 working day"),
        (.workingHours(16), "16 giờ làm việc", "16 working hours"),
        (.workingMinutes(90), "90 phút làm việc", "90 working minutes"),
        (.months(2), "2 tháng", "2 months"),
        (.hours(1), "1 giờ", "1 hour"),
        (.dayOfLastMonth(20, .month), "ngày 20 của tháng", "day 20 of the month"),
        (
            .dayOfLastMonth(20, .quarter), "ngày 20 của tháng cuối quý",
            "day 20 of the last month of the quarter"
        ),
        (
            .dayOfLastMonth(31, .halfYear), "ngày 31 của tháng cuối nửa năm",
            "day 31 of the last month of the half-year"
        ),
        (
            .dayOfLastMonth(15, .year), "ngày 15 của tháng cuối năm",
            "day 15 of the last month of the year"
        ),
    ])
    func isWrittenInBothLanguages(_ limit: Limit, _ vi: String, _ en: String) {
        #expect(limit.text == LocalizedText(vi: vi, en: en))
        #expect(Limit(parsing: vi) == limit)
        #expect(Limit(parsing: limit.description) == limit)
    }

    @Test func workingDaysAreNotWorkingHours() {
        #expect(Limit.workingDays(2) != Limit.workingHours(16))
    }
}
