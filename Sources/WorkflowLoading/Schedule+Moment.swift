import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension NodeDecoder where Value == Schedule.Moment {
    /// `first day`, `last day`, `day 1 of the last month`, or a limit before or after `the start`,
    /// `the end` or `due`: `10 days before the end`.
    static var moment: Self {
        let expected = LocalizedText(
            vi: "ngày bắt đầu (first day, last day, day 1 of the last month, 10 days before the "
                + "end, 5 working days before due …)",
            en: "when to start (first day, last day, day 1 of the last month, 10 days before the "
                + "end, 5 working days before due …)")
        return Self(expected: expected, read: { $0.string.flatMap(Schedule.Moment.init(parsing:)) })
    }
}

extension Schedule.Moment {
    init?(parsing text: String) {
        let words = text.words.map(String.init)
        switch words {
        case ["first", "day"]: self = .firstDay
        case ["last", "day"]: self = .lastDay
        default:
            if words.count == 6, words[0] == "day",
                Array(words[2...]) == ["of", "the", "last", "month"], let day = Int(words[1]),
                (1...31).contains(day)
            {
                self = .dayOfLastMonth(day)
            } else if let place = words.firstIndex(where: { $0 == "before" || $0 == "after" }),
                let limit = Limit(parsing: Array(words[..<place]).joined(separator: " ")),
                !limit.endsWithinDay,
                let anchor = Anchor(
                    rawValue: Array(words[(place + 1)...]).joined(separator: " "))
            {
                self = words[place] == "before" ? .before(limit, anchor) : .after(limit, anchor)
            } else {
                return nil
            }
        }
    }

    /// Whether it can only be told from the day the work is due.
    var needsDue: Bool {
        switch self {
        case .before(_, .due), .after(_, .due): true
        default: false
        }
    }
}
