import Diagnostics

/// How a day of the last month of a period is written.
struct LastMonth {
    let vi: String
    let en: String

    func day(_ number: UInt) -> LocalizedText {
        LocalizedText(vi: "ngày \(number) của \(vi)", en: "day \(number) of \(en)")
    }

    /// Reads the words of `day 20 of the last month of the quarter`, `ngày 20 tháng cuối quý`; nil
    /// when they say something else.
    static func day(_ words: [some StringProtocol]) -> Limit? {
        guard ["day", "ngày"].contains(String(words[0])) else { return nil }
        var digits = ByteReader(words[1])
        guard let number = digits.readNumber(digits: 1...2), digits.isAtEnd,
            (1...31).contains(number.value)
        else { return nil }
        // Said with or without them, it is the same.
        let rest = words[2...].map { String($0) }
            .filter { !["of", "the", "each", "của", "mỗi", "hằng"].contains($0) }
        guard let cycle = cycle(rest.joined(separator: " ")) else { return nil }
        return .dayOfLastMonth(number.value, cycle)
    }

    private static func cycle(_ text: String) -> ReportingPeriod.Cycle? {
        switch text {
        case "month", "tháng": .month
        case "last month", "last month quarter", "tháng cuối", "tháng cuối quý": .quarter
        case "last month half-year", "last month half year", "tháng cuối nửa năm",
            "tháng cuối 6 tháng":
            .halfYear
        case "last month year", "tháng cuối năm": .year
        default: nil
        }
    }
}

extension ReportingPeriod.Cycle {
    var lastMonth: LastMonth {
        switch self {
        case .month: LastMonth(vi: "tháng", en: "the month")
        case .quarter: LastMonth(vi: "tháng cuối quý", en: "the last month of the quarter")
        case .halfYear: LastMonth(vi: "tháng cuối nửa năm", en: "the last month of the half-year")
        case .year: LastMonth(vi: "tháng cuối năm", en: "the last month of the year")
        }
    }
}
