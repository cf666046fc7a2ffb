/// The twelve or thirteen months from one winter solstice month up to the next: months 11 and 12
/// of one lunar year, then 1 to 10 of the following one.
struct LunarSpan {
    private let calendar: LunarCalendar
    /// The lunar year of months 1 to 10.
    private let year: Int
    /// The number of the eleventh month it begins with.
    private let first: Int
    /// The place of the leap month, counted from 0.
    private let leap: Int?
    private let count: Int

    init(endingIn year: Int, of calendar: LunarCalendar) {
        self.calendar = calendar
        self.year = year
        let first = calendar.eleventhMonth(of: year - 1).number
        self.first = first
        count = calendar.eleventhMonth(of: year).number - first
        leap = count > 12 ? Self.leapMonth(after: first, of: calendar) : nil
    }

    /// Of thirteen months at least one has no new sign: the Sun enters twelve.
    private static func leapMonth(after first: Int, of calendar: LunarCalendar) -> Int? {
        var sign = calendar.sign(atStartOf: calendar.start(ofMonth: first + 1))
        for place in 1...12 {
            let next = calendar.sign(atStartOf: calendar.start(ofMonth: first + place + 1))
            if next == sign { return place }
            sign = next
        }
        return nil
    }

    func lunar(of date: CalendarDate) -> LunarDate {
        var number = NewMoon.number(near: date)
        var start = calendar.start(ofMonth: number)
        while start > date {
            number -= 1
            start = calendar.start(ofMonth: number)
        }
        let next = calendar.start(ofMonth: number + 1)
        if next <= date { (number, start) = (number + 1, next) }
        let place = number - first
        let isLeap = place == leap
        let passed = leap.map { place >= $0 ? 1 : 0 } ?? 0
        let month = (place - passed + 10) % 12 + 1
        return LunarDate(
            day: start.days(to: date) + 1, month: month, isLeap: isLeap,
            year: month >= 11 ? year - 1 : year)
    }

    func solar(of lunar: LunarDate) -> CalendarDate? {
        guard (1...12).contains(lunar.month), lunar.day >= 1 else { return nil }
        var place = (lunar.month + 1) % 12
        if lunar.isLeap {
            guard leap == place + 1 else { return nil }
            place += 1
        } else if let leap, place >= leap {
            place += 1
        }
        let start = calendar.start(ofMonth: first + place)
        let length = start.days(to: calendar.start(ofMonth: first + place + 1))
        return lunar.day <= length ? start.adding(days: lunar.day - 1) : nil
    }
}
