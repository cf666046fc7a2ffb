import Diagnostics

extension HolidayLaw {
    /// The days off that the law and usual practice give `year`; a decision may still differ,
    /// above all by exchanging a working day between two days off for a Saturday.
    ///
    /// Where the law leaves a choice to the Prime Minister (art. 112(3)) it is made as it was every
    /// year since 2019:
    /// - Tết: the two days before the lunar new year and its first three days. One day before and
    ///   four after, when that gives the same days off with fewer of them in lieu (new year on a
    ///   Tuesday or Monday).
    /// - The day next to 2 September: the one that makes the longer rest; if equal, the one needing
    ///   fewer days in lieu; if equal, 1 September.
    public func project(_ year: Int, week: WorkWeek) -> CalendarYear {
        var plan = RestPlan(week: week)
        // In lieu of a rest day at the end of December a day of January may be off.
        for holiday in holidays where holiday.applies(in: year - 1) {
            if case .fixed(month: 12, let day) = holiday.rule,
                let date = CalendarDate(year: year - 1, month: 12, day: day)
            {
                plan.add([date], holiday.title)
            }
        }
        for holiday in holidays where holiday.applies(in: year) {
            plan.add(days(of: holiday, in: year, plan), holiday.title)
        }
        let off = plan.daysOff().filter { $0.key.year == year }
        return CalendarYear(year: year, basis: .projected(title), off: off)
    }

    private func days(of holiday: Holiday, in year: Int, _ plan: RestPlan) -> [CalendarDate] {
        switch holiday.rule {
        case .fixed(let month, let day):
            return CalendarDate(year: year, month: month, day: day).map { [$0] } ?? []
        case .lunar(let month, let day):
            let lunar = LunarDate(day: day, month: month, year: year)
            return LunarCalendar.vietnamese.solar(of: lunar).map { [$0] } ?? []
        case .lunarNewYear:
            guard let first = LunarCalendar.vietnamese.newYear(year) else { return [] }
            let usual = plan.outcome(of: (-2...2).map { first.adding(days: $0) })
            let later = plan.outcome(of: (-1...3).map { first.adding(days: $0) })
            let isSame = later.daysOff == usual.daysOff
            return isSame && later.inLieu < usual.inLieu ? later.holiday : usual.holiday
        case .fixedWithAdjacent(let month, let day):
            guard let date = CalendarDate(year: year, month: month, day: day) else { return [] }
            let before = plan.outcome(of: [date.adding(days: -1), date])
            let after = plan.outcome(of: [date, date.adding(days: 1)])
            let isBetter = (after.rest, before.inLieu) > (before.rest, after.inLieu)
            return isBetter ? after.holiday : before.holiday
        }
    }
}
