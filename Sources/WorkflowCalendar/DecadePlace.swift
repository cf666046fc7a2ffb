/// A date as the index knows it: its decade, and its day in that decade from 0.
struct DecadePlace {
    var decade: Int
    var day: Int

    init(_ date: CalendarDate) {
        decade = date.year.dividedDown(by: 10)
        day = CalendarDate.startOfYear(decade * 10).days(to: date)
    }

    var date: CalendarDate {
        CalendarDate.startOfYear(decade * 10).adding(days: day)
    }
}
