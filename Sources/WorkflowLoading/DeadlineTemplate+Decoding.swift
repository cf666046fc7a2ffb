import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension NodeDecoder where Value == DeadlineTemplate {
    /// A deadline written inside a state, or one of the mapping in `rules/deadlines.yaml`. Its
    /// name is `name:`, or what the place it stands in calls it.
    static func deadline(named name: Located<String>) -> Self {
        .mapping(LocalizedText(vi: "một thời hạn", en: "a deadline")) { reader in
            let given = reader.optional("name", NodeDecoder<String>.name.located)
            let title = reader.optional("title", .localizedText)
            let length = reader.deadlineLength()
            let source = reader.required("source", .localizedText)
            let escalation = reader.optional("escalate", .reference)
            let names = NodeDecoder<[Located<String>]>.oneOrMore(of: .reference)
            let restarts = reader.optional("restarts", names, default: [])
            let pauses = reader.optional("pauses", names, default: [])
            let stops = reader.optional("stops", names, default: [])
            guard let length, let source else { return nil }
            return DeadlineTemplate(
                name: given ?? name, title: title, length: length, source: source,
                escalation: escalation, restarts: restarts, pauses: pauses, stops: stops,
                range: reader.range)
        }
    }
}

extension MappingReader {
    /// `within:` a limit, or `on:` a date; either may be CEL.
    mutating func deadlineLength() -> DeadlineTemplate.Length? {
        let within = optional("within")
        let on = optional("on")
        switch (within, on) {
        case (let within?, nil):
            return within.deadlineLength(sink, expected: .aLimit) {
                Limit(parsing: $0).map(DeadlineTemplate.Length.limit)
            }
        case (nil, let on?):
            return on.deadlineLength(sink, expected: NodeDecoder<CalendarDate>.date.expected) {
                CalendarDate(parsing: $0).map(DeadlineTemplate.Length.date)
            }
        case (_?, _?):
            sink.error(
                "two-limits",
                LocalizedText(
                    vi: "một thời hạn có “within” hoặc “on”, không có cả hai",
                    en: "a deadline has “within” or “on”, not both"),
                at: keyRange("on"))
        case (nil, nil):
            sink.error(
                "missing-key",
                LocalizedText(
                    vi: "thời hạn thiếu “within” (bao lâu) hoặc “on” (đến ngày nào)",
                    en: "the deadline needs “within” (how long) or “on” (which date)"),
                at: range)
        }
        return nil
    }
}

extension Node {
    fileprivate func deadlineLength(
        _ sink: DiagnosticSink, expected: LocalizedText,
        _ read: (String) -> DeadlineTemplate.Length?
    ) -> DeadlineTemplate.Length? {
        guard let text = string else {
            sink.report(.wrongType(self, expected: expected))
            return nil
        }
        if let length = read(text) { return length }
        // Something like “10 workin days” or “2021-13-01” is a mistyped limit or date, not CEL.
        if let first = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
            sink.report(.wrongType(self, expected: expected))
            return nil
        }
        return .expression(ExpressionText(text, at: range))
    }
}
