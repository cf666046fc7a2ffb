import Diagnostics
import Testing
import WorkflowCalendar

/// A date written as in the tables of these tests; a typing slip there fails loudly.
func date(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(parsing: text) else {
        Issue.record("not a date: \(text)")
        return CalendarDate(daysSinceEpoch: 0)
    }
    return date
}

func instant(_ text: String) -> Instant {
    guard let instant = Instant(parsing: text, in: .vietnam) else {
        Issue.record("not an instant: \(text)")
        return Instant(millisecondsSinceEpoch: 0)
    }
    return instant
}

func limit(_ text: String) -> Limit {
    guard let limit = Limit(parsing: text) else {
        Issue.record("not a limit: \(text)")
        return .days(0)
    }
    return limit
}

extension WorkingCalendar {
    /// The state calendar with the days of 2021 as they were decreed.
    static let decreed2021 = WorkingCalendar(
        name: "vn-state", version: "2021", title: LocalizedText("vn-state"), decreed: [.decreed2021]
    )

    /// Nothing decided: every year is projected.
    static let projected = WorkingCalendar(
        name: "vn-state", version: "projected", title: LocalizedText("vn-state"))
}

extension CalendarYear {
    /// Official letter 9895/VPCP-KGVX and notice 4875/TB-LĐTBXH.
    static let decreed2021: CalendarYear = {
        let tet = LocalizedText(vi: "Tết Nguyên đán", en: "Lunar New Year")
        let labourDay = LocalizedText(vi: "Quốc tế Lao động", en: "International Labour Day")
        let nationalDay = LocalizedText(vi: "Quốc khánh", en: "National Day")
        return CalendarYear(
            year: 2021, basis: .decreed(LocalizedText("4875/TB-LĐTBXH")),
            off: [
                date("2021-01-01"): DayReason(
                    .holiday, LocalizedText(vi: "Tết Dương lịch", en: "New Year's Day")),
                date("2021-02-10"): DayReason(.holiday, tet),
                date("2021-02-11"): DayReason(.holiday, tet),
                date("2021-02-12"): DayReason(.holiday, tet),
                date("2021-02-15"): .inLieu(of: date("2021-02-13"), tet),
                date("2021-02-16"): .inLieu(of: date("2021-02-14"), tet),
                date("2021-04-21"): DayReason(
                    .holiday,
                    LocalizedText(vi: "Giỗ Tổ Hùng Vương", en: "Hùng Kings' Commemoration Day")),
                date("2021-04-30"): DayReason(
                    .holiday, LocalizedText(vi: "Ngày Chiến thắng", en: "Victory Day")),
                date("2021-05-03"): .inLieu(of: date("2021-05-01"), labourDay),
                date("2021-09-02"): DayReason(.holiday, nationalDay),
                date("2021-09-03"): DayReason(.holiday, nationalDay),
            ])
    }()
}
