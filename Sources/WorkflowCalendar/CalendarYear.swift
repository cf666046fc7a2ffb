public import Diagnostics

/// Where the days off of a year come from.
public enum CalendarBasis: Hashable, Sendable {
    /// Fixed by decision; the text names it.
    case decreed(LocalizedText)
    /// Worked out from the law because no decision is known yet: every date is provisional.
    case projected(LocalizedText)

    public var isProjected: Bool {
        switch self {
        case .decreed: false
        case .projected: true
        }
    }

    public var text: LocalizedText {
        switch self {
        case .decreed(let text), .projected(let text): text
        }
    }

    /// `decreed` or `projected`, for programs.
    public var name: String { isProjected ? "projected" : "decreed" }
}

/// The days of one Gregorian year that differ from the plain week.
public struct CalendarYear: Hashable, Sendable {
    public let year: Int
    public let basis: CalendarBasis
    /// Days of the working week that are off.
    public let off: [CalendarDate: DayReason]
    /// Rest days that are worked.
    public let worked: [CalendarDate: DayReason]

    public init(
        year: Int, basis: CalendarBasis, off: [CalendarDate: DayReason],
        worked: [CalendarDate: DayReason] = [:]
    ) {
        self.year = year
        self.basis = basis
        self.off = off
        self.worked = worked
    }

    public var offDates: [CalendarDate] { off.keys.sorted() }
    public var workedDates: [CalendarDate] { worked.keys.sorted() }
}
