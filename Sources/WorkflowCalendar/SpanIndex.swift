/// A span of years of a calendar, counted: how many working days and minutes come before each day,
/// and which day the n-th working day is. Built once, then only read. Days are counted from 0, the
/// first day of the span.
final class SpanIndex: Sendable {
    /// So many that a limit of ten years crosses few spans, and so few that a short one does not
    /// wait for the holidays of many years. They divide the 400 years after which weekdays come back.
    static let years = 4

    let first: CalendarDate
    let length: Int
    /// The days that differ from the plain week, year by year; nil past the covered years.
    private let calendarYears: [CalendarYear?]
    /// Bit `y` is set when year `y` of the span is not decided.
    private let projected: UInt16
    /// `[d]`: working days among the first `d` days; `length + 1` entries.
    private let workedBefore: [UInt16]
    /// `[d]`: working minutes among the first `d` days; `length + 1` entries.
    private let minutesBefore: [Int32]
    /// `[n]`: the day of working day `n`, from 0.
    private let workingDays: [UInt16]

    /// - Parameters:
    ///   - span: 505 for 2020 to 2023.
    ///   - days: nil for a year of plain weeks.
    init(_ span: Int, week: WorkWeek, days: (Int) -> CalendarYear?) {
        let firstYear = span * Self.years
        let first = CalendarDate.startOfYear(firstYear)
        length = first.days(to: CalendarDate.startOfYear(firstYear + Self.years))
        self.first = first
        calendarYears = (0..<Self.years).map { days(firstYear + $0) }
        var projected: UInt16 = 0
        var isOff = [Bool](repeating: false, count: length)
        var isMakeUp = isOff
        for (place, year) in calendarYears.enumerated() {
            if year?.basis.isProjected ?? true { projected |= 1 << place }
            for date in (year?.off ?? [:]).keys { isOff[first.days(to: date)] = true }
            for date in (year?.worked ?? [:]).keys { isMakeUp[first.days(to: date)] = true }
        }
        self.projected = projected

        var workedBefore: [UInt16] = [0]
        var minutesBefore: [Int32] = [0]
        var workingDays: [UInt16] = []
        workedBefore.reserveCapacity(length + 1)
        minutesBefore.reserveCapacity(length + 1)
        workingDays.reserveCapacity(length)
        let minutesOfWeekday = Weekday.allCases.map { minutes(of: week[$0]) }
        let makeUpMinutes = minutes(of: week.makeUpSessions)
        var total: Int32 = 0
        var weekday = first.weekday.rawValue - 1
        for day in 0..<length {
            let isRest = minutesOfWeekday[weekday] == 0
            if isRest ? isMakeUp[day] : !isOff[day] {
                workingDays.append(UInt16(day))
                total += isRest ? makeUpMinutes : minutesOfWeekday[weekday]
            }
            workedBefore.append(UInt16(workingDays.count))
            minutesBefore.append(total)
            weekday = weekday == 6 ? 0 : weekday + 1
        }
        self.workedBefore = workedBefore
        self.minutesBefore = minutesBefore
        self.workingDays = workingDays

        func minutes(of sessions: [WorkSession]) -> Int32 {
            Int32(sessions.reduce(0) { $0 + $1.minutes })
        }
    }

    /// Working days of the whole span.
    var count: Int { workingDays.count }
    /// Working minutes of the whole span.
    var minutes: Int { Int(minutesBefore[length]) }

    func workingDays(before day: Int) -> Int { Int(workedBefore[day]) }

    func workingMinutes(before day: Int) -> Int { Int(minutesBefore[day]) }

    func isWorking(_ day: Int) -> Bool { workedBefore[day + 1] != workedBefore[day] }

    /// The day of the working day that comes after `ordinal` others.
    func day(ofWorkingDay ordinal: Int) -> Int { Int(workingDays[ordinal]) }

    /// The first day by whose end at least `minutes` have been worked since the span began.
    func day(reaching minutes: Int) -> Int {
        var low = 0
        var high = length - 1
        while low < high {
            let middle = (low + high) / 2
            if Int(minutesBefore[middle + 1]) >= minutes { high = middle } else { low = middle + 1 }
        }
        return low
    }

    func days(of year: Int) -> CalendarYear? {
        calendarYears[year.remainderUp(dividingBy: Self.years)]
    }

    /// Whether any year from `first` to `last`, both of this span, is not decided.
    func isProvisional(_ first: Int, _ last: Int) -> Bool {
        let from = first.remainderUp(dividingBy: Self.years)
        let to = last.remainderUp(dividingBy: Self.years)
        return projected & ((2 << to) - (1 << from)) != 0
    }
}
