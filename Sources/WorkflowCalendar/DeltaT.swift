/// How far the Earth's rotation lags behind uniform time: terrestrial time minus universal time.
///
/// Observed up to 2005; later values are a forecast, and the Earth has slowed less since. These
/// polynomials (Espenak and Meeus, 2006) are those of the published eclipse predictions. They are
/// kept for the years to come because the printed Vietnamese tables up to 2199 agree with them; a
/// smaller forecast would move, among new years, only those of 2175 and 2199 by a day.
enum DeltaT {
    /// Seconds, for `year` with its fraction; meant for 1900 to 2200.
    static func seconds(year: Double) -> Double {
        switch year {
        case ..<1920:
            polynomial(year - 1900, [-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197])
        case ..<1941:
            polynomial(year - 1920, [21.20, 0.84493, -0.076100, 0.0020936])
        case ..<1961:
            polynomial(year - 1950, [29.07, 0.407, -1 / 233, 1 / 2_547])
        case ..<1986:
            polynomial(year - 1975, [45.45, 1.067, -1 / 260, -1 / 718])
        case ..<2005:
            polynomial(
                year - 2000,
                [63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599])
        case ..<2050:
            polynomial(year - 2000, [62.92, 0.32217, 0.005589])
        case ..<2150:
            parabola(year) - 0.5628 * (2_150 - year)
        default:
            parabola(year)
        }
    }

    /// The long-term trend, from eclipses recorded since antiquity.
    private static func parabola(_ year: Double) -> Double {
        polynomial((year - 1820) / 100, [-20, 0, 32])
    }

    /// Coefficients from the constant term up.
    private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
        coefficients.reversed().reduce(0) { $0 * x + $1 }
    }
}
