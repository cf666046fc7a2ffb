/// A date as the index knows it: its span, and its day in that span from 0.
struct SpanPlace {
    var span: Int
    var day: Int

    init(_ date: CalendarDate) {
        span = date.year.dividedDown(by: SpanIndex.years)
        day = CalendarDate.startOfYear(span * SpanIndex.years).days(to: date)
    }

    var date: CalendarDate {
        CalendarDate.startOfYear(span * SpanIndex.years).adding(days: day)
    }
}
