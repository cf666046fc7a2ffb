/// The lunisolar calendar of Viet Nam, computed from the sky.
///
/// A month begins on the day of the new moon. The month that holds the winter solstice is the
/// eleventh. Where thirteen months lie between two eleventh months, the first of them during which
/// the Sun enters no new sign (no multiple of 30° of longitude) is a leap month.
///
/// Viet Nam has counted at UTC+7 since 1968 (Decision 121/CP of 1967). Before, the calendars in use
/// went by the meridian of Beijing. This one stays at UTC+7 throughout, so that one rule holds for
/// every year; calendars printed then differ from it in single months, in the new years of 1903,
/// 1925, 1935 and 1965 (a day later) and in the leap months of 1917, 1922 and 1938 (one earlier).
///
/// New moons are right to about 20 seconds and the Sun's signs to about 10. Where a new moon is
/// nearer to midnight than that, or than the rotation of the Earth can be foretold, a month may
/// begin a day off. From 1900 to 2199 this concerns the months of 1967-07-07 (three seconds after
/// midnight by a numerical ephemeris, so properly the 8th; the calendar of that time had the 8th),
/// 2054-05-08 (15 to 35 seconds after), and by the forecast of `DeltaT` 2077-11-15, 2085-10-18,
/// 2130-05-07, 2150-05-26, 2159-05-17, 2175-01-22 and 2199-01-26. No leap month hangs on them.
public struct LunarCalendar: Hashable, Sendable {
    /// Where a day begins decides on which day a new moon falls.
    public let zone: Zone

    public init(zone: Zone) {
        self.zone = zone
    }

    public static let vietnamese = LunarCalendar(zone: .vietnam)

    /// Gregorian years whose every day has a lunar date here.
    public static let supportedYears = 1900...2199

    /// The lunar date of a day, nil outside `supportedYears`.
    public func lunar(of date: CalendarDate) -> LunarDate? {
        let year = date.year
        guard Self.supportedYears.contains(year) else { return nil }
        let span = date >= eleventhMonth(of: year).start ? year + 1 : year
        return LunarSpan(endingIn: span, of: self).lunar(of: date)
    }

    /// The day of a lunar date; nil when that month has no such day, when the year has no such leap
    /// month, and when the year is neither supported nor the one before.
    public func solar(of lunar: LunarDate) -> CalendarDate? {
        guard
            Self.supportedYears.contains(lunar.year)
                || lunar.year == Self.supportedYears.lowerBound - 1
        else { return nil }
        // Months 11 and 12 belong to the span that ends in the next year.
        let span = lunar.month >= 11 ? lunar.year + 1 : lunar.year
        return LunarSpan(endingIn: span, of: self).solar(of: lunar)
    }

    /// Tết: the first day of the lunar year.
    public func newYear(_ year: Int) -> CalendarDate? {
        solar(of: LunarDate(day: 1, month: 1, year: year))
    }
}

extension LunarCalendar {
    func start(ofMonth number: Int) -> CalendarDate {
        NewMoon.time(number).date(offsetSeconds: zone.offsetSeconds)
    }

    /// How many signs of 30° the Sun has passed when `date` begins, 0 to 11.
    func sign(atStartOf date: CalendarDate) -> Int {
        let midnight = AstronomicalTime(startOf: date, offsetSeconds: zone.offsetSeconds)
        return Int(Sun.apparentLongitude(at: midnight) / 30)
    }

    /// The month with the winter solstice of a Gregorian year.
    func eleventhMonth(of year: Int) -> (number: Int, start: CalendarDate) {
        // The solstice falls on 21, 22 or 23 December.
        let yearEnd = CalendarDate(validYear: year, month: 12, day: 23)
        var number = NewMoon.number(near: yearEnd)
        var start = start(ofMonth: number)
        while start > yearEnd || sign(atStartOf: start) == 9 {
            number -= 1
            start = self.start(ofMonth: number)
        }
        return (number, start)
    }
}
