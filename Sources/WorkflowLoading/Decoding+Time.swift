import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension NodeDecoder where Value == CalendarDate {
    static var date: Self {
        let expected = LocalizedText(
            vi: "một ngày (2021-04-14 hoặc 14/04/2021)",
            en: "a date (2021-04-14 or 14/04/2021)")
        return Self(expected: expected, orNoDay: { CalendarDate(parsing: $0) })
    }
}

extension NodeDecoder {
    /// Of what begins with a date, or is none: a day there is not is told as that.
    fileprivate init(
        expected: LocalizedText, orNoDay read: @escaping (String) -> Value?
    ) {
        self.init(expected: expected) { node, sink in
            let text = node.string
            if let value = text.flatMap(read) { return value }
            if let text, let absence = CalendarDate.absence(of: text) {
                sink.report(.error("wrong-type", absence, at: node.range))
            } else {
                sink.report(.wrongType(node, expected: expected))
            }
            return nil
        }
    }
}

extension NodeDecoder where Value == Instant {
    /// With its offset: a definition says what it means wherever it is read.
    static var instant: Self {
        let expected = LocalizedText(
            vi: "một thời điểm kèm múi giờ (2021-04-14T07:30:00+07:00)",
            en: "a moment with its offset (2021-04-14T07:30:00+07:00)")
        return Self(
            expected: expected,
            orNoDay: { text in
                guard let instant = Instant(parsing: text, in: .utc),
                    // Without an offset the zone that stands in would decide.
                    instant == Instant(parsing: text, in: .vietnam)
                else { return nil }
                return instant
            })
    }
}

extension NodeDecoder where Value == Limit {
    static var limit: Self {
        Self(expected: .aLimit, read: { $0.string.flatMap { Limit(parsing: $0) } })
    }
}

extension NodeDecoder where Value == FixedLimit {
    /// A length of time or a date.
    static var fixedLimit: Self {
        let expected = LocalizedText(
            vi: "một thời hạn (10 ngày làm việc) hoặc một ngày (2021-12-20)",
            en: "a limit (10 working days) or a date (2021-12-20)")
        return Self(expected: expected, orNoDay: { FixedLimit(parsing: $0) })
    }
}

extension LocalizedText {
    static let aLimit = LocalizedText(
        vi: "một thời hạn (10 ngày làm việc, 30 ngày, 2 tháng …)",
        en: "a limit (10 working days, 30 days, 2 months …)")
}
