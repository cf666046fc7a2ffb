public import Diagnostics

// How definitions and options write the settings of counting.

extension ReceiptRule: CustomStringConvertible {
    /// The canonical text, which `init(parsing:)` reads back to the same rule.
    public var description: String {
        switch self {
        case .onArrival: "on arrival"
        case .atClosing: "at closing"
        case .cutoff(let minute): (minute / 60).padded(to: 2) + ":" + (minute % 60).padded(to: 2)
        }
    }

    /// Reads `on arrival`, `at closing` or the minute from which on something counts as received
    /// the next working day, 00:01 to 24:00: `15:00`. Nil for anything else.
    public init?(parsing text: some StringProtocol) {
        let words = text.lowercased().split { $0 == " " || $0 == "-" }
        switch words {
        case ["on", "arrival"]: self = .onArrival
        case ["at", "closing"]: self = .atClosing
        default:
            var bytes = ByteReader(text)
            guard let hour = bytes.readNumber(digits: 1...2), bytes.skip(":"),
                let minute = bytes.readNumber(digits: 2...2), bytes.isAtEnd, minute.value < 60,
                (1...1_440).contains(hour.value * 60 + minute.value)
            else { return nil }
            self = .cutoff(minuteOfDay: hour.value * 60 + minute.value)
        }
    }

    /// What moves a receipt to the next working day: `sau 15:00` · `after 15:00`.
    public var text: LocalizedText {
        switch self {
        case .onArrival:
            LocalizedText(vi: "tính ngày nhận bất kể giờ nào", en: "counted on the day of arrival")
        case .atClosing:
            LocalizedText(
                vi: "sau giờ làm việc hoặc vào ngày nghỉ", en: "after closing or on a day off")
        case .cutoff:
            LocalizedText(
                vi: "từ \(description) trở đi hoặc vào ngày nghỉ",
                en: "at \(description) or later, or on a day off")
        }
    }
}

extension Roll {
    /// Where the end of a limit moves, as a person would say it.
    public var text: LocalizedText {
        switch self {
        case .forward:
            LocalizedText(
                vi: "chuyển sang ngày làm việc tiếp theo", en: "moved to the next working day")
        case .backward:
            LocalizedText(
                vi: "lùi về ngày làm việc liền trước", en: "moved back to the last working day")
        case .stay: LocalizedText(vi: "không chuyển", en: "not moved")
        }
    }
}
