import Diagnostics
import Testing
import WorkflowCalendar

/// The dates of the office's scenarios S01 to S08, worked out by hand with the days of 2021.
@Suite struct ScenarioTests {
    let calendar = WorkingCalendar.decreed2021

    @Test(arguments: [
        ("S01 over Giỗ Tổ", "2021-04-14", "10 working days", "2021-04-29"),
        ("S02 over 30/4 and the day in lieu of 1/5", "2021-04-29", "10 working days", "2021-05-17"),
        ("S03 last day to return", "2021-04-29", "3 working days", "2021-05-06"),
        ("S03 supplement", "2021-05-06", "7 working days", "2021-05-17"),
        ("S03 counted again from zero", "2021-05-17", "10 working days", "2021-05-31"),
        ("S04 approval", "2021-05-17", "5 working days", "2021-05-24"),
        ("S04 after the return", "2021-05-31", "5 working days", "2021-06-07"),
        ("S05 over Tết", "2021-02-05", "5 working days", "2021-02-19"),
        ("S05 next working day", "2021-02-09", "1 working day", "2021-02-17"),
        ("S06 thirty days ending on a holiday", "2021-03-31", "30 days", "2021-05-04"),
        ("S07 register by", "2021-04-20", "1 working day", "2021-04-22"),
        ("S07 from arrival", "2021-04-20", "3 working days", "2021-04-26"),
        ("S07 from registration", "2021-04-22", "3 working days", "2021-04-27"),
    ])
    func due(_ scenario: String, _ start: String, _ length: String, _ expected: String) {
        let due = calendar.due(from: date(start), limit: limit(length))
        #expect(due.due == date(expected), "\(scenario)")
        #expect(!due.isProvisional)
    }

    @Test func calendarDaysEndOnTheNextWorkingDay() {
        let due = calendar.due(from: date("2021-03-31"), limit: .days(30))
        #expect(due.raw == date("2021-04-30"))
        #expect(due.due == date("2021-05-04"))
    }

    /// S07: what arrives at 16:10 on the eve of a holiday, by both settings of the first day.
    @Test(arguments: [
        (ReceiptRule.onArrival, "2021-04-20", "2021-04-26"),
        (.atClosing, "2021-04-20", "2021-04-26"),
        (.cutoff(minuteOfDay: 15 * 60), "2021-04-22", "2021-04-27"),
    ])
    func receipt(_ rule: ReceiptRule, _ countedFrom: String, _ due: String) {
        let deadline = calendar.deadline(
            from: instant("2021-04-20T16:10:00+07:00"), limit: .workingDays(3), receipt: rule)
        #expect(deadline.countedFrom == date(countedFrom))
        #expect(deadline.date.due == date(due))
        #expect(deadline.instant == Instant(date(due).adding(days: 1), in: .vietnam))
    }

    /// S08: a notice is due one day before; when that is a day off, the prompt comes earlier.
    @Test(arguments: [
        ("2021-04-29", "2021-04-28", "2021-04-28"), ("2021-05-04", "2021-05-03", "2021-04-29"),
    ])
    func noticeBefore(_ due: String, _ legal: String, _ promptOn: String) {
        let notice = calendar.due(before: date(due), limit: .days(1))
        #expect(notice.raw == date(legal))
        #expect(notice.due == date(promptOn))
        #expect(calendar.adding(workingDays: -1, to: date(due)) == date(promptOn))
    }

    @Test(arguments: [
        (
            "2021-04-14", "10 working days",
            "15/4=1 16=2 19=3 20=4 [21 Giỗ Tổ Hùng Vương] 22=5 23=6 26=7 27=8 28=9 29=10"
        ),
        (
            "2021-04-29", "10 working days",
            """
            [30/4 Ngày Chiến thắng, 1-2/5 cuối tuần, 3 nghỉ bù Quốc tế Lao động 01/05] 4=1 5=2 6=3 \
            7=4 10=5 11=6 12=7 13=8 14=9 17=10
            """
        ),
        (
            "2021-03-31", "30 days",
            """
            31/3 + 30 ngày = 30/4 [30 Ngày Chiến thắng, 1-2/5 cuối tuần, 3 nghỉ bù Quốc tế Lao \
            động 01/05] → 4/5
            """
        ),
        (
            "2021-12-30", "2 working days",
            "31/12=1 [1-2/1/2022 cuối tuần, 3 nghỉ bù Tết Dương lịch 01/01] 4=2"
        ),
    ])
    func isExplainedAsAPersonWouldWriteIt(_ start: String, _ length: String, _ text: String) {
        #expect(calendar.count(from: date(start), limit: limit(length)).text(.vi) == text)
    }

    @Test func explainsInEnglishToo() {
        let count = calendar.count(from: date("2021-04-29"), limit: .workingDays(1))
        #expect(
            count.text(.en) == """
                [30/4 Victory Day, 1-2/5 weekend, 3 in lieu of International Labour Day 01/05] 4=1
                """)
        #expect(count.calendarVersion == "2021")
    }
}
