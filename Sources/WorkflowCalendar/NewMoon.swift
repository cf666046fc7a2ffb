/// New moons by number, from the phase series of Chapront's lunar theory ELP-2000/85 (Meeus,
/// Astronomical Algorithms, ch. 49). Between 1900 and 2200 it is right to about 20 seconds.
enum NewMoon {
    /// The number of the new moon nearest to `date`; 0 is that of 6 January 2000.
    static func number(near date: CalendarDate) -> Int {
        let days = Double(date.daysSinceEpoch - 10_962)
        return Int((days / meanMonth).rounded())
    }

    static func time(_ number: Int) -> AstronomicalTime {
        let k = Double(number)
        let t = k / 1_236.85
        let arguments = Arguments(k, t)
        var days =
            5.09766 + meanMonth * k + t * t * (0.00015437 + t * (-0.00000015 + t * 0.00000000073))
        for term in terms {
            days += term.days * arguments.eccentricity(term.sun) * sine(arguments.angle(term))
        }
        for wave in planets {
            let degrees = wave.degrees + wave.perMonth * k
            days += wave.days * sine(degrees * radiansPerDegree)
        }
        let venus = 299.77 + 0.107408 * k - 0.009173 * t * t
        days += 0.000325 * sine(venus * radiansPerDegree)
        let node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
        days -= 0.00017 * sine(node * radiansPerDegree)
        return AstronomicalTime(terrestrialDays: days)
    }

    /// Mean days from new moon to new moon.
    private static let meanMonth = 29.530588861

    /// The slow angles at a new moon, in radians.
    private struct Arguments {
        let sun: Double
        let moon: Double
        let latitude: Double
        /// The eccentricity of the Earth's orbit against that of 2000.
        let orbit: Double

        init(_ k: Double, _ t: Double) {
            let sunDegrees = 2.5534 + 29.1053567 * k - t * t * (0.0000014 + t * 0.00000011)
            let moonDegrees =
                201.5643 + 385.81693528 * k
                + t * t * (0.0107582 + t * (0.00001238 - t * 0.000000058))
            let latitudeDegrees =
                160.7108 + 390.67050284 * k
                - t * t * (0.0016118 + t * (0.00000227 - t * 0.000000011))
            sun = sunDegrees * radiansPerDegree
            moon = moonDegrees * radiansPerDegree
            latitude = latitudeDegrees * radiansPerDegree
            orbit = 1 - t * (0.002516 + t * 0.0000074)
        }

        func angle(_ term: Term) -> Double {
            Double(term.sun) * sun + Double(term.moon) * moon + Double(term.latitude) * latitude
        }

        func eccentricity(_ multiple: Int) -> Double {
            switch multiple.magnitude {
            case 0: 1
            case 1: orbit
            default: multiple.magnitude == 2 ? orbit * orbit : 1
            }
        }
    }

    /// `days * sin(sun·M + moon·M′ + latitude·F)`: M and M′ are the anomalies of Sun and Moon, F
    /// the Moon's argument of latitude.
    private typealias Term = (days: Double, sun: Int, moon: Int, latitude: Int)

    private static let terms: [Term] = [
        (-0.40720, 0, 1, 0), (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2),
        (0.00739, -1, 1, 0), (-0.00514, 1, 1, 0), (0.00208, 2, 0, 0), (-0.00111, 0, 1, -2),
        (-0.00057, 0, 1, 2), (0.00056, 1, 2, 0), (-0.00042, 0, 3, 0), (0.00042, 1, 0, 2),
        (0.00038, 1, 0, -2), (-0.00024, -1, 2, 0), (-0.00007, 2, 1, 0), (0.00004, 0, 2, -2),
        (0.00004, 3, 0, 0), (0.00003, 1, 1, -2), (0.00003, 0, 2, 2), (-0.00003, 1, 1, 2),
        (0.00003, -1, 1, 2), (-0.00002, -1, 1, -2), (-0.00002, 1, 3, 0), (0.00002, 0, 4, 0),
    ]

    /// What the planets add, Venus's long wave aside: `days * sin(degrees + perMonth·k)`.
    private static let planets: [(days: Double, degrees: Double, perMonth: Double)] = [
        (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886),
        (0.000126, 349.42, 36.412478), (0.000110, 84.66, 18.206239),
        (0.000062, 141.74, 53.303771), (0.000060, 207.14, 2.453732),
        (0.000056, 154.84, 7.306860), (0.000047, 34.52, 27.261239),
        (0.000042, 207.19, 0.121824), (0.000040, 291.34, 1.844379),
        (0.000037, 161.72, 24.198154), (0.000035, 239.56, 25.513099),
        (0.000023, 331.55, 3.592518),
    ]
}
