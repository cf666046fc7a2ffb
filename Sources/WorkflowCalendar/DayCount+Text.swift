public import Diagnostics

extension DayCount {
    /// The count as a person would write it down:
    /// `15/4=1 16=2 19=3 20=4 [21 Giỗ Tổ Hùng Vương] 22=5 … 29=10`. The month is written where it
    /// changes, and rest days of the week only where they meet another day off.
    /// Calendar days are not listed: `31/3 + 30 ngày = 30/4 [30 …, 1-2/5 cuối tuần, …] → 4/5`.
    public var text: LocalizedText {
        LocalizedText(vi: text(.vi), en: text(.en))
    }

    public func text(_ language: Language) -> String {
        var writer = CountWriter(language: language, year: start.year)
        switch limit {
        case .workingDays:
            writer.write(counted: counted, skipped: skipped, isBackwards: end.due < start) {
                String($0)
            }
        case .workingMinutes, .minutes:
            writer.write(
                counted: counted, skipped: skipped, isBackwards: end.due < start,
                CountWriter.hours)
        case .days, .months, .years:
            let sign = end.raw < start ? "-" : "+"
            let length = limit.description(language)
            writer.write(
                "\(writer.date(start)) \(sign) \(length) = \(writer.date(end.raw, full: true))")
            writer.write(skipped: skipped, always: true)
            if end.due != end.raw { writer.write("→ \(writer.date(end.due, full: true))") }
        case .dayOfLastMonth:
            let length = limit.description(language)
            writer.write("\(writer.date(start)) → \(length) = \(writer.date(end.raw, full: true))")
            writer.write(skipped: skipped, always: true)
            if end.due != end.raw { writer.write("→ \(writer.date(end.due, full: true))") }
        }
        return writer.words.joined(separator: " ")
    }
}

/// Writes dates as short as they stay clear: the month and the year only where they change.
private struct CountWriter {
    let language: Language
    private var last: (year: Int, month: Int)
    private(set) var words: [String] = []

    init(language: Language, year: Int) {
        self.language = language
        last = (year, 0)
    }

    mutating func write(_ word: String) {
        words.append(word)
    }

    mutating func date(_ date: CalendarDate, full: Bool = false) -> String {
        let (year, month, day) = date.components
        defer { last = (year, month) }
        if year != last.year { return "\(day)/\(month)/\(year)" }
        return full || month != last.month ? "\(day)/\(month)" : "\(day)"
    }

    /// Both lists are in the order of counting, so they merge by date.
    mutating func write(
        counted: [DayCount.Counted], skipped: [DayCount.Skipped], isBackwards: Bool,
        _ number: (Int) -> String
    ) {
        var rest = skipped[...]
        for day in counted {
            let passed = rest.prefix { isBackwards ? $0.date > day.date : $0.date < day.date }
            write(skipped: Array(passed), always: false)
            rest = rest.dropFirst(passed.count)
            write("\(date(day.date))=\(number(day.n))")
        }
        write(skipped: Array(rest), always: false)
    }

    /// `[30/4 Ngày Chiến thắng, 1-2/5 cuối tuần, 3 nghỉ bù]`: days off running on end, those with
    /// the same reason together. A plain weekend is left out unless `always`.
    mutating func write(skipped: [DayCount.Skipped], always: Bool) {
        var pending: [DayCount.Skipped] = []
        for day in skipped {
            if let last = pending.last, abs(last.date.days(to: day.date)) > 1 {
                writeRun(pending, always: always)
                pending = []
            }
            pending.append(day)
        }
        writeRun(pending, always: always)
    }

    private mutating func writeRun(_ run: [DayCount.Skipped], always: Bool) {
        guard always || run.contains(where: { $0.reason.kind != .weekend }) else { return }
        var groups: [(first: CalendarDate, last: CalendarDate, why: String)] = []
        for day in run {
            let why = label(day.reason)
            if let last = groups.last, last.why == why {
                groups[groups.count - 1].last = day.date
            } else {
                groups.append((day.date, day.date, why))
            }
        }
        let parts = groups.map { "\(dates($0.first, $0.last)) \($0.why)" }
        if !parts.isEmpty { write("[" + parts.joined(separator: ", ") + "]") }
    }

    private func label(_ reason: DayReason) -> String {
        guard reason.kind == .weekend else { return reason.text[language] }
        return language == .vi ? "cuối tuần" : "weekend"
    }

    private mutating func dates(_ first: CalendarDate, _ last: CalendarDate) -> String {
        if first == last { return date(first) }
        if first.month == last.month {
            return "\(min(first.day, last.day))-\(date(max(first, last)))"
        }
        let start = date(first)
        return "\(start)-\(date(last))"
    }

    /// `4h`, `4h30`.
    static func hours(_ minutes: Int) -> String {
        let rest = minutes % 60
        return "\(minutes / 60)h" + (rest == 0 ? "" : rest.padded(to: 2))
    }
}
