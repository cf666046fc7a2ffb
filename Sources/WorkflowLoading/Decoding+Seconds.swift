import Diagnostics
import WorkflowCalendar
package import YAML

/// A length of time by the clock, which does not know of working days: `10 seconds`, `2 giờ`.
package enum ClockTime {
    private static let units: [(names: [String], seconds: Int)] = [
        (["second", "seconds", "giây"], 1), (["minute", "minutes", "phút"], 60),
        (["hour", "hours", "giờ"], 3_600), (["day", "days", "ngày"], 86_400),
        (["week", "weeks", "tuần"], 604_800),
    ]

    /// A whole number and a unit, in Vietnamese or English, to seconds. Nil for anything else.
    package static func parse(_ text: String) -> Int? {
        let words = text.lowercased().words
        guard words.count == 2, words[0].utf8.count <= 9,
            words[0].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let amount = Int(words[0]),
            let unit = units.first(where: { $0.names.contains(String(words[1])) })
        else { return nil }
        return amount * unit.seconds
    }

    /// `5 minutes`, in the largest unit in which it is whole.
    static func text(_ seconds: Int) -> LocalizedText {
        let unit = units.dropLast().last { seconds % $0.seconds == 0 && seconds >= $0.seconds }
        let (names, size) = unit ?? units[0]
        let amount = seconds / size
        return LocalizedText(
            vi: "\(amount) \(names[2])", en: "\(amount) \(names[amount == 1 ? 0 : 1])")
    }
}

extension NodeDecoder where Value == Int {
    /// A length of time in seconds, within bounds.
    package static func seconds(in bounds: ClosedRange<Int>) -> Self {
        let expected = LocalizedText(
            vi: "một khoảng thời gian (10 giây, 5 phút, 2 giờ, 3 ngày)",
            en: "a length of time (10 seconds, 5 minutes, 2 hours, 3 days)")
        return Self(expected: expected) { node, sink in
            guard let seconds = node.string.flatMap(ClockTime.parse) else {
                let hint = node.int.map {
                    LocalizedText(
                        vi: "ghi cả đơn vị: \($0) giây", en: "add the unit: \($0) seconds")
                }
                sink.report(.wrongType(node, expected: expected, hint: hint))
                return nil
            }
            if bounds.contains(seconds) { return seconds }
            let least = ClockTime.text(bounds.lowerBound)
            let most = ClockTime.text(bounds.upperBound)
            sink.error(
                "out-of-range",
                LocalizedText(
                    vi: "phải từ \(least.vi) đến \(most.vi)",
                    en: "must be from \(least.en) to \(most.en)"),
                at: node.range)
            return nil
        }
    }
}
