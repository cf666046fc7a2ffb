/// How far the Earth's rotation lags behind uniform time: terrestrial time minus universal time.
enum DeltaT {
    /// Seconds, by straight lines between the years of the table.
    static func seconds(year: Double) -> Double {
        guard let first = nodes.first, let last = nodes.last else { return 0 }
        if year <= first.year { return first.seconds }
        for (from, to) in zip(nodes, nodes.dropFirst()) where year < to.year {
            let share = (year - from.year) / (to.year - from.year)
            return from.seconds + share * (to.seconds - from.seconds)
        }
        return last.seconds
    }

    /// Observed to 2020, right within a second or two. Then carried on to the slow growth that
    /// eclipse records of 27 centuries show (Morrison, Stephenson, Hohenkerk and Zawilski, 2021);
    /// nobody can say the value for 2100 to better than half a minute.
    private static let nodes: [(year: Double, seconds: Double)] = [
        (1890, -5.9), (1900, -2.1), (1905, 3.9), (1910, 10.4), (1915, 17.0), (1920, 21.2),
        (1930, 24.0), (1940, 24.4), (1950, 29.1), (1960, 33.1), (1970, 40.2), (1980, 50.5),
        (1990, 56.9), (2000, 63.8), (2010, 66.1), (2020, 69.4), (2050, 77), (2100, 95),
        (2150, 128), (2200, 163),
    ]
}
