import Diagnostics

/// Holidays laid over a week, with a working day off in lieu of each rest day they fall on.
struct RestPlan {
    private let week: WorkWeek
    private var holidays: [CalendarDate: LocalizedText] = [:]

    init(week: WorkWeek) {
        self.week = week
    }

    /// Where two holidays meet on one day, the first keeps it.
    mutating func add(_ dates: [CalendarDate], _ title: LocalizedText) {
        for date in dates where holidays[date] == nil { holidays[date] = title }
    }

    /// What adding a holiday on certain days would come to.
    struct Outcome {
        let holiday: [CalendarDate]
        /// Working days that would be off, the whole plan's.
        let daysOff: Set<CalendarDate>
        /// Working days off in lieu, the whole plan's.
        let inLieu: Int
        /// Days off running on end around the holiday, rest days included.
        let rest: Int
    }

    func outcome(of dates: [CalendarDate]) -> Outcome {
        var plan = self
        plan.add(dates, LocalizedText(""))
        let off = plan.daysOff { _, _ in DayReason(.inLieu, LocalizedText("")) }
        let isOff = { (date: CalendarDate) in
            off[date] != nil || week.isRestDay(date.weekday)
        }
        var rest = 0
        if let first = dates.first {
            var start = first
            while isOff(start.adding(days: -1)) { start = start.adding(days: -1) }
            while isOff(start.adding(days: rest)) { rest += 1 }
        }
        return Outcome(
            holiday: dates, daysOff: Set(off.keys),
            inLieu: off.values.count { $0.kind == .inLieu }, rest: rest)
    }

    /// The working days that are off: holidays, and days in lieu in the order of their rest days.
    /// The day in lieu is the next working day that is not off already (art. 111(3)).
    ///
    /// - Parameter inLieu: The reason of a day in lieu, from the rest day and its holiday.
    func daysOff(
        _ inLieu: (CalendarDate, LocalizedText) -> DayReason = DayReason.inLieu
    ) -> [CalendarDate: DayReason] {
        var off: [CalendarDate: DayReason] = [:]
        var restDays: [(CalendarDate, LocalizedText)] = []
        for (date, title) in holidays {
            if week.isRestDay(date.weekday) {
                restDays.append((date, title))
            } else {
                off[date] = DayReason(.holiday, title)
            }
        }
        for (restDay, title) in restDays.sorted(by: { $0.0 < $1.0 }) {
            var date = restDay.adding(days: 1)
            while off[date] != nil || week.isRestDay(date.weekday) {
                date = date.adding(days: 1)
            }
            off[date] = inLieu(restDay, title)
        }
        return off
    }
}
