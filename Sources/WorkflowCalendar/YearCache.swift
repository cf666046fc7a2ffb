import Synchronization

/// The years of a calendar, each counted when it is first asked for. Any thread may ask: two that
/// ask at once may both count the year, and one of the two equal results is kept.
final class YearCache: Sendable {
    private final class Slot: Sendable {
        let year = AtomicLazyReference<YearIndex>()
    }

    private let covered: [Slot]
    /// Outside the covered years only fourteen years are different: two lengths, seven weekdays.
    private let plain: [Slot]
    private let firstYear: Int
    private let week: WorkWeek
    private let days: @Sendable (Int) -> CalendarYear

    init(
        covering years: ClosedRange<Int>, week: WorkWeek,
        days: @escaping @Sendable (Int) -> CalendarYear
    ) {
        covered = years.map { _ in Slot() }
        plain = (0..<14).map { _ in Slot() }
        firstYear = years.lowerBound
        self.week = week
        self.days = days
    }

    subscript(year: Int) -> YearIndex {
        let index = year - firstYear
        guard covered.indices.contains(index) else { return plainYear(year) }
        let slot = covered[index]
        return slot.year.load() ?? slot.year.storeIfNil(YearIndex(days(year), week: week))
    }

    private func plainYear(_ year: Int) -> YearIndex {
        let weekday = CalendarDate.startOfYear(year).weekday.rawValue - 1
        let slot = plain[CalendarDate.isLeap(year) ? weekday + 7 : weekday]
        return slot.year.load() ?? slot.year.storeIfNil(YearIndex(plain: year, week: week))
    }
}
