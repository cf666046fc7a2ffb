/// One year of a calendar, counted: how many working days and minutes come before each day, and
/// which day the n-th working day is. Built once, then only read.
final class YearIndex: Sendable {
    /// The days that differ from the plain week; nil where none are known, past the covered years.
    let days: CalendarYear?
    /// Days of the year.
    let length: Int
    /// `[d]`: working days among the first `d` days of the year; `length + 1` entries.
    private let workedBefore: [UInt16]
    /// `[d]`: working minutes among the first `d` days of the year; `length + 1` entries.
    private let minutesBefore: [Int32]
    /// `[n]`: the day of the year (from 0) of working day `n` (from 0).
    private let workingDays: [UInt16]

    convenience init(_ days: CalendarYear, week: WorkWeek) {
        self.init(year: days.year, days, week: week)
    }

    /// A year of plain weeks, the same as any other of this length that begins on this weekday.
    convenience init(plain year: Int, week: WorkWeek) {
        self.init(year: year, nil, week: week)
    }

    private init(year: Int, _ days: CalendarYear?, week: WorkWeek) {
        self.days = days
        let first = CalendarDate.startOfYear(year)
        length = CalendarDate.isLeap(year) ? 366 : 365
        var workedBefore: [UInt16] = [0]
        var minutesBefore: [Int32] = [0]
        var workingDays: [UInt16] = []
        workedBefore.reserveCapacity(length + 1)
        minutesBefore.reserveCapacity(length + 1)
        workingDays.reserveCapacity(264)
        var minutes: Int32 = 0
        let minutesOfWeekday = Weekday.allCases.map { day in
            Int32(week[day].reduce(0) { $0 + $1.minutes })
        }
        let makeUpMinutes = Int32(week.makeUpSessions.reduce(0) { $0 + $1.minutes })
        let offDays = Set((days?.off ?? [:]).keys.map { first.days(to: $0) })
        let makeUpDays = Set((days?.worked ?? [:]).keys.map { first.days(to: $0) })
        var weekday = first.weekday.rawValue - 1
        for day in 0..<length {
            let isRest = week.isRestDay(Weekday.allCases[weekday])
            if isRest ? makeUpDays.contains(day) : !offDays.contains(day) {
                workingDays.append(UInt16(day))
                minutes += isRest ? makeUpMinutes : minutesOfWeekday[weekday]
            }
            workedBefore.append(UInt16(workingDays.count))
            minutesBefore.append(minutes)
            weekday = weekday == 6 ? 0 : weekday + 1
        }
        self.workedBefore = workedBefore
        self.minutesBefore = minutesBefore
        self.workingDays = workingDays
    }

    /// Working days of the whole year.
    var count: Int { workingDays.count }
    /// Working minutes of the whole year.
    var minutes: Int { Int(minutesBefore[length]) }

    /// Working days before day `day` of the year (from 0; `length` gives all).
    func workingDays(before day: Int) -> Int { Int(workedBefore[day]) }

    func workingMinutes(before day: Int) -> Int { Int(minutesBefore[day]) }

    func isWorking(_ day: Int) -> Bool { workedBefore[day + 1] != workedBefore[day] }

    /// The day of the year of the working day after `ordinal` others.
    func day(ofWorkingDay ordinal: Int) -> Int { Int(workingDays[ordinal]) }

    /// The first day by whose end more than `minutes` have been worked since the year began, or
    /// exactly that many.
    func day(reaching minutes: Int) -> Int {
        var low = 0
        var high = length - 1
        while low < high {
            let middle = (low + high) / 2
            if Int(minutesBefore[middle + 1]) >= minutes { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
