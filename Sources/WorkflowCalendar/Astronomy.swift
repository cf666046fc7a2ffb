/// A moment as astronomers count: days of universal time from J2000.0, noon of 1 January 2000.
struct AstronomicalTime {
    var days: Double

    /// Midnight at the start of `date` where clocks are `offsetSeconds` ahead of Greenwich.
    init(startOf date: CalendarDate, offsetSeconds: Int) {
        days =
            Double(date.daysSinceEpoch - Self.epochOfJ2000) - 0.5
            - Double(offsetSeconds) / Self.secondsPerDay
    }

    /// - Parameter terrestrialDays: days of uniform (terrestrial) time from J2000.0.
    init(terrestrialDays: Double) {
        let year = 2000 + terrestrialDays / Self.daysPerYear
        days = terrestrialDays - DeltaT.seconds(year: year) / Self.secondsPerDay
    }

    var terrestrialDays: Double {
        days + DeltaT.seconds(year: 2000 + days / Self.daysPerYear) / Self.secondsPerDay
    }

    /// The day it is where clocks are `offsetSeconds` ahead of Greenwich.
    func date(offsetSeconds: Int) -> CalendarDate {
        let local = days + 0.5 + Double(offsetSeconds) / Self.secondsPerDay
        return CalendarDate(
            daysSinceEpoch: Int32(local.rounded(.down)) + Self.epochOfJ2000)
    }

    /// 2000-01-01, in days since 1970-01-01.
    private static let epochOfJ2000: Int32 = 10_957
    private static let secondsPerDay = 86_400.0
    private static let daysPerYear = 365.25
}

enum Sun {
    /// The apparent longitude of the Sun in degrees, 0 up to 360; 270 is the winter solstice.
    static func apparentLongitude(at time: AstronomicalTime) -> Double {
        let millennia = time.terrestrialDays / 365_250
        let geometric = EarthLongitude.at(millennia) / radiansPerDegree + 180
        let degrees = geometric + aberration(millennia) + nutation(millennia * 10)
        return degrees - (degrees / 360).rounded(.down) * 360
    }

    /// Light takes eight minutes to arrive: 20.4898″ at the mean distance, more when nearer.
    private static func aberration(_ millennia: Double) -> Double {
        let anomaly = (357.529 + 359_990.503 * millennia) * radiansPerDegree
        return -20.4898 / 3_600 * (1 + 0.0167 * cosine(anomaly))
    }

    /// Nutation in longitude: the terms of the IAU 1980 series above 0.1″.
    private static func nutation(_ centuries: Double) -> Double {
        let node = (125.04452 - 1_934.136261 * centuries) * radiansPerDegree
        let sun = (280.4665 + 36_000.7698 * centuries) * radiansPerDegree
        let moon = (218.3165 + 481_267.8813 * centuries) * radiansPerDegree
        let sunAnomaly = (357.5277 + 35_999.0503 * centuries) * radiansPerDegree
        let seconds =
            -17.1996 * sine(node) - 1.3187 * sine(2 * sun) - 0.2274 * sine(2 * moon)
            + 0.2062 * sine(2 * node) + 0.1426 * sine(sunAnomaly)
        return seconds / 3_600
    }
}
