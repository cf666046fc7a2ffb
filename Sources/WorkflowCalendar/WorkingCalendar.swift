public import Diagnostics

/// The working time of an office: its week, its days off, the rest days it works, and for years
/// without a decision what the law makes of them.
///
/// A computation costs the same whatever its length, but for a step per span of years crossed: each
/// span is counted once, when it is first needed (see `SpanIndex`).
public final class WorkingCalendar: Sendable {
    /// `vn-state`.
    public let name: String
    /// Says which edition of the days this is; it is printed with every count.
    public let version: String
    public let title: LocalizedText
    public let zone: Zone
    public let week: WorkWeek
    /// The day on which this version became known, nil when that was not recorded.
    public let knownSince: CalendarDate?
    /// When something counts as received where nobody says otherwise.
    public let receipt: ReceiptRule
    /// Where a limit that ends on a day off moves where nobody says otherwise.
    public let roll: Roll
    /// Who may have running deadlines counted by it: whoever fits one of these.
    public let adopters: [CalendarAdopter]
    /// The decided years, earliest first.
    public let decreed: [CalendarYear]
    /// What a year without a decision is projected from.
    public let law: HolidayLaw

    /// Years in which days off are known or projected. Outside them only the week counts, and
    /// every result is provisional.
    public static let coveredYears = LunarCalendar.supportedYears

    let spans: SpanCache

    /// - Parameters:
    ///   - decreed: the decided years. An exchange may put a day into a neighbouring year; it is
    ///     then taken there, and leaves the basis of that year alone.
    ///   - law: what the years between, before and after are projected from.
    public init(
        name: String, version: String, title: LocalizedText, zone: Zone = .vietnam,
        week: WorkWeek = .stateOffice, decreed: [CalendarYear] = [],
        law: HolidayLaw = .vietnam, knownSince: CalendarDate? = nil,
        receipt: ReceiptRule = .onArrival, roll: Roll = .forward,
        adopters: [CalendarAdopter] = []
    ) {
        self.name = name
        self.version = version
        self.title = title
        self.zone = zone
        self.week = week
        self.law = law
        self.knownSince = knownSince
        self.receipt = receipt
        self.roll = roll
        self.adopters = adopters
        self.decreed = decreed.sorted { $0.year < $1.year }
        let source = YearSource(decreed: decreed, law: law, week: week)
        spans = SpanCache(covering: Self.coveredYears, week: week, days: source.days)
    }

    /// The days of `year` that differ from the plain week, and where they come from. Nil outside
    /// `coveredYears`.
    public func days(_ year: Int) -> CalendarYear? {
        guard Self.coveredYears.contains(year) else { return nil }
        return spans[year / SpanIndex.years].days(of: year)
    }

    /// Whether a date of `year` may still change because no decision is known.
    public func isProvisional(year: Int) -> Bool {
        spans[year.dividedDown(by: SpanIndex.years)].isProvisional(year, year)
    }
}

/// Puts a year together from the decisions that touch it, or else from the law.
private struct YearSource: Sendable {
    let decreed: [CalendarYear]
    let law: HolidayLaw
    let week: WorkWeek

    func days(_ year: Int) -> CalendarYear {
        var basis: CalendarBasis?
        var off: [CalendarDate: DayReason] = [:]
        var worked: [CalendarDate: DayReason] = [:]
        let (first, next) = (CalendarDate.startOfYear(year), CalendarDate.startOfYear(year + 1))
        for decision in decreed {
            if decision.year == year { basis = decision.basis }
            for (date, reason) in decision.off where date >= first && date < next {
                off[date] = reason
            }
            for (date, reason) in decision.worked where date >= first && date < next {
                worked[date] = reason
            }
        }
        if let basis {
            return CalendarYear(year: year, basis: basis, off: off, worked: worked)
        }
        let projection = law.project(year, week: week)
        return CalendarYear(
            year: year, basis: projection.basis,
            off: projection.off.filter { worked[$0.key] == nil }
                .merging(off) { _, decided in decided },
            worked: worked)
    }
}
