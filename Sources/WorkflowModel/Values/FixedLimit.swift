public import Diagnostics
public import WorkflowCalendar

/// A limit without an expression: a length of time, several one after the other, or a date.
public enum FixedLimit: Hashable, Sendable {
    case limit(Limit)
    /// Each is counted from the end of the one before: `30 days, then 3 working days`.
    case chain([Limit])
    case date(CalendarDate)

    /// Nil when there is no part.
    public init?(parts: [Limit]) {
        guard let first = parts.first else { return nil }
        self = parts.count == 1 ? .limit(first) : .chain(parts)
    }

    /// Reads `10 working days`, `30 days, then 3 working days`, `30 ngày, rồi 3 ngày làm việc`,
    /// `2021-12-20` or `20/12/2021`.
    public init?(parsing text: String) {
        if let date = CalendarDate(parsing: text) {
            self = .date(date)
            return
        }
        var parts: [Limit] = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let words = piece.words
            var text = ""
            for (place, word) in words.enumerated() {
                if place == 0, !parts.isEmpty, Self.then.contains(word.lowercased()) { continue }
                if !text.isEmpty { text += " " }
                text += word
            }
            guard let limit = Limit(parsing: text) else { return nil }
            parts.append(limit)
        }
        self.init(parts: parts)
    }

    private static let then = ["then", "rồi"]

    /// The lengths of time, one after the other; none for a date.
    public var parts: [Limit] {
        switch self {
        case .limit(let limit): [limit]
        case .chain(let limits): limits
        case .date: []
        }
    }

    /// For people; the English text is also what `init(parsing:)` reads back.
    public var text: LocalizedText {
        switch self {
        case .limit(let limit): limit.text
        case .chain(let limits):
            LocalizedText(
                vi: limits.map { $0.description(.vi) }.joined(separator: ", rồi "),
                en: limits.map { $0.description(.en) }.joined(separator: ", then "))
        case .date(let date): LocalizedText(date.formatted(.slashed))
        }
    }
}
