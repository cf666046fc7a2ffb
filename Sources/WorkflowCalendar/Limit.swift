/// A length of time as regulations give it. Working days and working hours are different
/// measures: `2 working days` is not `16 working hours`.
public enum Limit: Hashable, Sendable {
    /// Days the office works; the day of the event is not counted.
    case workingDays(Int)
    /// Minutes inside office hours. `16 working hours` is 960.
    case workingMinutes(Int)
    /// Days of the calendar; the day of the event is not counted.
    case days(Int)
    /// To the same day number, or the last day of a shorter month.
    case months(Int)
    case years(Int)
    /// Minutes of the clock, day and night. `48 hours` is 2,880.
    case minutes(Int)
    /// To the next such day of the last month of a calendar period, or the last day of a shorter
    /// month: when periodic reports are sent. Below zero to the one before.
    case dayOfLastMonth(Int, ReportingPeriod.Cycle)

    public static func workingHours(_ hours: Int) -> Limit { .workingMinutes(hours * 60) }
    public static func hours(_ hours: Int) -> Limit { .minutes(hours * 60) }
    public static func weeks(_ weeks: Int) -> Limit { .days(weeks * 7) }

    /// The largest number a limit is read with: over a century in any unit but minutes.
    public static let largestAmount = 100_000

    /// Whether it ends at a moment of the clock and not at the end of a day.
    public var endsWithinDay: Bool {
        switch self {
        case .workingMinutes, .minutes: true
        case .workingDays, .days, .months, .years, .dayOfLastMonth: false
        }
    }

    /// In its own unit: days, minutes, months or years; of a day of a month its number.
    public var amount: Int {
        switch self {
        case .workingDays(let amount), .workingMinutes(let amount), .days(let amount),
            .months(let amount), .years(let amount), .minutes(let amount),
            .dayOfLastMonth(let amount, _):
            amount
        }
    }
}
