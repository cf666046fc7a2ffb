import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

// The working time of a week, as calendars write it.

extension DiagnosticSink {
    /// Sessions by day of the week; days left out are rest days.
    func decodeWeek(_ node: Node) -> WorkWeek? {
        let names = Weekday.allCases.map { ($0.name.en.lowercased(), $0) }
        let weekday = NodeDecoder<Weekday>.oneOf(
            names, expected: LocalizedText(vi: "một ngày trong tuần", en: "a day of the week"))
        let before = errorCount
        // By the day: a dictionary of a type of its own takes longer to set up than to fill.
        var hours = [[WorkSession]](repeating: [], count: Weekday.allCases.count)
        for pair in node.mapping?.pairs ?? [] {
            guard let day = weekday.decode(pair.key, self), !pair.value.isNull,
                let sessions = NodeDecoder<[Located<WorkSession>]>
                    .list(of: NodeDecoder<WorkSession>.session.located).decode(pair.value, self)
            else { continue }
            for (earlier, later) in zip(sessions, sessions.dropFirst())
            where later.value.start < earlier.value.end {
                report(.sessionsOutOfOrder(earlier, later))
            }
            hours[day.rawValue - 1] = sessions.map(\.value)
        }
        guard errorCount == before else { return nil }
        do {
            return try WorkWeek(days: hours)
        } catch {
            // Overlaps were reported with their places; what is left is a week without work.
            self.error(
                "no-working-day",
                LocalizedText(
                    vi: "tuần không có buổi làm việc nào", en: "the week has no working hours"),
                at: node.range)
            return nil
        }
    }
}

extension NodeDecoder where Value == Zone {
    static var zone: Self {
        Self(
            expected: LocalizedText(
                vi: "một múi giờ (Asia/Ho_Chi_Minh, UTC hoặc +07:00)",
                en: "a time zone (Asia/Ho_Chi_Minh, UTC or +07:00)"),
            read: { $0.string.flatMap { Zone($0) } })
    }
}

extension NodeDecoder where Value == WorkSession {
    fileprivate static var session: Self {
        Self(
            expected: LocalizedText(
                vi: "giờ làm việc của một buổi (07:30-11:30)",
                en: "the hours of a session (07:30-11:30)")
        ) { node in
            let ends = node.string?.split(omittingEmptySubsequences: false) {
                $0 == "-" || $0 == "–"
            }
            guard let ends, ends.count == 2,
                let start = MinuteOfDay.parse(String(ends[0]).trimmingSpaces()),
                let end = MinuteOfDay.parse(String(ends[1]).trimmingSpaces())
            else { return nil }
            return WorkSession(start: start, end: end)
        }
    }
}

extension Diagnostic {
    fileprivate static func sessionsOutOfOrder(
        _ earlier: Located<WorkSession>, _ later: Located<WorkSession>
    ) -> Diagnostic {
        let start = MinuteOfDay.text(later.value.start)
        let end = MinuteOfDay.text(earlier.value.end)
        return .error(
            "wrong-order",
            LocalizedText(
                vi: "buổi này bắt đầu lúc \(start), trước khi buổi trước kết thúc (\(end))",
                en: "this session starts at \(start), before the one in front of it ends (\(end))"),
            at: later.range)
    }
}
