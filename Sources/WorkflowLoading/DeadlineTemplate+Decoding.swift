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
            let origin = reader.optional("counts_from", .expressionText)
            let source = reader.required("source", .localizedText)
            let escalation = reader.optional("escalate", .reference)
            let conditions = NodeDecoder<[DeadlineTemplate.Condition]>
                .oneOrMore(of: .deadlineCondition)
            let starts = reader.optional("starts", conditions, default: [])
            let restarts = reader.optional("restarts", conditions, default: [])
            let pauses = reader.optional("pauses", conditions, default: [])
            let resumes = reader.optional("resumes", conditions, default: [])
            let stops = reader.optional("stops", conditions, default: [])
            let cancels = reader.optional("cancels", conditions, default: [])
            let receipt = reader.optional("receipt", .receiptRule)
            let roll = reader.optional("roll", .roll)
            guard let length, let source else { return nil }
            return DeadlineTemplate(
                name: given ?? name, title: title, length: length, origin: origin, source: source,
                escalation: escalation, starts: starts, restarts: restarts, pauses: pauses,
                resumes: resumes, stops: stops, cancels: cancels, receipt: receipt, roll: roll,
                range: reader.range)
        }
    }
}

extension NodeDecoder where Value == ExpressionText {
    /// CEL, compiled later.
    static var expressionText: Self {
        Self(expected: .anExpression) { node in
            guard let text = node.scalar?.text, !text.isEmpty else { return nil }
            return ExpressionText(text, at: node.range)
        }
    }
}

extension NodeDecoder where Value == DeadlineTemplate.Condition {
    /// The name of a state, CEL, or either with a reason: `{in: supplement, reason: …}`,
    /// `{when: item.waiting, reason: …}`.
    fileprivate static var deadlineCondition: Self {
        let expected = LocalizedText(
            vi: "tên một trạng thái, biểu thức CEL, {in: TRẠNG THÁI, reason: …} hoặc "
                + "{when: CEL, reason: …}",
            en: "the name of a state, CEL, {in: STATE, reason: …} or {when: CEL, reason: …}")
        let described = NodeDecoder.mapping(
            LocalizedText(vi: "một điều kiện của thời hạn", en: "a condition of a deadline")
        ) { reader in
            let state = reader.optional("in", .reference)
            let condition = reader.optional("when", .expressionText)
            let reason = reader.optional("reason", .localizedText)
            switch (state, condition) {
            case (let state?, nil):
                return DeadlineTemplate.Condition(test: .state(state), reason: reason)
            case (nil, let condition?):
                return DeadlineTemplate.Condition(test: .expression(condition), reason: reason)
            case (nil, nil), (_?, _?):
                reader.sink.report(.wrongType(reader.node, expected: expected))
                return nil
            }
        }
        return Self(expected: expected) { node, sink in
            if node.mapping != nil { return described.decode(node, sink) }
            guard let text = node.string, !text.isEmpty else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            return DeadlineTemplate.Condition(
                test: text.isDefinitionName
                    ? .state(Located(text, at: node.range))
                    : .expression(ExpressionText(text, at: node.range)),
                reason: nil)
        }
    }
}

extension MappingReader {
    /// `within:` a limit or several one after the other, or `on:` a date; either may be CEL.
    mutating func deadlineLength() -> DeadlineTemplate.Length? {
        let within = optional("within")
        let on = optional("on")
        switch (within, on) {
        case (let within?, nil):
            if let parts = within.sequence { return chain(parts, of: within) }
            return within.deadlineLength(sink, expected: .aLimit) { text in
                if case .some(let limit) = FixedLimit(parsing: text), !limit.parts.isEmpty {
                    .fixed(limit)
                } else {
                    nil
                }
            }
        case (nil, let on?):
            return on.deadlineLength(sink, expected: NodeDecoder<CalendarDate>.date.expected) {
                CalendarDate(parsing: $0).map { .fixed(.date($0)) }
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

    /// `[30 days, 3 working days]`: each counted from the end of the one before.
    private func chain(_ parts: [Node], of node: Node) -> DeadlineTemplate.Length? {
        let limits = parts.compactMap { NodeDecoder<Limit>.limit.decode($0, sink) }
        guard limits.count == parts.count else { return nil }
        guard let limit = FixedLimit(parts: limits) else {
            sink.report(.wrongType(node, expected: .aLimit))
            return nil
        }
        return .fixed(limit)
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
