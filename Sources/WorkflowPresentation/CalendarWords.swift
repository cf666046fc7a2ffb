import Diagnostics
package import JSON
package import WorkflowCalendar

/// Reads what the calendar is asked with.
package enum CalendarWords {
    package static func limit(_ text: String) throws(Failure) -> Limit {
        if let limit = Limit(parsing: text) { return limit }
        throw .usage(
            "bad-limit",
            vi: "“\(text)” không phải thời hạn; viết \"10 ngày làm việc\", \"30 ngày\".",
            en: "“\(text)” is not a limit; write \"10 working days\", \"30 days\".")
    }

    package static func receipt(_ text: String) throws(Failure) -> ReceiptRule {
        if let rule = ReceiptRule(parsing: text) { return rule }
        throw .usage(
            "bad-receipt",
            vi: "“\(text)” không phải cách tính ngày nhận; viết on-arrival, at-closing hoặc 15:00.",
            en: "“\(text)” is not a receipt rule; write on-arrival, at-closing or 15:00.")
    }

    package static func roll(_ text: String) throws(Failure) -> Roll {
        if let roll = Roll(rawValue: text) { return roll }
        throw .usage(
            "bad-roll",
            vi: "“\(text)” không phải cách chuyển hạn; viết forward, backward hoặc none.",
            en: "“\(text)” does not say where a limit moves; write forward, backward or none.")
    }

    package static var notCovered: Failure {
        let covered = WorkingCalendar.coveredYears
        return .usage(
            "bad-year", vi: "Chỉ có lịch các năm \(covered.lowerBound)–\(covered.upperBound).",
            en: "Only the years \(covered.lowerBound)–\(covered.upperBound) are covered.")
    }

    /// The reporting periods of a year, by quarters of decree 09/2019 unless told otherwise.
    package static func periods(
        of year: Int, cycle: String? = nil, window: String? = nil
    ) throws(Failure) -> [ReportingPeriod] {
        let cycle = try choice(
            cycle ?? "quarter", ReportingPeriod.Cycle.allCases, "bad-cycle",
            LocalizedText(vi: "chu kỳ", en: "cycle"))
        let window = try choice(
            window ?? "decree09", ReportingPeriod.Window.allCases, "bad-window",
            LocalizedText(vi: "cách chia kỳ", en: "way of dividing the year"))
        guard WorkingCalendar.coveredYears.contains(year) else { throw notCovered }
        return (1...12 / cycle.months).compactMap { number in
            ReportingPeriod(cycle, number, of: year, window: window)
        }
    }

    private static func choice<Value: RawRepresentable<String>>(
        _ text: String, _ all: [Value], _ code: String, _ what: LocalizedText
    ) throws(Failure) -> Value {
        if let value = Value(rawValue: text) { return value }
        let known = all.map(\.rawValue).joined(separator: ", ")
        throw .usage(
            code, vi: "“\(text)” không phải \(what.vi); viết một trong: \(known).",
            en: "“\(text)” is no \(what.en); write one of: \(known).")
    }

    // MARK: The lunar calendar

    package static func both(
        ofLunar text: String
    ) throws(Failure) -> (solar: CalendarDate, lunar: LunarDate) {
        guard let lunar = LunarDate(parsing: text) else {
            throw .usage(
                "bad-date", vi: "“\(text)” không phải ngày âm; viết 10/3/2021.",
                en: "“\(text)” is not a lunar date; write 10/3/2021.")
        }
        guard let solar = LunarCalendar.vietnamese.solar(of: lunar) else {
            throw .usage(
                "no-such-date", vi: "Không có ngày âm lịch \(lunar).",
                en: "There is no lunar date \(text).")
        }
        return (solar, lunar)
    }

    package static func both(
        ofSolar text: String
    ) throws(Failure) -> (solar: CalendarDate, lunar: LunarDate) {
        guard let solar = CalendarDate(parsing: text) else {
            throw .badDate(text)
        }
        guard let lunar = LunarCalendar.vietnamese.lunar(of: solar) else {
            let years = LunarCalendar.supportedYears
            throw .usage(
                "bad-year",
                vi: "Âm lịch chỉ tính được từ \(years.lowerBound) đến \(years.upperBound).",
                en: "Lunar dates are known from \(years.lowerBound) to \(years.upperBound) only.")
        }
        return (solar, lunar)
    }

    package static func view(_ solar: CalendarDate, _ lunar: LunarDate) -> JSON {
        [
            "solar": .string(solar.description),
            "lunar": [
                "day": .int(Int64(lunar.day)), "month": .int(Int64(lunar.month)),
                "leap": .bool(lunar.isLeap), "year": .int(Int64(lunar.year)),
            ],
        ]
    }
}
