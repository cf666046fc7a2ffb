public import Diagnostics

/// The public holidays a law grants, from which a year is projected until it is decided.
public struct HolidayLaw: Hashable, Sendable {
    /// One holiday of the law.
    public struct Holiday: Hashable, Sendable {
        public enum Rule: Hashable, Sendable {
            case fixed(month: Int, day: Int)
            /// By the Vietnamese lunar calendar, in an ordinary month.
            case lunar(month: Int, day: Int)
            /// The first day of the lunar year and the four days around it that usual practice
            /// gives: see `HolidayLaw.project`.
            case lunarNewYear
            /// A fixed day and one day next to it.
            case fixedWithAdjacent(month: Int, day: Int)
        }

        public var rule: Rule
        public var title: LocalizedText
        /// First and last year in which the rule applies; nil for no end.
        public var firstYear: Int?
        public var lastYear: Int?

        public init(
            _ rule: Rule, _ title: LocalizedText, firstYear: Int? = nil, lastYear: Int? = nil
        ) {
            self.rule = rule
            self.title = title
            self.firstYear = firstYear
            self.lastYear = lastYear
        }

        func applies(in year: Int) -> Bool {
            year >= firstYear ?? .min && year <= lastYear ?? .max
        }
    }

    /// Names the law; it is the basis of every projected year.
    public var title: LocalizedText
    public var holidays: [Holiday]

    public init(title: LocalizedText, holidays: [Holiday]) {
        self.title = title
        self.holidays = holidays
    }

    /// No holidays: only the week counts.
    public static let none = HolidayLaw(
        title: LocalizedText(vi: "chỉ có ngày nghỉ hằng tuần", en: "weekly rest days only"),
        holidays: [])
}
