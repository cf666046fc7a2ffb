public import Diagnostics

extension CalendarDate {
    /// Why there is no such day as is written, with or without a time behind it: `31/02/2021`,
    /// `2021-04-31T08:00`. Nil for a day there is, and for text that is not written as a date.
    public static func absence(of text: some StringProtocol) -> LocalizedText? {
        let day = text.prefix { $0 != "T" && $0 != "t" && $0 != " " }
        var bytes = ByteReader(day)
        guard let written = Written(reading: &bytes), bytes.isAtEnd,
            CalendarDate(year: written.year, month: written.month, day: written.day) == nil
        else { return nil }
        let reason = written.reason
        return LocalizedText(
            vi: "không có ngày \(day): \(reason.vi)", en: "there is no day \(day): \(reason.en)")
    }
}

extension CalendarDate.Written {
    /// Of numbers that are no day.
    fileprivate var reason: LocalizedText {
        if year < 1 || month < 1 || day < 1 {
            return LocalizedText(
                vi: "ngày, tháng và năm đều tính từ 1", en: "days, months and years begin at 1")
        }
        if month > 12 {
            return LocalizedText(
                vi: "một năm chỉ có 12 tháng, viết ngày trước tháng như 30/11/2021",
                en: "a year has only 12 months; write the day before the month, as 30/11/2021")
        }
        let length = CalendarDate.lengthOfMonth(month, year: year)
        let name = CalendarDate.englishMonths[month - 1]
        var reason = LocalizedText(
            vi: "tháng \(month) năm \(year) chỉ có \(length) ngày",
            en: "\(name) \(year) has only \(length) days")
        if length == 28 {
            reason = reason + LocalizedText(vi: " (năm nhuận có 29)", en: " (29 in a leap year)")
        }
        return reason
    }
}
