import Diagnostics
import TestSupport
import Testing
import WorkflowCalendar

/// Laws that hold for every date; the seed of a failing case is in its name.
@Suite struct CalendarPropertyTests {
    let calendar = WorkingCalendar.decreed2021

    private func randomDate(_ random: inout SeededGenerator) -> CalendarDate {
        let first = date("1895-01-01").daysSinceEpoch
        let last = date("2205-01-01").daysSinceEpoch
        return CalendarDate(daysSinceEpoch: Int32.random(in: first...last, using: &random))
    }

    @Test(arguments: UInt64(1)...8)
    func addingWorkingDaysAndCountingThemBackAgree(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let start = randomDate(&random)
            let n = Int.random(in: -3_000...3_000, using: &random)
            let end = calendar.adding(workingDays: n, to: start)
            #expect(n == 0 || calendar.isWorkingDay(end))
            // Backwards the start day is not counted either.
            let counted =
                n < 0
                ? -calendar.workingDays(
                    after: end.adding(days: -1), through: start.adding(days: -1))
                : calendar.workingDays(after: start, through: end)
            #expect(counted == n, "\(start) \(n)")
        }
    }

    @Test(arguments: UInt64(1)...4)
    func theIndexAgreesWithWalkingDayByDay(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let start = randomDate(&random)
            var left = Int.random(in: 1...400, using: &random)
            let end = calendar.adding(workingDays: left, to: start)
            var day = start
            while left > 0 {
                day = day.adding(days: 1)
                if calendar.reasonOff(day) == nil { left -= 1 }
            }
            #expect(day == end, "\(start)")
        }
    }

    @Test(arguments: UInt64(1)...4)
    func theExplanationEndsWhereTheComputationDoes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let start = randomDate(&random)
            let n = Int.random(in: 1...60, using: &random)
            let count = calendar.count(from: start, limit: .workingDays(n))
            #expect(count.counted.last?.date == count.due)
            #expect(count.counted.map(\.n) == Array(1...n))
            #expect(count.counted.count + count.skipped.count == start.days(to: count.due))
            #expect(count.skipped.allSatisfy { !calendar.isWorkingDay($0.date) })

            let days = calendar.count(from: start, limit: .days(n))
            #expect(days.counted.last?.date == days.raw)
            #expect(days.due == calendar.nextWorkingDay(onOrAfter: days.raw))
            #expect(days.skipped.count == days.raw.days(to: days.due))
        }
    }

    @Test(arguments: UInt64(1)...8)
    func addingWorkingTimeAndCountingItBackAgree(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let day = Instant(randomDate(&random), in: .vietnam)
            let start = day.adding(milliseconds: .random(in: 0..<86_400_000, using: &random))
            let amount = Int64.random(in: -900_000_000...900_000_000, using: &random)
            let end = calendar.adding(workingMilliseconds: amount, to: start)
            #expect(calendar.workingMilliseconds(between: start, and: end) == amount, "\(start)")
            #expect(calendar.workingMilliseconds(between: end, and: start) == -amount)
        }
    }

    @Test(arguments: UInt64(1)...4)
    func aLaterStartIsNeverDueEarlier(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let start = randomDate(&random)
            let n = Int.random(in: 0...300, using: &random)
            for limit in [Limit.workingDays(n), .days(n), .months(n), .workingHours(n)] {
                let due = calendar.due(from: start, limit: limit)
                let next = calendar.due(from: start.adding(days: 1), limit: limit)
                #expect(due.due <= next.due, "\(start) \(limit)")
            }
        }
    }

    @Test(arguments: UInt64(1)...2)
    func datesAndInstantsAreReadAsTheyAreWritten(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let day = randomDate(&random)
            #expect(CalendarDate(parsing: day.description) == day)
            #expect(CalendarDate(parsing: day.formatted(.slashed)) == day)
            let moment = Instant(day, in: .vietnam)
                .adding(milliseconds: .random(in: 0..<86_400_000, using: &random))
            #expect(Instant(parsing: moment.iso8601(in: .vietnam), in: .utc) == moment)
        }
    }
}
