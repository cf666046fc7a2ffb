public import Diagnostics

/// A day of the week; raw values follow ISO 8601 (Monday is 1).
public enum Weekday: Int, CaseIterable, Hashable, Sendable, Comparable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    public static func < (left: Weekday, right: Weekday) -> Bool {
        left.rawValue < right.rawValue
    }

    public var name: LocalizedText {
        switch self {
        case .monday: LocalizedText(vi: "Thứ Hai", en: "Monday")
        case .tuesday: LocalizedText(vi: "Thứ Ba", en: "Tuesday")
        case .wednesday: LocalizedText(vi: "Thứ Tư", en: "Wednesday")
        case .thursday: LocalizedText(vi: "Thứ Năm", en: "Thursday")
        case .friday: LocalizedText(vi: "Thứ Sáu", en: "Friday")
        case .saturday: LocalizedText(vi: "Thứ Bảy", en: "Saturday")
        case .sunday: LocalizedText(vi: "Chủ nhật", en: "Sunday")
        }
    }

    /// Finds the day by its English name or three-letter form (`monday`, `mon`), in any case.
    public init?(parsing text: some StringProtocol) {
        let key = text.lowercased()
        let match = Weekday.allCases.first { day in
            let name = day.name.en.lowercased()
            return key == name || key == name.prefix(3)
        }
        guard let match else { return nil }
        self = match
    }
}
