import Testing
import WorkflowCalendar

@Suite struct ConcurrencyTests {
    /// Tasks that ask for the same spans at once, all of them not yet counted.
    @Test func aCalendarMayBeSharedBetweenThreads() async {
        let shared = WorkingCalendar.projected
        let expected = dueDates(of: .projected)
        for _ in 0..<4 {
            let fresh = WorkingCalendar(
                name: "fresh", version: "1", title: shared.title)
            let answers = await withTaskGroup(of: [CalendarDate].self) { group in
                for _ in 0..<8 { group.addTask { dueDates(of: fresh) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers == Array(repeating: expected, count: 8))
        }
    }
}

private func dueDates(of calendar: WorkingCalendar) -> [CalendarDate] {
    stride(from: 2_000, to: 2_060, by: 3).map { year in
        calendar.adding(workingDays: 300, to: CalendarDate.startOfYear(year))
    }
}
