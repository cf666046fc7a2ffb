public import Diagnostics

/// Why a day is off, or why a weekend day is worked.
public struct DayReason: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The weekly rest day.
        case weekend
        /// A public holiday: Labour Code 2019, art. 112.
        case holiday
        /// In lieu of a rest day that fell on a holiday: Labour Code 2019, art. 111(3).
        case inLieu
        /// A working day exchanged for a rest day by decision.
        case swap
        /// A rest day worked in exchange for another.
        case makeUp
    }

    public var kind: Kind
    /// As a person would say it: `Giỗ Tổ Hùng Vương`, `nghỉ bù`.
    public var text: LocalizedText
    /// The document that says so: `2450/VPCP-KGVX`. Nil when the law itself does.
    public var decision: String?
    /// The other day of an exchange, or the rest day that is made good.
    public var counterpart: CalendarDate?

    public init(
        _ kind: Kind, _ text: LocalizedText, decision: String? = nil,
        counterpart: CalendarDate? = nil
    ) {
        self.kind = kind
        self.text = text
        self.decision = decision
        self.counterpart = counterpart
    }

    /// A day off because `restDay` was a holiday too: `nghỉ bù Quốc tế Lao động 01/05`.
    public static func inLieu(of restDay: CalendarDate, _ title: LocalizedText) -> DayReason {
        let date = restDay.formatted(.slashed).prefix(5)
        return DayReason(
            .inLieu,
            LocalizedText(vi: "nghỉ bù \(title.vi) \(date)", en: "in lieu of \(title.en) \(date)"),
            counterpart: restDay)
    }

    /// The rest day of the week, by its name: `Thứ Bảy`.
    static func weekend(_ weekday: Weekday) -> DayReason {
        DayReason(.weekend, weekday.name)
    }
}
