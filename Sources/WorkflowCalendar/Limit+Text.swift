public import Diagnostics

extension Limit: CustomStringConvertible {
    /// The canonical text, which `init(parsing:)` reads back to the same limit.
    public var description: String { description(.en) }

    /// `10 working days` · `10 ngày làm việc`. Minutes are written as hours when they are whole.
    public func description(_ language: Language) -> String {
        if case .dayOfLastMonth(let day, let cycle) = self {
            return cycle.lastMonth.day(day.magnitude)[language]
        }
        let (amount, unit) = display
        return String(amount) + " " + unit.name(amount, language)
    }

    public var text: LocalizedText {
        LocalizedText(vi: description(.vi), en: description(.en))
    }

    private var display: (Int, Unit) {
        switch self {
        case .workingDays(let amount): (amount, .workingDay)
        case .workingMinutes(let amount):
            amount % 60 == 0 ? (amount / 60, .workingHour) : (amount, .workingMinute)
        case .days(let amount): (amount, .day)
        case .months(let amount): (amount, .month)
        case .years(let amount): (amount, .year)
        case .minutes(let amount): amount % 60 == 0 ? (amount / 60, .hour) : (amount, .minute)
        case .dayOfLastMonth(let day, _): (day, .day)
        }
    }

    /// Reads a whole number and a unit, in Vietnamese or English, in any case: `10 working days`,
    /// `1 working day`, `16 working hours`, `30 days`, `2 weeks`, `2 months`, `1 year`,
    /// `10 ngày làm việc`, `16 giờ làm việc`, `30 ngày`, `2 tháng`, `1 năm`, `3 tuần`; or a day of
    /// the last month of a period: `day 20 of the last month of the quarter`, `ngày 20 của tháng
    /// cuối quý`, of the quarter when it does not say of what.
    /// Nil for anything else, and above `largestAmount`.
    public init?(parsing text: some StringProtocol) {
        let words = text.lowercased().words
        guard words.count >= 2 else { return nil }
        if let day = LastMonth.day(words) {
            self = day
            return
        }
        var digits = ByteReader(words[0])
        guard let amount = digits.readNumber(digits: 1...6), digits.isAtEnd,
            amount.value <= Limit.largestAmount,
            let unit = Unit(
                words.dropFirst().reduce("") { $0.isEmpty ? String($1) : $0 + " " + String($1) })
        else { return nil }
        self = unit.limit(amount.value)
    }

    private enum Unit {
        case workingDay, workingHour, workingMinute, day, week, month, year, hour, minute

        /// A name matches whichever normal form its marks were typed in: Swift compares strings by
        /// canonical equivalence.
        init?(_ name: String) {
            switch name {
            case "working day", "working days", "ngày làm việc": self = .workingDay
            case "working hour", "working hours", "giờ làm việc": self = .workingHour
            case "day", "days", "ngày": self = .day
            case "week", "weeks", "tuần": self = .week
            case "month", "months", "tháng": self = .month
            case "year", "years", "năm": self = .year
            case "hour", "hours", "giờ": self = .hour
            case "working minute", "working minutes", "phút làm việc": self = .workingMinute
            case "minute", "minutes", "phút": self = .minute
            default: return nil
            }
        }

        func name(_ amount: Int, _ language: Language) -> String {
            switch language {
            case .vi: vietnameseName
            case .en: amount == 1 ? englishName : englishPlural
            }
        }

        private var vietnameseName: String {
            switch self {
            case .workingDay: "ngày làm việc"
            case .workingHour: "giờ làm việc"
            case .workingMinute: "phút làm việc"
            case .day: "ngày"
            case .week: "tuần"
            case .month: "tháng"
            case .year: "năm"
            case .hour: "giờ"
            case .minute: "phút"
            }
        }

        private var englishName: String {
            switch self {
            case .workingDay: "working day"
            case .workingHour: "working hour"
            case .workingMinute: "working minute"
            case .day: "day"
            case .week: "week"
            case .month: "month"
            case .year: "year"
            case .hour: "hour"
            case .minute: "minute"
            }
        }

        private var englishPlural: String {
            switch self {
            case .workingDay: "working days"
            case .workingHour: "working hours"
            case .workingMinute: "working minutes"
            case .day: "days"
            case .week: "weeks"
            case .month: "months"
            case .year: "years"
            case .hour: "hours"
            case .minute: "minutes"
            }
        }

        func limit(_ amount: Int) -> Limit {
            switch self {
            case .workingDay: .workingDays(amount)
            case .workingHour: .workingHours(amount)
            case .workingMinute: .workingMinutes(amount)
            case .day: .days(amount)
            case .week: .weeks(amount)
            case .month: .months(amount)
            case .year: .years(amount)
            case .hour: .hours(amount)
            case .minute: .minutes(amount)
            }
        }
    }
}
