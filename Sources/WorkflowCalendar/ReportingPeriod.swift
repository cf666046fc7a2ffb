public import Diagnostics

/// The stretch of time a periodic report is about.
public struct ReportingPeriod: Hashable, Sendable {
    public enum Cycle: String, Hashable, Sendable, CaseIterable {
        case month, quarter
        case halfYear = "half-year"
        case year

        public var months: Int {
            switch self {
            case .month: 1
            case .quarter: 3
            case .halfYear: 6
            case .year: 12
            }
        }
    }

    public enum Window: String, Hashable, Sendable, CaseIterable {
        /// From the 15th of the month before the period to the 14th of its last month: Decree
        /// 09/2019/NĐ-CP, art. 12. The year runs from 15 December to 14 December.
        case decree09
        /// Whole months of the calendar, which some fields use.
        case calendar
    }

    public let cycle: Cycle
    public let window: Window
    /// The year it is named after.
    public let year: Int
    /// Its place in the year, from 1: month 1–12, quarter 1–4, half 1–2, year 1.
    public let number: Int

    /// Nil when the year has no such period.
    public init?(_ cycle: Cycle, _ number: Int = 1, of year: Int, window: Window = .decree09) {
        guard (1...12 / cycle.months).contains(number), (2...9998).contains(year) else {
            return nil
        }
        self.init(cycle, window, year: year, number: number)
    }

    private init(_ cycle: Cycle, _ window: Window, year: Int, number: Int) {
        self.cycle = cycle
        self.window = window
        self.year = year
        self.number = number
    }

    /// The period that `date` falls in.
    public init(_ cycle: Cycle, containing date: CalendarDate, window: Window = .decree09) {
        let parts = date.components
        // Under the decree the 15th already belongs to the next month's period.
        let isNext = window == .decree09 && parts.day >= 15
        let month = parts.year * 12 + parts.month - 1 + (isNext ? 1 : 0)
        let year = month.dividedDown(by: 12)
        self.init(
            cycle, window, year: year, number: (month - year * 12) / cycle.months + 1)
    }

    public var first: CalendarDate {
        let start = CalendarDate(
            validYear: year, month: (number - 1) * cycle.months + 1, day: 1)
        return window == .calendar ? start : start.adding(months: -1).adding(days: 14)
    }

    /// Included.
    public var last: CalendarDate {
        window == .calendar ? startOfLastMonth.endOfMonth : startOfLastMonth.adding(days: 13)
    }

    public func contains(_ date: CalendarDate) -> Bool {
        first <= date && date <= last
    }

    /// Day `day` of the period's last month, by which it is to be sent ("before the 20th of the
    /// last month"); the last day of a shorter month. `shift` counts months on from it.
    public func dayOfLastMonth(_ day: Int, monthsLater shift: Int = 0) -> CalendarDate {
        let month = startOfLastMonth.adding(months: shift)
        return min(month.adding(days: max(day, 1) - 1), month.endOfMonth)
    }

    /// The first day `day` of the last month of a calendar period that comes after a date.
    public static func day(
        _ day: Int, ofLastMonthOf cycle: Cycle, after date: CalendarDate
    ) -> CalendarDate {
        let period = ReportingPeriod(cycle, containing: date, window: .calendar)
        let own = period.dayOfLastMonth(day)
        return own > date ? own : period.next.dayOfLastMonth(day)
    }

    /// The last one that comes before a date.
    public static func day(
        _ day: Int, ofLastMonthOf cycle: Cycle, before date: CalendarDate
    ) -> CalendarDate {
        let period = ReportingPeriod(cycle, containing: date, window: .calendar)
        let own = period.dayOfLastMonth(day)
        return own < date ? own : period.previous.dayOfLastMonth(day)
    }

    public var next: ReportingPeriod { shifted(by: 1) }
    public var previous: ReportingPeriod { shifted(by: -1) }

    private func shifted(by step: Int) -> ReportingPeriod {
        let perYear = 12 / cycle.months
        let index = year * perYear + number - 1 + step
        let year = index.dividedDown(by: perYear)
        return ReportingPeriod(cycle, window, year: year, number: index - year * perYear + 1)
    }

    private var startOfLastMonth: CalendarDate {
        CalendarDate(validYear: year, month: number * cycle.months, day: 1)
    }

    /// `Quý II năm 2021` · `Quarter 2, 2021`.
    public var title: LocalizedText {
        switch cycle {
        case .month:
            LocalizedText(vi: "Tháng \(number) năm \(year)", en: "Month \(number), \(year)")
        case .quarter:
            LocalizedText(
                vi: "Quý \(["I", "II", "III", "IV"][number - 1]) năm \(year)",
                en: "Quarter \(number), \(year)")
        case .halfYear:
            LocalizedText(
                vi: "\(number == 1 ? "6 tháng đầu" : "6 tháng cuối") năm \(year)",
                en: "\(number == 1 ? "First" : "Second") half of \(year)")
        case .year:
            LocalizedText(vi: "Năm \(year)", en: "Year \(year)")
        }
    }
}
