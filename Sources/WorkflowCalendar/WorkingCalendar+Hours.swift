extension WorkingCalendar {
    /// Minutes of office hours from `start` to `end`, whole ones; negative when `end` is earlier.
    public func workingMinutes(between start: Instant, and end: Instant) -> Int {
        Int(workingMilliseconds(between: start, and: end) / Instant.millisecondsPerMinute)
    }

    /// Milliseconds of office hours from `start` to `end`; negative when `end` is earlier.
    public func workingMilliseconds(between start: Instant, and end: Instant) -> Int64 {
        if end < start { return -workingMilliseconds(between: end, and: start) }
        let from = start.local(in: zone)
        let to = end.local(in: zone)
        let whole = Int64(minutes(from: from.date, before: to.date)) * Instant.millisecondsPerMinute
        return whole - worked(on: from.date, by: from.milliseconds)
            + worked(on: to.date, by: to.milliseconds)
    }

    /// The moment by which `minutes` of office hours have passed since `start`, the earliest one: a
    /// limit that is used up at closing time ends then, not at the next opening. Negative minutes
    /// give the latest moment from which as many remain until `start`. Zero gives `start`.
    /// `minutes` is taken as at most a billion.
    public func adding(workingMinutes minutes: Int, to start: Instant) -> Instant {
        let bounded = Int64(min(max(minutes, -1_000_000_000), 1_000_000_000))
        return adding(workingMilliseconds: bounded * Instant.millisecondsPerMinute, to: start)
    }

    /// As `adding(workingMinutes:to:)`: what remained when a clock was stopped is put back whole.
    public func adding(workingMilliseconds amount: Int64, to start: Instant) -> Instant {
        if amount == 0 { return start }
        let from = start.local(in: zone)
        let target = worked(on: from.date, by: from.milliseconds) + amount
        return moment(target, workedSinceStartOf: from.date, amount > 0 ? .earliest : .latest)
    }
}

extension WorkingCalendar {
    /// Office minutes of the days `[start, end)`, with `start <= end`.
    private func minutes(from start: CalendarDate, before end: CalendarDate) -> Int {
        let from = SpanPlace(start)
        let to = SpanPlace(end)
        var total = -spans[from.span].workingMinutes(before: from.day)
        for span in from.span..<to.span { total += spans[span].minutes }
        return total + spans[to.span].workingMinutes(before: to.day)
    }

    /// Milliseconds of office hours of `date` that lie before a time of that day.
    private func worked(on date: CalendarDate, by milliseconds: Int64) -> Int64 {
        sessions(on: date).reduce(0) { sum, session in
            let start = Int64(session.start) * Instant.millisecondsPerMinute
            let end = Int64(session.end) * Instant.millisecondsPerMinute
            return sum + max(0, min(milliseconds, end) - start)
        }
    }

    /// Between closing and the next opening no time is worked, so many moments have the same count.
    private enum Choice { case earliest, latest }

    /// The moment at which `target` milliseconds have been worked since `date` began; before that
    /// day when negative.
    private func moment(
        _ target: Int64, workedSinceStartOf date: CalendarDate, _ choice: Choice
    ) -> Instant {
        let perMinute = Instant.millisecondsPerMinute
        let isLatest = choice == .latest
        var place = SpanPlace(date)
        var span = spans[place.span]
        var left = target + Int64(span.workingMinutes(before: place.day)) * perMinute
        while left < 0 {
            place.span -= 1
            span = spans[place.span]
            left += Int64(span.minutes) * perMinute
        }
        while isPast(Int64(span.minutes) * perMinute) {
            left -= Int64(span.minutes) * perMinute
            place.span += 1
            span = spans[place.span]
        }
        let minute = isLatest ? left / perMinute + 1 : (left + perMinute - 1) / perMinute
        place.day = span.day(reaching: Int(minute))
        left -= Int64(span.workingMinutes(before: place.day)) * perMinute
        let found = place.date
        for session in sessions(on: found) {
            let length = Int64(session.minutes) * perMinute
            guard isPast(length) else {
                let opening = Instant(found, minuteOfDay: session.start, in: zone)
                return opening.adding(milliseconds: left)
            }
            left -= length
        }
        return Instant(found.adding(days: 1), in: zone)

        func isPast(_ length: Int64) -> Bool { isLatest ? left >= length : left > length }
    }
}
